import { expect } from 'vitest'
import type { FilePlace, HostBlob } from '../../src/ports/files.js'
import type { Host } from '../../src/ports/host.js'
import type { HttpBodyPart, HttpRequest } from '../../src/ports/http.js'
import type { FileProblem } from '../../src/ports/port-error.js'
import { BodyTooLargeError, FileError, NetworkError } from '../../src/ports/port-error.js'
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

const user = (name: string) => ({ space: 'user', owner: 'wx1', name }) as const

const bytesOf = (text: string) => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const textAt = async ({ files }: Host, place: FilePlace): Promise<string> => {
  const blob = await files.open(place)
  return blob === undefined ? expect.fail(`no file: ${place.name}`) : textOf(await files.read(blob))
}
const namesIn = ({ files }: Host, name: string) =>
  files.tree
    .list(user(name))
    .map(({ name: entry, kind }) => (kind === 'file' ? entry : `${entry}/`))
const refusal = (work: () => unknown): FileProblem | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof FileError ? error.problem : expect.fail(String(error))
  }
}

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
    expect(await files.stat(one)).toMatchObject({ kind: 'file', size: 3 })
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
    expect(await files.stat(user('a.txt'))).toMatchObject({ kind: 'file', size: 10 })
    expect(await files.stat(user(''))).toMatchObject({ kind: 'folder', size: 0 })
  })

  test('port files: writes nowhere else', async (bench) => {
    const { files } = bench.host
    for (const [place, problem] of [
      [user('none/a.txt'), 'not-found'],
      [user(''), 'permission'],
      [{ space: 'saved', owner: 'wx1', name: 'a.txt' }, 'permission'],
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
    expect(await files.stat(packaged)).toMatchObject({ kind: 'file', size: 9 })
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
      'http://usr/../a',
      'http://tmp/a/b.png',
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

  test('port files: keeps bytes, and what grows', async ({ host }) => {
    const { files } = host
    await files.ready()
    const blob = await files.createBlob(bytesOf('0123456789'))
    expect(blob.size).toBe(10)
    expect(textOf(await files.read(blob))).toBe('0123456789')
    expect(textOf(await files.read(blob, 2, 3))).toBe('234')
    expect(textOf(await files.read(blob, 8, 99))).toBe('89')
    await files.write(user('a.txt'), blob)
    expect(await textAt(host, user('a.txt'))).toBe('0123456789')

    const writer = files.createWriter()
    const piece = bytesOf('x'.repeat(700_000))
    await writer.write(piece)
    piece.fill(0)
    await writer.write(bytesOf('y'.repeat(700_000)))
    await writer.write(bytesOf('z'))
    const grown = await writer.end()
    expect(grown.size).toBe(1_400_001)
    expect(textOf(await files.read(grown, 699_999, 2))).toBe('xy')
    expect(textOf(await files.read(grown, 1_399_999))).toBe('yz')
    files.discard(grown)
    const unwanted = files.createWriter()
    await unwanted.write(bytesOf('x'))
    unwanted.discard()
  })

  test('port files: writes are one or the other, at once or later', async ({ host }) => {
    const { files } = host
    await files.ready()
    const { tree } = files
    tree.write(user('a.txt'), bytesOf('first'))
    expect(textOf(tree.read(user('a.txt')))).toBe('first')
    expect(await textAt(host, user('a.txt'))).toBe('first')
    tree.append(user('a.txt'), bytesOf(' second'))
    await files.append(user('a.txt'), bytesOf(' third'))
    expect(textOf(tree.read(user('a.txt'), 6, 6))).toBe('second')
    tree.truncate(user('a.txt'), 5)
    expect(textOf(tree.read(user('a.txt')))).toBe('first')
    tree.truncate(user('a.txt'), 7)
    expect([...tree.read(user('a.txt'), 4)]).toEqual([116, 0, 0])
    tree.copy(user('a.txt'), user('b.txt'))
    await files.copy({ space: 'package', name: 'images/a.png' }, user('c.png'))
    tree.append(user('c.png'), bytesOf('!'))
    expect(await textAt(host, user('c.png'))).toBe('a picture!')
    expect(tree.stat(user('b.txt'))).toMatchObject({ kind: 'file', size: 7 })
    expect(namesIn(host, '')).toEqual(['a.txt', 'b.txt', 'c.png'])
    await files.flush()
  })

  test('port files: folders', async ({ host }) => {
    const { files } = host
    await files.ready()
    const { tree } = files
    const refused = (work: () => unknown) => refusal(work)
    expect(refused(() => tree.makeFolder(user('a/b'), false))).toBe('not-found')
    tree.makeFolder(user('a/b/c'), true)
    tree.makeFolder(user('a/b/c'), true)
    expect(refused(() => tree.makeFolder(user('a'), false))).toBe('exists')
    tree.write(user('a/b/1.txt'), bytesOf('1'))
    expect(refused(() => tree.makeFolder(user('a/b/1.txt'), true))).toBe('exists')
    expect(refused(() => tree.write(user('a/b/1.txt/2.txt'), bytesOf('2')))).toBe('not-found')
    expect(refused(() => tree.write(user('a/b'), bytesOf('2')))).toBe('permission')
    expect(refused(() => tree.write(user('x'.repeat(256)), bytesOf('2')))).toBe('name-too-long')
    expect(namesIn(host, 'a/b')).toEqual(['1.txt', 'c/'])
    expect(refused(() => tree.list(user('a/none')))).toBe('not-found')
    expect(refused(() => tree.list(user('a/b/1.txt')))).toBe('not-folder')
    expect(refused(() => tree.removeFolder(user('a'), false))).toBe('not-empty')
    expect(refused(() => tree.removeFolder(user('a/b/1.txt'), true))).toBe('not-folder')
    expect(refused(() => tree.remove(user('a/b')))).toBe('is-folder')
    tree.rename(user('a/b'), user('d'))
    expect(textOf(tree.read(user('d/1.txt')))).toBe('1')
    expect(refused(() => tree.rename(user('d'), user('d/e')))).toBe('permission')
    expect(refused(() => tree.rename(user('d'), user('a')))).toBe('permission')
    tree.removeFolder(user('a'), false)
    tree.removeFolder(user('d'), true)
    expect(namesIn(host, '')).toEqual([])
    expect(await files.stat(user('d/c'))).toBeUndefined()
  })

  test('port files: saves by moving, in order', async (bench) => {
    const { host } = bench
    const { files } = host
    await files.ready()
    const saved: FilePlace[] = []
    for (const text of ['1', '22', '333']) {
      const temp = await files.createTemp(await keep(bench, text), 'txt')
      saved.push(files.tree.save(temp, 'wx1'))
      expect(await files.open(temp)).toBeUndefined()
      expect(refusal(() => files.tree.save(temp, 'wx1'))).toBe('not-found')
    }
    const store = { space: 'saved', owner: 'wx1', name: '' } as const
    expect(files.tree.list(store)).toMatchObject(
      saved.map(({ name }, i) => ({ name, kind: 'file', size: i + 1 })),
    )
    expect(saved[0]?.name).toMatch(/\.txt$/)
    expect(files.tree.list({ ...store, owner: 'wx2' })).toEqual([])
    const [first] = saved
    if (first === undefined) expect.fail('nothing saved')
    const nowMs = host.clock.now()
    expect(Math.abs((files.tree.stat(first)?.createdMs ?? 0) - nowMs)).toBeLessThan(10_000)
    files.tree.rename(first, user('a.txt'))
    expect(files.tree.list(store)).toHaveLength(2)
    expect(textOf(files.tree.read(user('a.txt')))).toBe('1')
  })

  test('port files: a program sees its own files only', async ({ host }) => {
    const { files } = host
    await files.ready()
    files.tree.write(user('a.txt'), bytesOf('mine'))
    for (const owner of ['wx2', 'wx1/../wx1', '..', '']) {
      const other = { ...user('a.txt'), owner }
      expect(files.tree.stat(other), owner).toBeUndefined()
      files.tree.write(other, bytesOf('its'))
    }
    expect(textOf(files.tree.read(user('a.txt')))).toBe('mine')
  })

  test('port files: sets room aside', async ({ host }) => {
    const { files } = host
    await files.ready()
    const reserve = (bytes: number) => files.reserve('wx1', bytes, 10)
    files.tree.write(user('a.txt'), bytesOf('1234'))
    const free = reserve(6)
    expect(refusal(() => reserve(1))).toBe('full')
    expect(refusal(() => files.reserve('wx2', 10, 10))).toBeUndefined()
    free()
    free()
    files.tree.write(user('b.txt'), bytesOf('123456'))
    expect(refusal(() => reserve(1))).toBe('full')
    expect(refusal(() => reserve(0))).toBeUndefined()
    files.tree.write(user('b.txt'), bytesOf('1'))
    files.tree.rename(user('b.txt'), user('a.txt'))
    reserve(9)()
    files.tree.makeFolder(user('c'), false)
    files.tree.rename(user('a.txt'), user('c/a.txt'))
    files.tree.removeFolder(user('c'), true)
    reserve(10)()
  })

  test('port files: digests', async ({ host, clock }) => {
    const { files } = host
    const digests = async (text: string) => {
      const blob = await files.createBlob(bytesOf(text))
      const all = []
      for (const algorithm of ['md5', 'sha1', 'sha256'] as const) {
        all.push(await clock.until(files.digest(blob, algorithm)))
      }
      files.discard(blob)
      return all
    }
    expect(await digests('abc')).toEqual([
      '900150983cd24fb0d6963f7d28e17f72',
      'a9993e364706816aba3e25717850c26c9cd0d89d',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ])
    expect((await digests(''))[0]).toBe('d41d8cd98f00b204e9800998ecf8427e')
    // More than one piece: `head -c 2500000 /dev/zero | tr '\\0' x | md5sum`.
    expect((await digests('x'.repeat(2_500_000)))[0]).toBe('3c4964c1096b98908df136eb84fdd165')
  })
})
