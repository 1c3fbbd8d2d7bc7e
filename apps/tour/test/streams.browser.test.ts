import { beforeEach, expect, it } from 'vitest'
import { playedCode } from './played-code.js'
import { SOON, useTour } from './use-tour.js'

/** The player asks again and again for what is missing. */
const AFTER_RETRIES = { timeout: 80_000 }

const { origin, at, kinds, phases, fact, choose, code, openSound, drag } = useTour()

const state = () => at('[data-part="stream"]').getAttribute('data-state')
const isLive = () => at('[data-part="stream"]').getAttribute('data-live')
const position = async () => {
  const text = (await at('[data-part="position"]').textContent()) ?? ''
  return Number(text.split(':')[1])
}
const errorCode = () => at('[data-part="error"]').getAttribute('data-code')

beforeEach(async () => {
  await openSound('pages/stream/stream')
})

it('on demand: has a length, goes to a place, and comes to its end', async () => {
  const { set, called } = playedCode('createInnerAudioContext', (await code()).join('\n'))
  expect(set).toEqual({ src: `${origin()}/hls/vod.m3u8` })
  expect(called).toEqual(['onWaiting', 'onEnded', 'onError', 'play'])
  await at('[data-action="toggle"]').click()
  await expect.poll(state, SOON).toBe('playing')
  expect([await fact('length'), await isLive()]).toEqual(['0:19', 'false'])
  await expect.poll(position, SOON).toBeGreaterThanOrEqual(1)
  await drag('[aria-label="Position"]', 0.9)
  await expect.poll(position, SOON).toBeGreaterThanOrEqual(17)
  await expect.poll(state, SOON).toBe('ended')
  expect((await kinds()).filter((kind) => kind !== 'waiting')).toEqual([
    ...['canplay', 'play', 'seeking', 'seeked', 'ended'],
  ])
})

it('live: goes on without a length, until it is stopped', async () => {
  await choose('live')
  await expect.poll(isLive, SOON).toBe('true')
  expect(await fact('length')).toBe('no end')
  expect(await at('wx-slider').count()).toBe(0)
  // Further than the first playlist reached.
  await expect.poll(position, SOON).toBeGreaterThanOrEqual(10)
  await at('[data-action="toggle"]').click()
  await expect.poll(state, SOON).toBe('stopped')
  expect(await kinds()).not.toContain('error')
})

it('a gap is passed over', async () => {
  await choose('gap')
  await expect.poll(state, SOON).toBe('ended')
  expect(await position()).toBe(9)
  expect((await phases()).filter((kind) => kind !== 'waiting')).toEqual([
    'canplay',
    'play',
    'ended',
  ])
})

it('a hole ends it, once it is certain', async () => {
  await choose('hole')
  await expect.poll(state, SOON).toBe('playing')
  await expect.poll(state, SOON).toBe('waiting')
  expect([await fact('waits'), await position()]).toEqual(['1', 4])
  await expect.poll(errorCode, AFTER_RETRIES).toBe('10002')
  expect(await state()).toBe('failed')
})

it.each([
  ['broken', '10004'],
  ['missing', '10003'],
])('%s: errCode %s, and what is chosen next plays', async (stream, expected) => {
  await choose(stream)
  await expect.poll(errorCode, SOON).toBe(expected)
  await choose('vod')
  await expect.poll(state, SOON).toBe('playing')
  expect(await at('[data-part="error"]').count()).toBe(0)
})
