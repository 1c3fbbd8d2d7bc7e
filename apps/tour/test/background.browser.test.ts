import { beforeEach, expect, it } from 'vitest'
import { SOON, useTour } from './use-tour.js'

const { origin, at, log, fact, choose, code, openSound, openwx, bar } = useTour()

const status = () => at('[data-part="state"]').getAttribute('data-status')
const tap = (action: string) => at(`wx-button[data-action="${action}"]`).click()
const briefs = async () => (await log()).map(({ kind, brief }) => `${kind} ${brief}`)
const position = async () => Number(await fact('currentPosition'))

beforeEach(async () => {
  await openSound('pages/background/background')
})

it('plays, pauses, goes on, seeks and stops, and says how it is', async () => {
  expect(await fact('status')).toBe('not asked yet')
  await choose('lanterns')
  await expect.poll(status, SOON).toBe('1')
  const dataUrl = `${origin()}/music/lanterns.m4a?old`
  expect([await fact('status'), await fact('dataUrl'), await fact('duration')]).toEqual([
    '1 · plays',
    dataUrl,
    '20',
  ])
  const before = await position()
  await expect
    .poll(async () => {
      await tap('state')
      return position()
    }, SOON)
    .toBeGreaterThan(before)
  expect(await fact('downloadPercent')).toBe('100')
  await tap('pause')
  await expect.poll(status, SOON).toBe('0')
  await choose('lanterns')
  await expect.poll(status, SOON).toBe('1')
  expect(await position()).toBeGreaterThan(0)
  await tap('seek')
  await expect.poll(position, SOON).toBeGreaterThanOrEqual(10)
  expect((await code()).join(' ')).toBe('wx.seekBackgroundAudio({ position: 10 })')
  await tap('stop')
  await expect.poll(() => fact('status'), SOON).toBe('2 · nothing')
  expect(await at('[data-fact="dataUrl"]').count()).toBe(0)
  const said = await briefs()
  expect(said.filter((text) => text.includes('onBackgroundAudio'))).toEqual([
    'play onBackgroundAudioPlay',
    'pause onBackgroundAudioPause',
    'play onBackgroundAudioPlay',
    'stop onBackgroundAudioStop',
  ])
  for (const api of ['play', 'pause', 'seek', 'stop']) {
    expect(said).toContain(`success ${api}BackgroundAudio:ok`)
  }
})

it('has the keys of the phone, and is no part of the other playlist', async () => {
  await choose('train')
  await expect.poll(() => bar().getByText('Night Train').count(), SOON).toBe(1)
  await bar().getByRole('button', { name: 'Pause' }).click()
  await expect.poll(status, SOON).toBe('0')
  await bar().getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(status, SOON).toBe('1')
  await bar().getByRole('button', { name: 'Next' }).click()
  await bar().getByRole('button', { name: 'Stop playing' }).click()
  await expect.poll(status, SOON).toBe('2')
  expect(await openwx(({ wx }) => wx.getBackgroundAudioManager().title)).toBe('Night Train')
})
