import { beforeEach, expect, it } from 'vitest'
import { SOON, useTour } from './use-tour.js'

const PERMISSION = 'pages/permission/permission'
const RECORD = 'scope.record'

const { program, at } = useTour()

const dialog = (kind: string) => program().page.locator(`[data-openwx-dialog="${kind}"]`)
const reply = (scope: string) => () =>
  at(`wx-view[data-scope="${scope}"]`).first().getAttribute('data-reply')
const ask = (scope: string) => at(`wx-button[data-scope="${scope}"]`).click()
const said = () => at('[data-part="said"]').textContent()

beforeEach(async () => {
  await program().open(PERMISSION)
  await program().page.evaluate(() => localStorage.clear())
  await program().open(PERMISSION)
})

it('asks on the phone, once, and remembers after a restart', async () => {
  expect(await reply(RECORD)()).toBe('unknown')
  await ask(RECORD)
  const question = dialog('scope').getByRole('dialog')
  expect(await question.getAttribute('aria-label')).toMatch(/microphone/)
  await question.getByRole('button', { name: 'Refuse' }).click()
  await expect.poll(said, SOON).toBe('authorize:fail auth deny')
  await expect.poll(reply(RECORD), SOON).toBe('refused')
  await program().page.reload()
  await program().open(PERMISSION)
  await expect.poll(reply(RECORD), SOON).toBe('refused')
  await ask(RECORD)
  await expect.poll(said, SOON).toBe('authorize:fail auth deny')
  expect(await dialog('scope').count()).toBe(0)
})

it('Escape leaves the question open for next time', async () => {
  await ask(RECORD)
  await dialog('scope').waitFor()
  await program().page.keyboard.press('Escape')
  await expect.poll(said, SOON).toBe('authorize:fail auth deny')
  expect(await reply(RECORD)()).toBe('unknown')
})

it.each(['open-setting', 'setting-button', 'menu'])(
  '%s: lets the user change his mind',
  async (way) => {
    await ask(RECORD)
    await dialog('scope').locator('.reject').click()
    await expect.poll(reply(RECORD), SOON).toBe('refused')
    if (way === 'menu') {
      await program().page.getByRole('button', { name: 'Menu' }).click()
      await program().page.getByRole('button', { name: 'Settings' }).click()
    } else await at(`[data-action="${way}"]`).click()
    await dialog('settings').getByRole('switch').click()
    await dialog('settings').getByRole('button', { name: 'Done' }).click()
    if (way !== 'menu') {
      await expect.poll(said, SOON).toBe('openSetting:ok')
      await expect.poll(reply(RECORD), SOON).toBe('allowed')
    }
    await ask(RECORD)
    await expect.poll(said, SOON).toBe('authorize:ok')
  },
)
