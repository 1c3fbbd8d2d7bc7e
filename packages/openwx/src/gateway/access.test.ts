import { describe, expect, it } from 'vitest'
import { createAccess } from './access.js'

const TOKEN = 'a-token-of-some-length'
const access = createAccess({
  token: TOKEN,
  origins: ['https://pages.example', 'http://localhost:5173'],
  names: ['gateway.example', '192.168.1.7', '[fd00::7]'],
})
const admit = (headers: Record<string, string>) => access.admit((name) => headers[name])

describe('the Host header', () => {
  it.each([
    'localhost',
    'localhost:8788',
    'LOCALHOST:8788',
    'mini.localhost:8788',
    '127.0.0.1:8788',
    '127.8.9.10',
    '[::1]:8788',
    'gateway.example',
    'Gateway.Example:8788',
    '192.168.1.7:8788',
    '[fd00::7]:8788',
  ])('may be %s', (host) => {
    expect(admit({ host, origin: `http://${host}` })).toBeUndefined()
  })
  it.each([
    'evil.example',
    'evil.example:8788',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'notgateway.example',
    '192.168.1.8',
    'user@localhost',
    'localhost/',
    '',
  ])('may not be %j, even when the page is of the same name (DNS rebinding)', (host) => {
    expect(() => admit({ host, origin: `http://${host}` })).toThrow('this host name')
  })
  it('must be there', () => {
    expect(() => admit({ origin: 'http://localhost' })).toThrow('this host name')
  })
  it('may be a name that was added', () => {
    const other = createAccess({ token: TOKEN, origins: [], names: [] })
    const headers = { host: '10.1.2.3:80', origin: 'http://10.1.2.3' }
    expect(() => other.admit((name) => headers[name as 'host'])).toThrow('this host name')
    other.addName('10.1.2.3')
    expect(other.admit((name) => headers[name as 'host'])).toBeUndefined()
  })
})

describe('the Origin header', () => {
  it('may be the other name of the same machine, which needs CORS', () => {
    const origin = 'http://127.0.0.1:8788'
    expect(admit({ host: 'localhost:8788', origin })).toBe(origin)
    expect(() => admit({ host: 'localhost:8789', origin })).toThrow('of this origin')
    expect(() => admit({ host: 'gateway.example:8788', origin })).toThrow('of this origin')
    expect(() => admit({ host: 'localhost:8788', origin: 'http://127.0.0.2:8788' })).toThrow(
      'of this origin',
    )
  })
  it('may be where the gateway is, default ports left out', () => {
    expect(admit({ host: 'localhost:8788', origin: 'http://localhost:8788' })).toBeUndefined()
    expect(admit({ host: 'gateway.example', origin: 'https://gateway.example' })).toBeUndefined()
    expect(
      admit({ host: 'gateway.example:443', origin: 'https://gateway.example' }),
    ).toBeUndefined()
  })
  it('may be on the list, and then needs CORS', () => {
    expect(admit({ host: 'localhost:8788', origin: 'https://pages.example' })).toBe(
      'https://pages.example',
    )
    expect(admit({ host: '127.0.0.1:8788', origin: 'http://localhost:5173' })).toBe(
      'http://localhost:5173',
    )
  })
  it.each([
    'https://evil.example',
    'http://pages.example',
    'https://pages.example:8443',
    'https://pages.example.evil.example',
    'http://localhost:5174',
    'http://localhost',
    'null',
    'file://',
    '',
  ])('may not be %j', (origin) => {
    expect(() => admit({ host: 'localhost:8788', origin })).toThrow('pages of this origin')
  })
  it('may be missing only where the browser says that the page is from here', () => {
    expect(admit({ host: 'localhost:8788', 'sec-fetch-site': 'same-origin' })).toBeUndefined()
    for (const site of [undefined, 'same-site', 'cross-site', 'none']) {
      expect(() =>
        admit({ host: 'localhost:8788', ...(site !== undefined && { 'sec-fetch-site': site }) }),
      ).toThrow('does not say which')
    }
  })
  it('counts before Sec-Fetch-Site', () => {
    expect(() =>
      admit({
        host: 'localhost:8788',
        origin: 'https://evil.example',
        'sec-fetch-site': 'same-origin',
      }),
    ).toThrow('pages of this origin')
  })
})

describe('the token', () => {
  it('is taken exactly', () => {
    expect(() => access.checkToken(TOKEN)).not.toThrow()
  })

  it.each([
    undefined,
    '',
    'wrong',
    TOKEN.slice(1),
    `${TOKEN} `,
    TOKEN.toUpperCase(),
    'ä'.repeat(11),
  ])('is not %j, and the right one is not told', (token) => {
    expect(() => access.checkToken(token)).toThrow(
      expect.objectContaining({
        status: 401,
        message: 'the gateway needs its token, which the page is served with',
      }),
    )
  })
  it.each(['', 'short', 'a token with blanks in it', 'ümläüte-sind-keine-zeichen'])(
    'cannot be set to %j',
    (token) => {
      expect(() => createAccess({ token, origins: [], names: [] })).toThrow(TypeError)
    },
  )
})

describe('origins', () => {
  it('are origins', () => {
    expect(() => createAccess({ token: TOKEN, origins: ['*'], names: [] })).toThrow(TypeError)
    expect(() => createAccess({ token: TOKEN, origins: ['null'], names: [] })).toThrow(TypeError)
  })
})
