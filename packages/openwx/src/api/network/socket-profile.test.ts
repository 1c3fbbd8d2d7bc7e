import { expect, it } from 'vitest'
import { createSocketProfile } from './socket-profile.js'

const marks = { invokedAt: 100, dialledAt: 110, openedAt: 200 }

it('tells what the host saw', () => {
  const timing = {
    domainLookupStart: 115,
    domainLookupEnd: 120,
    connectStart: 120,
    connectEnd: 150,
  }
  expect(createSocketProfile(marks, timing)).toEqual({
    fetchStart: 110,
    domainLookUpStart: 115,
    domainLookUpEnd: 120,
    connectStart: 120,
    connectEnd: 150,
    rtt: 30,
    handshakeCost: 50,
    cost: 100,
  })
})

it('claims no moment and no span that nobody saw', () => {
  expect(createSocketProfile(marks)).toEqual({
    fetchStart: 110,
    domainLookUpStart: 110,
    domainLookUpEnd: 110,
    connectStart: 110,
    connectEnd: 110,
    rtt: 0,
    handshakeCost: 0,
    cost: 100,
  })
})

it('keeps the order over a clock that was set back', () => {
  const back = { invokedAt: 100, dialledAt: 110, openedAt: 50 }
  const timing = { domainLookupStart: 60, domainLookupEnd: 130, connectStart: 40, connectEnd: 45 }
  const profile = createSocketProfile(back, timing)
  expect(profile).toMatchObject({
    domainLookUpStart: 110,
    domainLookUpEnd: 130,
    connectStart: 130,
    connectEnd: 130,
  })
  expect([profile.rtt, profile.handshakeCost, profile.cost]).toEqual([0, 0, 0])
})
