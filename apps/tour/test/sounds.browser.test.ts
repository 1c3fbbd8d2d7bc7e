import { beforeAll, expect, it } from 'vitest'
import { createLoudspeaker } from './loudspeaker.js'
import { playedCode } from './played-code.js'
import { SOON, useTour } from './use-tour.js'

const SOUNDS = 'pages/sounds/sounds'

const { program, at, log, stack, code, drag } = useTour()

const loudspeaker = createLoudspeaker(program)
const names = async () => (await loudspeaker.sounding()).map(({ src }) => src)
const heardOf = async (name: string) =>
  (await loudspeaker.sounding()).find(({ src }) => src === `${name}.mp3`)

const card = (id: string) => `[data-id="${id}"]`
const tap = (id: string, action: string) => at(`${card(id)} [data-action="${action}"]`).click()
const playing = (id: string) => () =>
  at(`${card(id)} [data-part="sound"]`).getAttribute('data-playing')
const chime = () => at('[data-part="chime"]').getAttribute('data-state')
/** What the chime was, told by the page itself: whoever looks into a page counts as its user. */
const chimes: string[] = []

beforeAll(async () => {
  const { page } = program()
  page.on('console', (message) => {
    const [, state] = /^chime (.*)$/.exec(message.text()) ?? []
    if (state !== undefined) chimes.push(state)
  })
  await loudspeaker.watch()
  await page.addInitScript(() => {
    let before: string | undefined
    new MutationObserver(() => {
      const state = document.querySelector<HTMLElement>('[data-part="chime"]')?.dataset.state
      if (state !== before && state !== undefined) console.log(`chime ${state}`)
      before = state
    }).observe(document, { attributes: true, childList: true, subtree: true })
  })
})
it('a sound that asks nobody is refused, says so, and comes with the first tap', async () => {
  const { page, url } = program()
  await page.goto(`${url}#/${SOUNDS}`)
  await expect.poll(() => chimes, SOON).toEqual(['waiting', 'refused'])
  await page.mouse.click(200, 90)
  await expect.poll(() => chimes, SOON).toEqual(['waiting', 'refused', 'playing', 'over'])
  expect(await at('[data-part="refusal"]').textContent()).toMatch(
    /^errCode 10001: operateAudio:fail the browser lets a page play only after/,
  )
  chimes.splice(0)
  await at('[data-action="ring"]').click()
  await expect.poll(() => chimes, SOON).toEqual(['waiting', 'playing', 'over'])
  expect(await chime()).toBe('over')
  expect(await at('[data-part="refusal"]').count()).toBe(0)
})

it('plays several at once, each with its own time, and one can go', async () => {
  await program().open(SOUNDS)
  await at('[data-action="play-all"]').click()
  const all = ['bells', 'drums', 'strings']
  for (const id of all) await expect.poll(playing(id), SOON).toBe('true')
  await expect
    .poll(async () => (await names()).filter((src) => src !== 'chime.mp3'), SOON)
    .toEqual(all.map((id) => `${id}.mp3`))
  const percent = async (id: string) =>
    Number(await at(`${card(id)} [data-part="sound"]`).getAttribute('data-percent'))
  for (const id of all) await expect.poll(() => percent(id), SOON).toBeGreaterThan(5)

  await tap('drums', 'toggle')
  await expect.poll(playing('drums'), SOON).toBe('false')
  const before = (await heardOf('bells'))!.time
  await expect.poll(async () => (await heardOf('bells'))!.time !== before, SOON).toBe(true)
  expect(await heardOf('drums')).toBeUndefined()
  await at('[data-action="stop-all"]').click()
  for (const id of all) await expect.poll(playing(id), SOON).toBe('false')
  await expect.poll(() => percent('bells'), SOON).toBe(0)
})

it('turns a sound up and down, faster and slower, and round', async () => {
  await program().open(SOUNDS)
  await drag(`${card('drums')} wx-slider`, 0.5)
  await at(`${card('drums')} [data-value="2"]`).click()
  const { set, called } = playedCode('createInnerAudioContext', (await code()).join('\n'))
  expect(set).toEqual({ src: '/sounds/drums.mp3', loop: true, volume: 0.5, playbackRate: 2 })
  expect(called).toEqual(['onEnded', 'onError', 'play'])
  await tap('drums', 'toggle')
  const settings = () =>
    program()
      .frame()
      .evaluate(() => {
        const { made } = globalThis as unknown as { made: HTMLAudioElement[] }
        const { volume, playbackRate, loop } = made.find(({ currentSrc }) =>
          currentSrc.endsWith('drums.mp3'),
        )!
        return { volume, playbackRate, loop }
      })
  await expect.poll(settings, SOON).toEqual({ volume: 0.5, playbackRate: 2, loop: true })
  // It has been round once it is where it was before.
  const time = async () => (await heardOf('drums'))?.time ?? 0
  await expect.poll(time, SOON).toBeGreaterThan(2)
  await expect.poll(time, SOON).toBeLessThan(1)
  const ends = async () =>
    (await log()).filter(({ kind, brief }) => kind === 'ended' && brief.startsWith('Drums')).length
  expect(await ends()).toBe(0)
  await at(`${card('drums')} wx-switch`).click()
  await expect.poll(ends, SOON).toBe(1)
  expect(await playing('drums')()).toBe('false')
})

it('its sounds end with the page', async () => {
  await program().open('pages/index/index')
  await at('[data-id="sounds"]').click()
  await expect.poll(stack, SOON).toHaveLength(2)
  await at('[data-action="play-all"]').click()
  await expect.poll(async () => (await names()).length, SOON).toBeGreaterThanOrEqual(3)
  await program().page.goBack()
  await expect.poll(stack, SOON).toHaveLength(1)
  await expect.poll(names, SOON).toEqual([])
})
