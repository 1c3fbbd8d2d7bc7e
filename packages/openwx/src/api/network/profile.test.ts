import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createProfile } from './profile.js'

const moment = fc.option(fc.nat(1000), { nil: undefined })

it('keeps its moments in order, whatever a host says', () => {
  const timing = fc.record(
    {
      domainLookupStart: fc.nat(1000),
      connectStart: fc.nat(1000),
      connectEnd: fc.nat(1000),
      requestStart: fc.nat(1000),
      responseStart: fc.nat(1000),
      responseEnd: fc.nat(1000),
      reused: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.nat(1000), moment, timing, fc.nat(1000), (start, fetchStart, known, end) => {
      const marks = { invokeStart: start, queueStart: start, queueEnd: start }
      const profile = createProfile(
        fetchStart === undefined ? marks : { ...marks, fetchStart },
        known,
        end,
        0,
      )
      const moments = [
        profile.invokeStart,
        profile.queueStart,
        profile.queueEnd,
        profile.fetchStart,
        profile.domainLookUpStart,
        profile.domainLookUpEnd,
        profile.connectStart,
        profile.connectEnd,
        profile.requestStart,
        profile.requestEnd,
        profile.responseStart,
        profile.responseEnd,
      ]
      expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    }),
  )
})

it('counts a reused connection as no time for connecting', () => {
  const marks = { invokeStart: 1, queueStart: 1, queueEnd: 1, fetchStart: 5 }
  const timing = { reused: true, connectStart: 7, connectEnd: 9, requestStart: 6 }
  expect(createProfile(marks, timing, 10, 0)).toMatchObject({
    connectStart: 5,
    connectEnd: 5,
    requestStart: 6,
    socketReused: true,
  })
})
