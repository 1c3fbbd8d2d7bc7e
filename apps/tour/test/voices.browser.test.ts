import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createLoudspeaker } from './loudspeaker.js'
import { writeToneFile } from './tone-file.js'
import { SOON, useTour } from './use-tour.js'

const { program, at, log, code } = useTour(
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${writeToneFile()}`,
)

const loudspeaker = createLoudspeaker(program)
/** How far what sounds is. */
const times = async () => (await loudspeaker.sounding()).map(({ time }) => time)

/** Longer than a tap. */
const HELD_MS = 700

const voice = (number: number) => at(`[data-id="voice-${number}"]`)
const tapVoice = (number: number) => voice(number).click()
const state = (number: number) => () => voice(number).getAttribute('data-state')
const talk = () => at('[data-action="talk"]').getAttribute('data-talk')
const briefs = async () => (await log()).map(({ kind, brief }) => `${kind} ${brief}`)
const ends = async () =>
  (await briefs()).filter((text) => text === 'success playVoice is over').length
const mine = () => at('[data-side="mine"]').count()

beforeAll(async () => {
  await loudspeaker.watch()
  await program().open('pages/permission/permission')
  await at('wx-button[data-scope="scope.record"]').click()
  await program().page.locator('[data-openwx-dialog="scope"] .accept').click()
  await at('wx-view[data-scope="scope.record"][data-reply="allowed"]').first().waitFor()
})
beforeEach(async () => {
  await program().open('pages/voice/voice')
})

it('a message plays, pauses, goes on and ends', async () => {
  await tapVoice(1)
  await expect.poll(state(1), SOON).toBe('playing')
  expect(await code()).toEqual(['wx.pauseVoice()'])
  await expect.poll(async () => (await times())[0], SOON).toBeGreaterThan(0.5)
  await tapVoice(1)
  await expect.poll(state(1), SOON).toBe('paused')
  expect((await code())[0]).toBe('wx.playVoice({')
  expect([await ends(), await times()]).toEqual([0, []])
  await tapVoice(1)
  await expect.poll(times, SOON).toHaveLength(1)
  // On from there, and not from its beginning.
  expect((await times())[0]).toBeGreaterThan(0.5)
  expect(await state(1)()).toBe('playing')
  await expect.poll(state(1), SOON).toBe('')
  // Both calls of it have ended together.
  expect(await ends()).toBe(2)
})

it('only one is heard at a time, and it can be stopped', async () => {
  await tapVoice(1)
  await expect.poll(state(1), SOON).toBe('playing')
  await tapVoice(2)
  await expect.poll(state(2), SOON).toBe('playing')
  expect(await state(1)()).toBe('')
  await expect.poll(ends, SOON).toBe(1)
  expect((await loudspeaker.sounding()).map(({ src }) => src)).toEqual(['answer.mp3'])
  expect(await state(2)()).toBe('playing')
  await at('[data-action="stop"]').click()
  await expect.poll(state(2), SOON).toBe('')
  expect(await ends()).toBe(2)
})

it('two taps make a message, which plays to its end', async () => {
  await at('[data-action="talk"]').click()
  await expect.poll(talk, SOON).toBe('recording')
  await expect.poll(briefs, SOON).toContain('call startRecord')
  await at('[data-action="talk"]').click()
  await expect.poll(mine, SOON).toBe(1)
  expect(await talk()).toBe('')
  expect(await voice(3).getAttribute('data-path')).toMatch(/^wxfile:\/\/tmp_\w+\.mp3$/)
  await tapVoice(3)
  await expect.poll(ends, SOON).toBe(1)
  expect(await state(3)()).toBe('')
})

it('so does a button that is held, and what plays is silent meanwhile', async () => {
  await tapVoice(2)
  await expect.poll(state(2), SOON).toBe('playing')
  await expect.poll(times, SOON).toHaveLength(1)
  const { page } = program()
  const box = await at('[data-action="talk"]').boundingBox()
  await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2)
  await page.mouse.down()
  await expect.poll(talk, SOON).toBe('recording')
  expect(await times()).toEqual([])
  await expect.poll(state(2), SOON).toBe('')
  await page.waitForTimeout(HELD_MS)
  expect([await talk(), await mine()]).toEqual(['recording', 0])
  await page.mouse.up()
  await expect.poll(mine, SOON).toBe(1)
  expect(await voice(3).textContent()).toMatch(/^[1-9]\d*″$/)
})
