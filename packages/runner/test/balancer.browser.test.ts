import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { json, text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import busboy from 'busboy'
import { build } from 'esbuild'
import type { JSHandle } from 'playwright-core'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { freePort, nginxProgram, startNginx } from '../../openwx/test/nginx.js'
import type { startProgram } from './balancer-page.js'
import { launchChromium } from './open-program.js'
import { runCommand } from './run-command.js'

const NAME = 'app.example.com'
const TOKEN = 'shared-by-two-processes'
const FILE = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251))
const CALLS = 10
const BIG_HEADER = 100_000

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** The text of docs/gateway.md, with the addresses of this run. */
const recipe = (changes: Readonly<Record<string, string>>): string => {
  const page = readFileSync(new URL('../../../docs/gateway.md', import.meta.url), 'utf8')
  const found = /```nginx\n(.*?)```/s.exec(page)?.[1] ?? ''
  return Object.entries(changes).reduce((config, [shown, real]) => {
    expect(config.split(shown), `${shown} in the recipe`).toHaveLength(2)
    return config.replace(shown, real)
  }, found)
}

/** Answers with what it saw; `/file` has a file, and what is uploaded is taken apart. */
const onTargetRequest = (request: IncomingMessage, response: ServerResponse) => {
  const answer = (body: unknown) => response.end(JSON.stringify(body))
  const { method, url, headers } = request
  response.setHeader('X-Target', 'yes')
  if (headers['x-big'] !== undefined) response.setHeader('X-Big', headers['x-big'])
  if (url === '/file') {
    response.setHeader('content-type', 'application/octet-stream')
    response.end(FILE)
  } else if (headers['content-type']?.startsWith('multipart/')) {
    const seen: Record<string, unknown> = { headers }
    request.pipe(
      busboy({ headers })
        .on('field', (name, value) => (seen[name] = value))
        .on('file', (name, stream) => {
          void stream.toArray().then((chunks) => (seen[name] = hash(Buffer.concat(chunks))))
        })
        .on('close', () => answer(seen)),
    )
  } else {
    void text(request).then((body) => answer({ method, headers, body }))
  }
}

/** A server that knows nothing of CORS, TLS or pages. */
const startTarget = async () => {
  const server = createServer({ maxHeaderSize: 2 * BIG_HEADER }, onTargetRequest)
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'chat' })
  sockets.on('connection', (socket, { headers }) => {
    socket.send(JSON.stringify(headers))
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Asks nginx as a program does that can say what it likes. */
const ask = (origin: string, headers: Record<string, string>) =>
  new Promise<[status: number | undefined, body: unknown]>((resolve, reject) => {
    const options = {
      method: 'POST',
      rejectUnauthorized: false,
      headers: { host: new URL(origin).host, 'x-openwx-token': TOKEN, ...headers },
    }
    const { port } = new URL(origin)
    secureRequest(`https://127.0.0.1:${port}/__openwx/gateway/http`, options, (response) => {
      json(response).then((body) => resolve([response.statusCode, body]), reject)
    })
      .on('error', reject)
      .end()
  })

describe.skipIf(nginxProgram === undefined)('two gateways behind nginx with TLS', () => {
  const folder = path.join(tmpdir(), `openwx-balancer-${randomUUID()}`)
  const closers: (() => unknown)[] = []
  let target: string
  let origin: string
  let gateways: { command: ReturnType<typeof runCommand>; address: string }[]
  let program: JSHandle<ReturnType<typeof startProgram>>

  const startGateway = async () => {
    const command = runCommand(
      ['gateway', '--port', '0', '--name', NAME, '--allow', `http://${target}`],
      { OPENWX_GATEWAY_TOKEN: TOKEN },
    )
    closers.unshift(() => {
      command.child.kill()
      return command.ended
    })
    const [url = ''] = await command.ready()
    return { command, address: new URL(url).host }
  }

  const writePage = async (www: string) => {
    await mkdir(www, { recursive: true })
    await writeFile(path.join(www, 'index.html'), '<script type="module" src="/page.js"></script>')
    await build({
      entryPoints: { page: fileURLToPath(new URL('balancer-page.ts', import.meta.url)) },
      bundle: true,
      format: 'esm',
      splitting: true,
      outdir: www,
      logLevel: 'error',
    })
  }

  /** Which gateways nginx handed calls on to, by the gateway's path. */
  const served = (place: string) =>
    new Set(
      readFileSync(path.join(folder, 'access.log'), 'utf8')
        .split('\n')
        .flatMap((line) => (line.endsWith(` ${place}`) ? [line.split(' ')[0]] : [])),
    )

  beforeAll(async () => {
    const server = await startTarget()
    target = server.address
    closers.unshift(server.close)
    gateways = await Promise.all([startGateway(), startGateway()])
    const www = path.join(folder, 'www')
    await writePage(www)
    const { cert, private: key } = await generate([{ name: 'commonName', value: NAME }])
    const certificate = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') }
    await writeFile(certificate.cert, cert)
    await writeFile(certificate.key, key)
    const port = await freePort()
    const http = recipe({
      'listen 443': `listen 127.0.0.1:${port}`,
      '127.0.0.1:8788': gateways[0]?.address ?? '',
      '127.0.0.1:8789': gateways[1]?.address ?? '',
      '/etc/ssl/app.example.com.pem': certificate.cert,
      '/etc/ssl/app.example.com.key': certificate.key,
      '/srv/app': www,
    })
    const log = `log_format served '$upstream_addr $uri'; access_log ${folder}/access.log served;`
    closers.unshift(await startNginx(folder, { http: `${log}\n${http}`, port }))
    origin = `https://${NAME}:${port}`
    const browser = await launchChromium(`--host-resolver-rules=MAP ${NAME} 127.0.0.1`)
    closers.unshift(() => browser.close())
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage()
    await page.goto(origin)
    program = await page.evaluateHandle(
      (token) =>
        (globalThis as unknown as { startProgram: typeof startProgram }).startProgram(token),
      TOKEN,
    )
  })
  afterAll(async () => {
    for (const close of closers) await close()
    rmSync(folder, { recursive: true })
  })

  const request = (options: object) =>
    program.evaluate((program, options) => program.request(options), {
      url: `http://${target}/echo`,
      ...options,
    })

  it('relays requests in turn, with the header that the program names and no other', async () => {
    const options = {
      method: 'PUT',
      data: 'body',
      header: { Cookie: 'a=1', 'X-Forwarded-For': 'b' },
    }
    const { data, header } = await request(options)
    const { headers, ...rest } = data as { headers: Record<string, string> }
    expect(rest).toEqual({ method: 'PUT', body: 'body' })
    expect(headers).toMatchObject({ cookie: 'a=1', 'x-forwarded-for': 'b', host: target })
    // Nothing of the page's, of nginx's or of the relay's.
    expect(Object.keys(headers).sort()).toEqual([
      ...['accept-encoding', 'connection', 'content-length', 'content-type', 'cookie', 'host'],
      ...['referer', 'user-agent', 'x-forwarded-for'],
    ])
    expect(headers.referer).toMatch(/^https:\/\/servicewechat\.com\//)
    expect(header).toMatchObject({ 'X-Target': 'yes' })
    await request({})
    await vi.waitFor(() =>
      expect(served('/__openwx/gateway/http')).toEqual(
        new Set(gateways.map(({ address }) => address)),
      ),
    )
  })

  it('lets large heads pass, in either direction', async () => {
    const big = 'x'.repeat(BIG_HEADER)
    const { data, header } = await request({ header: { 'X-Big': big } })
    expect((data as { headers: object }).headers).toMatchObject({ 'x-big': big })
    expect(header['X-Big']).toBe(big)
  })

  it('takes a file down and up again', async () => {
    const { tempFilePath } = await program.evaluate(
      (program, url) => program.download({ url }),
      `http://${target}/file`,
    )
    const { statusCode, data } = await program.evaluate(
      (program, options) => program.upload(options),
      {
        url: `http://${target}/form`,
        filePath: tempFilePath,
        name: 'file',
        formData: { field: 'value 值' },
        header: { Cookie: 'a=1' },
      },
    )
    expect(statusCode).toBe(200)
    expect(JSON.parse(data)).toMatchObject({
      file: hash(FILE),
      field: 'value 值',
      headers: { cookie: 'a=1' },
    })
  })

  const openSocket = () =>
    program.evaluate((program, url) => program.open(url, { Cookie: 'a=1' }), `ws://${target}/`)

  it('opens WebSockets in turn, with header and protocol', async () => {
    for (const index of [0, 1]) {
      const { header, first } = await openSocket()
      expect(header).toMatchObject({ 'Sec-WebSocket-Protocol': 'chat' })
      expect(JSON.parse(first)).toMatchObject({ cookie: 'a=1', host: target })
      await program.evaluate((program, index) => program.say(index, `hello ${index}`), index)
    }
    await vi.waitFor(async () =>
      expect(await program.evaluate((program) => program.heard())).toEqual([
        ['hello 0'],
        ['hello 1'],
      ]),
    )
  })

  it('serves its own origin, and believes no field that says otherwise', async () => {
    const foreign = { origin: 'https://evil.example' }
    const refused = {
      kind: 'refused',
      message: expect.stringContaining('of this origin') as string,
    }
    expect(await ask(origin, foreign)).toEqual([403, refused])
    const forged = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    }
    expect(await ask(origin, { ...foreign, ...forged })).toEqual([403, refused])
    // A name that was made to mean this machine.
    expect(await ask(origin, { ...foreign, host: 'evil.example' })).toEqual([
      403,
      { kind: 'refused', message: expect.stringContaining('host name') as string },
    ])
    expect((await ask(origin, { origin, 'x-openwx-token': 'x'.repeat(TOKEN.length) }))[0]).toBe(401)
    const call = JSON.stringify({ method: 'GET', url: `http://${target}/echo`, headers: [] })
    const [status, body] = await ask(origin, { origin, ...forged, 'x-openwx-request': call })
    expect([status, body]).toEqual([200, expect.objectContaining({ method: 'GET' })])
    expect(JSON.stringify(body)).not.toContain('evil.example')
  })

  it('serves new calls when one of the two has gone, and loses only what that one carried', async () => {
    const [{ command } = expect.fail('no gateway')] = gateways
    command.child.kill('SIGKILL')
    await command.ended
    const codes = () => program.evaluate((program) => program.closeCodes())
    await vi.waitFor(async () => expect((await codes()).flat()).toEqual([1006]))
    const alive = (await codes()).findIndex((closes) => closes.length === 0)
    await program.evaluate((program, index) => program.say(index, 'still here'), alive)
    await vi.waitFor(async () =>
      expect((await program.evaluate((program) => program.heard()))[alive]).toContain('still here'),
    )
    const results = await Promise.all(Array.from({ length: CALLS }, () => request({})))
    expect(results.map(({ statusCode }) => statusCode)).toEqual(Array(CALLS).fill(200))
    await openSocket()
  })
})
