import { expect, it } from 'vitest'
import { NetError } from '../../ports/net-error.js'
import { HandshakeError, NetworkError, UnsupportedError } from '../../ports/port-error.js'
import { checkedClose, checkedProtocols, isMessage, openingFailure } from './socket-rules.js'

it.each([undefined, null, []])('takes %o as no protocols', (protocols) => {
  expect(checkedProtocols(protocols)).toEqual([])
})

it('copies the list of protocols', () => {
  const given = ['a', 'b.c-1']
  const taken = checkedProtocols(given)
  given.push('late')
  expect(taken).toEqual(['a', 'b.c-1'])
})

it.each([['a,b'], ['a b'], ['中'], ['']])('refuses the protocol "%s"', (protocol) => {
  expect(() => checkedProtocols([protocol])).toThrow('invalid protocol')
})

it.each([1000, 3000, 3999, 4999])('takes the code %d', (code) => {
  expect(checkedClose({ code })).toEqual({ code, reason: '' })
})

it.each([999, 1001, 1006, 2999, 5000, 1000.5, 3000.5, -1, 0])('refuses the code %d', (code) => {
  expect(() => checkedClose({ code })).toThrow('wcwss invalid code')
})

it.each(['3001', null, undefined, NaN, Infinity, {}])('takes the code %o as 1000', (code) => {
  expect(checkedClose({ code })).toEqual({ code: 1000, reason: '' })
})

it.each([
  ['a', 123],
  ['中', 41],
  ['😀', 30],
  // A lone surrogate goes as U+FFFD.
  ['\ud800', 41],
])('counts the bytes of %s: %d are the most', (letter, most) => {
  expect(checkedClose({ reason: letter.repeat(most) }).reason).toHaveLength(letter.length * most)
  expect(() => checkedClose({ reason: letter.repeat(most + 1) })).toThrow('123 UTF-8 bytes')
})

it.each([
  ['', true],
  ['a', true],
  [new ArrayBuffer(0), true],
  [new Uint8Array(1), false],
  [5, false],
  [undefined, false],
])('asks whether %o is a message: %s', (data, expected) => {
  expect(isMessage(data)).toBe(expected)
})

it.each([
  [new NetworkError(), 'Underlying Transport Error'],
  [new NetError('CONNECTION_REFUSED'), 'Underlying Transport Error'],
  [new NetError('CERT_AUTHORITY_INVALID'), 'TLS handshake failed'],
  [new NetError('SSL_PROTOCOL_ERROR'), 'TLS handshake failed'],
  [new HandshakeError(404), 'Invalid HTTP status'],
  [new HandshakeError(), 'Invalid handshake'],
  [new UnsupportedError('no'), 'createSocketTask:fail unsupported: no'],
  [new Error('of a handler'), 'Underlying Transport Error'],
])('says of %s: %s', (error, errMsg) => {
  expect(openingFailure(error)).toBe(errMsg)
})
