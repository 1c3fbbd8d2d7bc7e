import { describe, expect, it } from 'vitest'
import { toHeaderJson } from '../codec/relay.js'
import type { HeaderList } from '../ports/http.js'
import { parseRelayRequest } from './relay-request.js'

const LIMIT = 1000
const parse = (value: unknown) => parseRelayRequest(JSON.stringify(value), LIMIT)
const withHeaders = (headers: HeaderList) =>
  parse({ method: 'GET', url: 'https://a.example', headers })

describe('a relay request', () => {
  it('says method, URL, headers and whether HTTP/2 is wanted', () => {
    const request = { method: 'GET', url: 'https://a.example/ü', headers: [['X-A', 'ü']] as const }
    expect(parseRelayRequest(toHeaderJson(request), LIMIT)).toEqual({ ...request, http2: false })
    expect(parse({ ...request, http2: true })).toMatchObject({ http2: true })
  })
  it.each(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'])(
    'may be %s',
    (method) => expect(parse({ method, url: '', headers: [] })).toMatchObject({ method }),
  )
  it.each(['get', 'BREW', 'GET / HTTP/1.1\r\nx: y', ''])('may not be %j', (method) => {
    expect(() => parse({ method, url: '', headers: [] })).toThrow('does not know this method')
  })
  it.each([
    undefined,
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"method":"GET","url":"x"}',
    '{"method":"GET","url":1,"headers":[]}',
    '{"url":"x","headers":[]}',
    '{"method":"GET","url":"x","headers":["a"]}',
    '{"method":"GET","url":"x","headers":[["a"]]}',
    '{"method":"GET","url":"x","headers":[["a",1]]}',
    '{"method":"GET","url":"x","headers":{"a":"b"}}',
  ])('that is malformed is refused: %s', (text) => {
    expect(() => parseRelayRequest(text, LIMIT)).toThrow(
      expect.objectContaining({
        status: 400,
        message: 'the request to the relay is malformed',
      }),
    )
  })
  it('is refused above the limit and not before', () => {
    const sized = (bytes: number) => {
      const empty = '{"method":"GET","url":"","headers":[]}'
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`)
    }
    expect(parseRelayRequest(sized(LIMIT), LIMIT)).toMatchObject({ method: 'GET' })
    expect(() => parseRelayRequest(sized(LIMIT + 1), LIMIT)).toThrow(
      expect.objectContaining({ status: 431 }),
    )
  })
})

describe('a header', () => {
  it.each(['a\r\nb: c', 'a\rb', 'a\nb', 'a\0b', 'a\u0001', 'a\u007f', 'snow ☃'])(
    'with the value %j is refused, and the value is not repeated',
    (value) => {
      expect(() => withHeaders([['X-Secret', value]])).toThrow(
        expect.objectContaining({
          status: 400,
          message: 'the value of the header X-Secret has a character that it cannot have',
        }),
      )
    },
  )
  it.each(['X-A\r\nX-B', 'X-A:', 'X A', 'Transfer-Encoding ', '', 'X-\0', 'Ü'])(
    'with the name %j is refused',
    (name) => {
      expect(() => withHeaders([[name, 'x']])).toThrow(
        expect.objectContaining({
          status: 400,
          message: 'a header name has a character that it cannot have',
        }),
      )
    },
  )
  it('may hold tabs and bytes beyond ASCII', () => {
    const headers = [['X-A', 'a\tb é']] as const
    expect(withHeaders(headers).headers).toEqual(headers)
  })
  it('goes on as written, in order, repeated, whatever a browser forbids', () => {
    const headers = [
      ['Cookie', 'a=1'],
      ['ReFeReR', 'https://servicewechat.com/'],
      ['Origin', 'https://b.example'],
      ['X-A', '1'],
      ['x-a', '2'],
      ['Sec-Anything', 'x'],
      ['Authorization', 'Basic x'],
    ] as const
    expect(withHeaders(headers).headers).toEqual(headers)
  })
  it.each([
    'Connection',
    'Content-Length',
    'Expect',
    'HOST',
    'Keep-Alive',
    'Proxy-Authorization',
    'Proxy-Connection',
    'TE',
    'Trailer',
    'transfer-encoding',
    'Upgrade',
    'User-Agent',
  ])('of the connection does not go on: %s', (name) => {
    expect(
      withHeaders([
        [name, 'x'],
        ['X-A', '1'],
      ]).headers,
    ).toEqual([['X-A', '1']])
  })
  it('that Connection names does not go on', () => {
    expect(
      withHeaders([
        ['X-Hop', '1'],
        ['connection', 'close, X-HOP'],
        ['X-A', '1'],
      ]).headers,
    ).toEqual([['X-A', '1']])
  })
})
