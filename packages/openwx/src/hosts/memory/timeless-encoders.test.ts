import { expect, it } from 'vitest'
import { createWx } from '../../create-wx.js'
import { createHost } from './host.js'

it.each(['aac', 'mp3', 'wav'])('records a minute of %s while a minute passes', async (format) => {
  const host = createHost({ microphone: { silence: true } })
  const recorder = createWx(host).getRecorderManager()
  const told: unknown[] = []
  recorder.onStop(({ duration }) => told.push(duration))
  recorder.onError(({ errMsg }) => told.push(errMsg))
  recorder.start({ format, duration: 60_000 })
  await host.clock.advance(60_100)
  expect(told).toEqual([60_000])
  await host.dispose()
})
