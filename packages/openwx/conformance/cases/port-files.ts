import { expect } from 'vitest'
import type { FileProblem, HostBlob } from '../../src/ports/files.js'
import { FileError } from '../../src/ports/files.js'
import type { HttpBodyPart, HttpRequest } from '../../src/ports/http.js'
import { BodyTooLargeError, NetworkError } from '../../src/ports/http.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'

interface Exchanged {
  readonly told: string[]
  readonly progress: (readonly [received: number, expected: number | undefined])[]
  readonly sent: number[]
  file?: HostBlob
  error?: Error
  text: string
}

/** One exchange by the port, to its end. */
const exchange = async (
  { host, server, clock }: Bench,
  path: string,
  options: Partial<HttpRequest> = {},
): Promise<Exchanged> => {
  const result: Exchanged = { told: [], progress: [], sent: [], text: '' }
  const request: HttpRequest = {
    method: 'GET',
    url: server.url(path),
    headers: [],
    delivery: 'file',
    redirect: 'follow',
    maxBodyBytes: Infinity,
    ...options,
  }
  const ended = new Promise<void>((resolve) => {
    host.http.exchange(request, {
      head: () => result.told.push('head'),
      data: (chunk) => {
        result.told.push('data')
        result.text += new TextDecoder().decode(chunk)
      },
      progress: (...received) => result.progress.push(received),
      sent: (bytes) => result.sent.push(bytes),
      end: (_timing, file) => {
        result.told.push('end')
        if (file !== undefined) result.file = file
        resolve()
      },
      fail: (error) => {
        result.told.push('fail')
        result.error = error
        resolve()
      },
    })
  })
  await clock.until(ended)
  return result
}

/** A body that an exchange kept. */
const keep = async (bench: Bench, text: string): Promise<HostBlob> => {
  const { file } = await exchange(bench, `/text?body=${encodeURIComponent(text)}`)
  return file ?? expect.fail('no file came')
}

/** What the server gets of a body in parts. */
const send = async (bench: Bench, body: readonly HttpBodyPart[]): Promise<string> => {
  const { text } = await exchange(bench, '/echo', { method: 'POST', body, delivery: 'whole' })
  return (JSON.parse(text) as { body: string }).body
}

const problemOf = async (bench: Bench, work: Promise<unknown>): Promise<FileProblem> => {
  const error: unknown = await bench.clock
    .until(work.then(() => undefined))
    .catch((e: unknown) => e)
  return error instanceof FileError ? error.problem : expect.fail(`not refused: ${String(error)}`)
}

const user = (name: string) => ({ space: 'user', name }) as const

export default conformance('FilesPort', ({ test }) => {
  test('port files: an exchange may end in a file', async (bench) => {
    const { told, file, progress } = await exchange(bench, '/zeros?bytes=200000')
    expect(told).toEqual(['head', 'end'])
    expect(file?.size).toBe(200_000)
    expect(progress.at(-1)).toEqual([200_000, 200_000])
    const received = progress.map(([bytes]) => bytes)
    expect(received).toEqual([...received].sort((a, b) => a - b))
    if (file !== undefined) bench.host.files.discard(file)
  })

  test('port files: what is compressed is kept decoded, of a length that is not known', async (bench) => {
    const { file, progress } = await exchange(bench, '/gzip?body=hello')
    expect(file?.size).toBe(5)
    expect(progress.at(-1)).toEqual([5, undefined])
  })

  test('port files: a file has a limit', async (bench) => {
    const { told, error } = await exchange(bench, '/zeros?bytes=200000', { maxBodyBytes: 199_999 })
    expect(told.at(-1)).toBe('fail')
    expect(error).toBeInstanceOf(BodyTooLargeError)
  })

  test('port files: a body cut short is no file', async (bench) => {
    for (const path of ['/truncate', '/gzip-broken', '/reset']) {
      const { told, error } = await exchange(bench, path)
      expect(told.at(-1)).toBe('fail')
      expect(error).toBeInstanceOf(NetworkError)
    }
  })

  test('port files: a body may be text, bytes and files, one after the other', async (bench) => {
    const file = await keep(bench, 'file')
    const body = ['中 ', file, new TextEncoder().encode(' bytes '), file, '']
    expect(await send(bench, body)).toBe('中 file bytes file')
    const { sent, text } = await exchange(bench, '/echo', {
      method: 'POST',
      body,
      delivery: 'whole',
    })
    const { headers } = JSON.parse(text) as { headers: Record<string, string> }
    expect(headers['content-length']).toBe('19')
    expect(sent).toEqual([...sent].sort((a, b) => a - b))
    expect(sent.at(-1)).toBe(19)
    bench.host.files.discard(file)
  })

  test('port files: temp files have names of their own, and stay', async (bench) => {
    const { files } = bench.host
    const [one, two] = [
      await files.createTemp(await keep(bench, 'one'), 'txt'),
      await files.createTemp(await keep(bench, 'two'), 'txt'),
    ]
    expect(one).toMatchObject({
      space: 'temp',
      name: expect.stringMatching(/^\w{32}\.txt$/) as string,
    })
    expect(two.name).not.toBe(one.name)
    expect(await files.stat(one)).toEqual({ kind: 'file', size: 3 })
    const blob = await files.open(one)
    expect(blob && (await send(bench, [blob]))).toBe('one')
  })

  test('port files: writes whole files over what is there', async (bench) => {
    const { files } = bench.host
    for (const text of ['first', 'second one']) {
      await files.write(user('a.txt'), await keep(bench, text))
      const blob = await files.open(user('a.txt'))
      expect(blob && (await send(bench, [blob]))).toBe(text)
    }
    expect(await files.stat(user('a.txt'))).toEqual({ kind: 'file', size: 10 })
    expect(await files.stat(user(''))).toEqual({ kind: 'folder', size: 0 })
  })

  test('port files: writes nowhere else', async (bench) => {
    const { files } = bench.host
    for (const [place, problem] of [
      [user('none/a.txt'), 'not-found'],
      [user(''), 'permission'],
      [{ space: 'saved', name: 'a.txt' }, 'permission'],
      [{ space: 'package', name: 'images/b.png' }, 'permission'],
    ] as const) {
      const blob = await keep(bench, 'x')
      expect(await problemOf(bench, files.write(place, blob)), place.space).toBe(problem)
      expect(await files.open(place)).toBeUndefined()
    }
  })

  test('port files: removes', async (bench) => {
    const { files } = bench.host
    const temp = await files.createTemp(await keep(bench, 'x'), 'txt')
    await files.write(user('a.txt'), await keep(bench, 'x'))
    for (const place of [temp, user('a.txt')]) {
      expect(await files.remove(place)).toBe(true)
      expect(await files.remove(place)).toBe(false)
      expect([await files.open(place), await files.stat(place)]).toEqual([undefined, undefined])
      expect(await files.url(place)).toBeUndefined()
    }
    const packaged = { space: 'package', name: 'images/a.png' } as const
    expect(await files.remove(packaged)).toBe(false)
    expect(await files.stat(packaged)).toEqual({ kind: 'file', size: 9 })
  })

  test('port files: shows files by URL', async (bench) => {
    const { host } = bench
    const temp = await bench.download({ url: '/text?body=x&type=image/png' }).success()
    const url = await host.resolveUrl(temp.tempFilePath)
    expect(url).toMatch(/^(?:blob|file|data):/)
    expect(await host.resolveUrl(temp.tempFilePath)).toBe(url)
    expect(await host.resolveUrl(temp.tempFilePath.replace('wxfile://tmp_', 'http://tmp/'))).toBe(
      url,
    )
    expect(await host.resolveUrl('/images/a.png')).toMatch(/a\.png$|^data:image\/png;base64,/)
    expect(await host.resolveUrl('https://h.test/a.png')).toBe('https://h.test/a.png')
    for (const path of [
      'wxfile://tmp_none.png',
      'wxfile://usr/none',
      '../a',
      'file:///etc/passwd',
    ]) {
      expect(await host.resolveUrl(path), path).toBeUndefined()
    }
  })

  test('port files: ends with its host', async (bench) => {
    const { files } = bench.host
    const place = await files.createTemp(await keep(bench, 'x'), 'txt')
    const blob = await keep(bench, 'y')
    expect(await files.url(place)).toBeDefined()
    await bench.host.dispose()
    expect(await problemOf(bench, files.createTemp(blob, 'txt'))).toBe('io')
  })
})
