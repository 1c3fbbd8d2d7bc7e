import { beforeEach, expect, it } from 'vitest'
import { playedCode } from './played-code.js'
import { SOON, useTour } from './use-tour.js'

const MUSIC = 'pages/music/music'
const ALBUM = 'Small Journeys'

const { program, origin, at, kinds, stack, choose, code, openSound, bar, drag, openwx } = useTour()

const player = (name: string) => () => at('[data-part="player"]').getAttribute(`data-${name}`)
const track = player('track')
const playing = player('playing')
const secondsOf = (text: string | null) => {
  const [minutes, seconds] = (text ?? '').split(':').map(Number)
  return minutes! * 60 + seconds!
}
const position = async () => secondsOf(await at('[data-part="position"]').textContent())
const errorCode = () => at('[data-part="error"]').getAttribute('data-code')
const tap = (action: string) => at(`[data-action="${action}"]`).click()
const title = () => openwx(({ wx }) => wx.getBackgroundAudioManager().title)
const time = () => openwx(({ wx }) => wx.getBackgroundAudioManager().currentTime ?? 0)
const isHeard = async () => {
  const before = await time()
  await expect.poll(time, SOON).toBeGreaterThan(before)
}

beforeEach(async () => {
  await openSound(MUSIC)
})

it('plays a track, shows how far it is, and goes where the handle is put', async () => {
  await choose('ferry')
  await expect.poll(playing, SOON).toBe('true')
  await expect.poll(position, SOON).toBeGreaterThanOrEqual(1)
  expect(await at('[data-part="duration"]').textContent()).toBe('0:20')
  await expect
    .poll(async () => Number(await at('[data-part="buffered"]').getAttribute('data-percent')), SOON)
    .toBe(100)
  await drag('[aria-label="Position"]', 0.75)
  await expect.poll(kinds, SOON).toEqual(['canplay', 'play', 'seeking', 'seeked'])
  await expect.poll(time, SOON).toBeGreaterThan(14)
  expect(await position()).toBeGreaterThanOrEqual(14)
  await tap('toggle')
  await expect.poll(playing, SOON).toBe('false')
  await tap('toggle')
  await expect.poll(playing, SOON).toBe('true')
  await isHeard()
})

it('goes through its list by its own keys, by those of the system and by those of the bar', async () => {
  await tap('toggle')
  await expect.poll(playing, SOON).toBe('true')
  expect(await track()).toBe('ferry')
  await tap('next')
  await expect.poll(track, SOON).toBe('lanterns')
  await openwx(({ host }) => host.nowPlaying.press({ name: 'next' }))
  await expect.poll(track, SOON).toBe('train')
  await expect.poll(() => bar().getByText('Night Train').count(), SOON).toBe(1)
  expect(await bar().getByText('The Rails').count()).toBe(1)
  await bar().getByRole('button', { name: 'Next' }).click()
  await expect.poll(track, SOON).toBe('ferry')
  await bar().getByRole('button', { name: 'Previous' }).click()
  await expect.poll(track, SOON).toBe('train')
  await tap('previous')
  await expect.poll(track, SOON).toBe('lanterns')
  expect((await kinds()).filter((kind) => /next|prev/.test(kind))).toEqual(['next', 'next', 'prev'])
  await isHeard()

  await bar().getByRole('button', { name: 'Pause' }).click()
  await expect.poll(playing, SOON).toBe('false')
  await bar().getByRole('button', { name: 'Stop playing' }).click()
  await expect.poll(() => bar().count(), SOON).toBe(0)
  await tap('toggle')
  await expect.poll(playing, SOON).toBe('true')
  expect(await track()).toBe('lanterns')
})

it('what comes to its end is followed by the next', async () => {
  await choose('train')
  await expect.poll(playing, SOON).toBe('true')
  await expect.poll(kinds, SOON).toContain('play')
  await drag('[aria-label="Position"]', 0.98)
  await expect.poll(kinds, SOON).toContain('ended')
  await expect.poll(track, SOON).toBe('ferry')
  await expect.poll(title, SOON).toBe('Morning Ferry')
  await isHeard()
})

it.each([
  ['broken', '10004'],
  ['missing', '10003'],
])('%s: fails with %s, and the list goes on', async (name, expected) => {
  await choose(name)
  await expect.poll(errorCode, SOON).toBe(expected)
  expect(await playing()).toBe('false')
  await tap('toggle')
  await expect
    .poll(async () => (await kinds()).filter((kind) => kind === 'error').length, SOON)
    .toBe(2)
  await tap('next')
  await expect.poll(playing, SOON).toBe('true')
  expect(await track()).toBe('ferry')
  expect(await at('[data-part="error"]').count()).toBe(0)
  await isHeard()
})

it('the code is what a tap does, the rate too', async () => {
  await choose('lanterns')
  await at('[data-field="rate"] [data-value="2"]').click()
  await expect
    .poll(() => openwx(({ wx }) => wx.getBackgroundAudioManager().playbackRate), SOON)
    .toBe(2)
  const { set, called } = playedCode('getBackgroundAudioManager', (await code()).join('\n'))
  expect(called).toEqual(['onPrev', 'onNext', 'onEnded', 'onError'])
  expect(set).toEqual({
    title: 'Paper Lanterns',
    epname: ALBUM,
    singer: 'The Bells',
    coverImgUrl: `${origin()}/music/lanterns.jpg`,
    playbackRate: 2,
    src: `${origin()}/music/lanterns.m4a`,
  })
  const real = await openwx(({ wx }) => ({ ...wx.getBackgroundAudioManager() }))
  expect(real).toMatchObject(set)
})

it('goes on without its page, with its keys, and out of sight', async () => {
  await openSound('pages/index/index')
  await at('[data-id="music"]').click()
  await expect.poll(stack, SOON).toHaveLength(2)
  await choose('ferry')
  await expect.poll(playing, SOON).toBe('true')
  await isHeard()
  await program().page.goBack()
  await expect.poll(stack, SOON).toHaveLength(1)
  await isHeard()
  await bar().getByRole('button', { name: 'Next' }).click()
  await expect.poll(title, SOON).toBe('Paper Lanterns')
  await program()
    .frame()
    .evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
  await isHeard()
  await openwx(({ host }) => host.nowPlaying.press({ name: 'next' }))
  await expect.poll(title, SOON).toBe('Night Train')
  await isHeard()
  await at('[data-id="music"]').click()
  await expect.poll(track, SOON).toBe('train')
  expect(await playing()).toBe('true')
})
