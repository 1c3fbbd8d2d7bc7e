import { describe, expect, it } from 'vitest'
import { Refusal } from './refusal.js'
import { createTargetPolicy, HTTP_TARGETS, SOCKET_TARGETS } from './targets.js'

const refusal = (run: () => unknown): { status: number; message: string } | 'admitted' => {
  try {
    run()
    return 'admitted'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, message: error.message }
  }
}

describe('a target', () => {
  const admit = createTargetPolicy(
    {
      allow: ['https://api.example.com', 'http://127.0.0.1:8787'],
      domains: {
        request: ['https://request.example', 'https://port.example:8443', 'http://plain.example'],
        uploadFile: ['https://upload.example'],
        downloadFile: ['https://download.example'],
        socket: ['https://socket.example'],
      },
    },
    HTTP_TARGETS,
  )
  const answer = (url: string) => refusal(() => admit(url))

  it.each([
    'https://api.example.com/path?query',
    'https://API.Example.COM',
    'https://api.example.com:443/',
    'https://request.example/',
    'https://upload.example/',
    'https://download.example/',
    'https://port.example:8443/',
    'http://127.0.0.1:8787/',
  ])('on a list is admitted: %s', (url) => expect(answer(url)).toBe('admitted'))

  it.each([
    ['another name', 'https://other.example/', 'https://other.example'],
    ['a sub-domain', 'https://a.api.example.com/', 'https://a.api.example.com'],
    ['a parent domain', 'https://example.com/', 'https://example.com'],
    [
      'a longer name',
      'https://api.example.com.evil.example/',
      'https://api.example.com.evil.example',
    ],
    ['a trailing dot', 'https://api.example.com./', 'https://api.example.com.'],
    ['another scheme', 'http://api.example.com/', 'http://api.example.com'],
    ['another port', 'https://api.example.com:8443/', 'https://api.example.com:8443'],
    ['a listed name without its port', 'https://port.example/', 'https://port.example'],
    ['an http entry of a domain list', 'http://plain.example/', 'http://plain.example'],
    ['the socket list', 'https://socket.example/', 'https://socket.example'],
    ['another port of an allowed address', 'http://127.0.0.1:8788/', 'http://127.0.0.1:8788'],
    ['another scheme of an allowed address', 'https://127.0.0.1:8787/', 'https://127.0.0.1:8787'],
    ['a look-alike in punycode', 'https://аpi.example.com/', 'https://xn--pi-6kc.example.com'],
  ])('that is %s is refused, with what to change', (_kind, url, origin) => {
    expect(answer(url)).toEqual({
      status: 403,
      message: `the gateway does not relay to ${origin}; start it with --allow ${origin}`,
    })
  })

  it('is refused with a user name or password in it, and neither is repeated', () => {
    const expected = {
      status: 400,
      message: 'the gateway takes no user name or password in a URL; use the Authorization header',
    }
    expect(answer('https://user:secret@api.example.com/')).toEqual(expected)
    expect(answer('https://user@api.example.com/')).toEqual(expected)
    expect(answer('https://:secret@api.example.com/')).toEqual(expected)
    expect(answer('https://api.example.com@other.example/')).toEqual(expected)
  })

  it.each([
    '',
    '/path',
    'api.example.com',
    'ftp://api.example.com/',
    'file:///etc/passwd',
    'http://',
  ])('that is no absolute http URL is refused: %j', (url) =>
    expect(answer(url)).toMatchObject({ status: 400 }),
  )

  it('is told on without its fragment, in canonical form', () => {
    expect(admit('HTTPS://Api.Example.com:443/a b?c#d')).toEqual({
      url: 'https://api.example.com/a%20b?c',
      origin: 'https://api.example.com',
      trusted: true,
    })
  })
})

describe('`*`', () => {
  const admit = createTargetPolicy({ allow: ['*', 'http://10.0.0.1'] }, HTTP_TARGETS)
  const answer = (url: string) => refusal(() => admit(url))

  it('is any public host, and not trusted', () => {
    expect(admit('http://anything.example:81/')).toMatchObject({ trusted: false })
  })
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1:81/',
  ])('is never a private address: %s', (url) => {
    const { origin } = new URL(url)
    expect(answer(url)).toEqual({
      status: 403,
      message: `the gateway does not relay to private addresses, and ${origin} has one; start it with --allow ${origin}`,
    })
  })
  it('leaves an entry beside it in force', () => {
    expect(admit('http://10.0.0.1/')).toMatchObject({ trusted: true })
    expect(admit('http://0xA000001/')).toMatchObject({ trusted: true })
  })
})

describe('hosts', () => {
  const admit = createTargetPolicy(
    {
      allow: ['*'],
      domains: { request: ['https://listed.example'] },
      hosts: { 'a.example': '127.0.0.1:1', 'b.example:8443': '127.0.0.1:2' },
    },
    HTTP_TARGETS,
  )
  it('make a name trusted, for every port or for one', () => {
    expect(admit('https://a.example/')).toMatchObject({ trusted: true })
    expect(admit('http://a.example:81/')).toMatchObject({ trusted: true })
    expect(admit('https://b.example:8443/')).toMatchObject({ trusted: true })
    expect(admit('https://b.example/')).toMatchObject({ trusted: false })
  })
  it('know no name that every object has', () => {
    expect(admit('https://constructor/')).toMatchObject({ trusted: false })
    expect(admit('https://__proto__/')).toMatchObject({ trusted: false })
  })
  it('do not list a name', () => {
    const strict = createTargetPolicy({ hosts: { 'a.example': '127.0.0.1:1' } }, HTTP_TARGETS)
    expect(refusal(() => strict('https://a.example/'))).toMatchObject({ status: 403 })
  })
})

describe('a listed domain', () => {
  it('is not trusted with a private address', () => {
    const admit = createTargetPolicy(
      { domains: { request: ['https://listed.example'] } },
      HTTP_TARGETS,
    )
    expect(admit('https://listed.example/')).toMatchObject({ trusted: false })
  })
})

describe('a setting that is no origin', () => {
  it.each([
    'api.example.com',
    'https://a.example/path',
    'https://u@a.example',
    'wss://a.example',
    '',
  ])('is an error: %j', (entry) => {
    expect(() => createTargetPolicy({ allow: [entry] }, HTTP_TARGETS)).toThrow(
      new TypeError(
        `allow: ${JSON.stringify(entry)} is not an origin such as https://api.example.com`,
      ),
    )
  })
})

describe('the target of a WebSocket', () => {
  const admit = createTargetPolicy(
    {
      allow: ['http://127.0.0.1:8787', 'https://open.example'],
      domains: {
        request: ['https://request.example'],
        socket: ['wss://socket.example', 'https://wrong.example', 'ws://plain.example'],
      },
      hosts: { 'socket.example:443': '127.0.0.1:1' },
    },
    SOCKET_TARGETS,
  )
  const answer = (url: string) => refusal(() => admit(url))

  it('is admitted by the origin that it begins at', () => {
    expect(admit('ws://127.0.0.1:8787/a#b')).toEqual({
      url: 'ws://127.0.0.1:8787/a',
      origin: 'http://127.0.0.1:8787',
      trusted: true,
    })
    expect(answer('wss://open.example')).toBe('admitted')
    expect(answer('ws://open.example')).toMatchObject({ status: 403 })
  })
  it('is admitted by the socket list only, and its port by default is 443', () => {
    expect(admit('wss://socket.example/')).toMatchObject({ trusted: true })
    for (const name of ['request', 'wrong', 'plain']) {
      expect(answer(`wss://${name}.example/`)).toEqual({
        status: 403,
        message: `the gateway does not relay to https://${name}.example; start it with --allow https://${name}.example`,
      })
    }
    expect(answer('ws://plain.example')).toMatchObject({ status: 403 })
  })
  it.each(['https://open.example/', 'http://127.0.0.1:8787/', 'open.example', ''])(
    'has a scheme of its own: %j',
    (url) => {
      expect(answer(url)).toEqual({
        status: 400,
        message: 'the gateway relays to absolute ws: and wss: URLs only',
      })
    },
  )
})
