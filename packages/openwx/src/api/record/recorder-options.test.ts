import { expect, it } from 'vitest'
import { planRecording } from './recorder-options.js'

it('has a default for everything', () => {
  expect(planRecording({})).toEqual({
    format: { name: 'aac', sampleRate: 8000, channels: 2, bitRate: 48_000 },
    limitMs: 60_000,
    source: 'auto',
  })
})

it.each([
  [600_000, 600_000],
  [600_001, 600_000],
  [Infinity, 600_000],
  [1, 1],
  [0, 60_000],
  [-5, 60_000],
  [NaN, 60_000],
  ['1000', 60_000],
])('takes the duration %s for %s', (duration, limitMs) => {
  expect(planRecording({ duration: duration as number })).toMatchObject({ limitMs })
})

it.each([
  ['mp3', 1, 1024],
  ['PCM', 0.5, 512],
  ['pcm', 0.0001, 1],
  ['mp3', 0, undefined],
  ['mp3', NaN, undefined],
  ['aac', 1, undefined],
  ['wav', 1, undefined],
])('%s in pieces of %s KiB: %s', (format, frameSize, frameBytes) => {
  const plan = planRecording({ format, frameSize })
  expect(typeof plan === 'string' ? plan : plan.frameBytes).toBe(frameBytes)
})

it.each([
  [{ format: 'ogg' }, 'format ogg is none'],
  [{ sampleRate: 9000 }, 'sampleRate 9000 is none of 8000, 11025'],
  [{ numberOfChannels: 3 }, 'numberOfChannels 3'],
  [{ sampleRate: 44_100 }, 'encodeBitRate 48000 is not within 64000 and 320000'],
  [{ encodeBitRate: NaN }, 'encodeBitRate NaN'],
])('says what is wrong with %o', (options, problem) => {
  expect(planRecording(options)).toMatch(problem)
})
