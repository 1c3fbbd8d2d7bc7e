import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { makeFile, makeZeros } from '../files.js'

const USER = 'wxfile://usr'
const FULL = 'the maximum size of the file storage limit is exceeded'

/** What a `Sync` function throws. */
const thrown = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.message : expect.fail('no Error')
  }
  return 'nothing'
}
const reasonOf = async (call: { failure(): Promise<{ errMsg: string }> }): Promise<string> =>
  (await call.failure()).errMsg
const manager = async ({ host, wx }: Bench) => {
  await host.ready()
  return wx.getFileSystemManager()
}
const bytes = (...values: number[]) => new Uint8Array(values).buffer

export default conformance('FileSystemManager', ({ test }) => {
  test('files 38: there is one', ({ wx, createWx }) => {
    expect(wx.getFileSystemManager()).toBe(wx.getFileSystemManager())
    expect(wx.env.USER_DATA_PATH).toBe('wxfile://usr')
    expect(createWx({ profile: 'devtools' }).env.USER_DATA_PATH).toBe('http://usr')
    expect(createWx({ libVersion: '1.9.8' }).getFileSystemManager).toBeUndefined()
    const old = createWx({ libVersion: '2.0.9' }).getFileSystemManager()
    expect([old.appendFile, old.truncateSync]).toEqual([undefined, undefined])
  })

  test('files 22–24: saveFile to a path', async (bench) => {
    const fs = await manager(bench)
    const { call, wx } = bench
    const tempFilePath = await makeFile(bench, { text: 'abc' })
    for (const [filePath, reason] of [
      [`${USER}/x/a.jpg`, `no such file or directory "${USER}/x"`],
      ['wxfile://tmp_a.jpg', 'permission denied, open "wxfile://tmp_a.jpg"'],
      ['/images/a.png', 'permission denied, open "/images/a.png"'],
      [USER, `permission denied, open "${USER}"`],
    ] as const) {
      expect(await reasonOf(call(fs.saveFile, { tempFilePath, filePath }))).toBe(
        `saveFile:fail ${reason}`,
      )
    }
    const filePath = `${USER}/a.jpg`
    expect(await call(fs.saveFile, { tempFilePath, filePath }).success()).toEqual({
      savedFilePath: filePath,
      errMsg: 'saveFile:ok',
    })
    expect(await reasonOf(call(fs.access, { path: tempFilePath }))).toMatch(/^access:fail no such/)
    expect((await call(wx.getSavedFileList, {}).success()).fileList).toEqual([])
    const other = await makeFile(bench)
    expect(fs.saveFileSync(other)).toMatch(/^wxfile:\/\/store_/)
    expect(thrown(() => fs.saveFileSync(other))).toBe(
      'saveFileSync:fail tempFilePath file not exist',
    )
  })

  test('files 22: a filePath that is no text is as if it were not given', async (bench) => {
    const fs = await manager(bench)
    for (const filePath of [null, 5, {}, ''] as never[]) {
      const tempFilePath = await makeFile(bench)
      const options = { tempFilePath, filePath }
      expect((await bench.call(fs.saveFile, options).success()).savedFilePath).toMatch(
        /^wxfile:\/\/store_/,
      )
      expect(await bench.call(fs.saveFile, options).failure()).toEqual({
        errMsg: 'saveFile:fail tempFilePath file not exist',
        errno: 1301112,
      })
      expect(thrown(() => fs.saveFileSync(tempFilePath, filePath))).toBe(
        'saveFileSync:fail tempFilePath file not exist',
      )
    }
  })

  test('files 27: writes an ArrayBuffer of another realm', async (bench) => {
    const fs = await manager(bench)
    const data = bytes(1, 2, 3)
    // What is an instance of another ArrayBuffer, and one all the same.
    const members = Object.getOwnPropertyDescriptors(ArrayBuffer.prototype)
    Object.setPrototypeOf(data, Object.create(Object.prototype, members) as object)
    expect(data).not.toBeInstanceOf(ArrayBuffer)
    const filePath = `${USER}/foreign`
    await bench.call(fs.writeFile, { filePath, data }).success()
    fs.appendFileSync(filePath, data)
    expect(fs.readFileSync(filePath, 'hex')).toBe('010203010203')
  })

  test('files 25, 26: writes to the user’s folder only', async (bench) => {
    const fs = await manager(bench)
    const temp = await makeFile(bench, { text: 'abc' })
    for (const filePath of [temp, '/images/a.png', USER, 'wxfile://store_a', `${USER}/../a`, '']) {
      const reason = `permission denied, open ${filePath}`
      for (const name of ['writeFile', 'appendFile'] as const) {
        if (name === 'appendFile' && filePath === USER) continue
        expect(await bench.call(fs[name], { filePath, data: 'x' }).failure()).toEqual({
          errMsg: `${name}:fail ${reason}`,
          errno: 1300013,
        })
      }
      expect(thrown(() => fs.writeFileSync(filePath, 'x'))).toBe(`writeFileSync:fail ${reason}`)
    }
    expect(fs.readFileSync(temp, 'utf8')).toBe('abc')
    expect(fs.readFileSync('/images/a.png', 'utf8')).toBe('a picture')
  })

  test('files 27, 29: reads bytes, text and parts', async (bench) => {
    const fs = await manager(bench)
    const { call } = bench
    const filePath = `${USER}/a.txt`
    await call(fs.writeFile, { filePath, data: 'abcd' }).success()
    const { data } = await call(fs.readFile, { filePath }).success()
    expect(new Uint8Array(data as ArrayBuffer)).toEqual(new Uint8Array([97, 98, 99, 100]))
    for (const [encoding, text] of [
      ['utf8', 'abcd'],
      ['base64', 'YWJjZA=='],
      ['hex', '61626364'],
      ['utf16le', '扡摣'],
      ['latin1', 'abcd'],
    ] as const) {
      expect((await call(fs.readFile, { filePath, encoding }).success()).data).toBe(text)
      expect(fs.readFileSync(filePath, encoding)).toBe(text)
    }
    const part = { filePath, encoding: 'utf8', position: 1, length: 2 } as const
    expect((await call(fs.readFile, part).success()).data).toBe('bc')
    expect(fs.readFileSync(filePath, 'utf8', 3)).toBe('d')
    expect(await call(fs.readFile, { ...part, position: 4 }).failure()).toEqual({
      errMsg: 'readFile:fail the value of "position" is out of range',
      errno: 1301009,
    })
    expect(thrown(() => fs.readFileSync(filePath, 'utf8', 0, 5))).toBe(
      'readFileSync:fail the value of "length" is out of range',
    )
    expect(await reasonOf(call(fs.readFile, { filePath: `${USER}/none` }))).toBe(
      `readFile:fail no such file or directory, open ${USER}/none`,
    )
    expect(await reasonOf(call(fs.readFile, { filePath, encoding: 'gbk' as never }))).toBe(
      'readFile:fail parameter error: invalid encoding "gbk"',
    )
    expect(await reasonOf(call(fs.readFile, { filePath: USER }))).toBe(
      `readFile:fail illegal operation on a directory, open "${USER}"`,
    )
  })

  test('files 28: writes text in every encoding, and refuses what is none', async (bench) => {
    const fs = await manager(bench)
    const filePath = `${USER}/a.bin`
    for (const [data, encoding, expected] of [
      ['é中', undefined, [0xc3, 0xa9, 0xe4, 0xb8, 0xad]],
      ['é中', 'latin1', [0xe9, 0x2d]],
      ['é中', 'ucs2', [0xe9, 0, 0x2d, 0x4e]],
      ['AAEC', 'base64', [0, 1, 2]],
      ['00ff', 'hex', [0, 255]],
      [bytes(7, 8), undefined, [7, 8]],
      ['', undefined, []],
    ] as const) {
      fs.writeFileSync(filePath, data, encoding)
      expect([...new Uint8Array(fs.readFileSync(filePath) as ArrayBuffer)]).toEqual(expected)
    }
    const wrong = { filePath, data: 'data:image/png;base64,AAAA', encoding: 'base64' } as const
    expect(await bench.call(fs.writeFile, wrong).failure()).toEqual({
      errMsg: 'writeFile:fail base64 encode error',
      errno: 1300203,
    })
    expect(await reasonOf(bench.call(fs.writeFile, { filePath, data: {} as never }))).toBe(
      'writeFile:fail parameter error: parameter.data should be String instead of Object;',
    )
    expect(fs.readFileSync(filePath, 'utf8')).toBe('')
  })

  test('files 27: a call reads its data when it is made', async (bench) => {
    const fs = await manager(bench)
    const data = new Uint8Array([1, 2, 3])
    const filePath = `${USER}/a.bin`
    const written = bench.call(fs.writeFile, { filePath, data: data.buffer })
    const appended = bench.call(fs.appendFile, { filePath, data: data.buffer })
    const read = bench.call(fs.readFile, { filePath, encoding: 'hex' })
    data.fill(9)
    await written.success()
    await appended.success()
    expect((await read.success()).data).toBe('010203010203')
  })

  test('files 30: access tells what is there', async (bench) => {
    const fs = await manager(bench)
    const none = `${USER}/none`
    for (const path of [await makeFile(bench), '/images/a.png', 'images/a.png', USER]) {
      await bench.call(fs.access, { path }).success()
      fs.accessSync(path)
    }
    for (const path of [none, '/none.png', 'https://h.test/', `${USER}/a\0`, `${USER}/%2e%2e/a`]) {
      expect(await bench.call(fs.access, { path }).failure()).toEqual({
        errMsg: `access:fail no such file or directory ${path}`,
        errno: 1300002,
      })
      expect(thrown(() => fs.accessSync(path))).toBe(
        `accessSync:fail no such file or directory ${path}`,
      )
    }
  })

  test('files 31, 32: makes and removes folders', async (bench) => {
    const fs = await manager(bench)
    const { call } = bench
    const dirPath = `${USER}/a/b/c`
    expect(await reasonOf(call(fs.mkdir, { dirPath }))).toBe(
      `mkdir:fail no such file or directory ${dirPath}`,
    )
    await call(fs.mkdir, { dirPath, recursive: true }).success()
    fs.mkdirSync(dirPath, true)
    const deep = `${USER}/deep${'/a'.repeat(200)}`
    await call(fs.mkdir, { dirPath: deep, recursive: true }).success()
    fs.writeFileSync(`${deep}/file`, 'x')
    expect(thrown(() => fs.mkdirSync(`${deep}/file/b/c`, true))).toBe(
      `mkdirSync:fail no such file or directory ${deep}/file/b/c`,
    )
    expect(fs.readdirSync(deep)).toEqual(['file'])
    await call(fs.rmdir, { dirPath: `${USER}/deep`, recursive: true }).success()
    expect(await call(fs.mkdir, { dirPath }).failure()).toEqual({
      errMsg: `mkdir:fail file already exists ${dirPath}`,
      errno: 1301005,
    })
    expect(thrown(() => fs.mkdirSync('/images/x'))).toBe(
      'mkdirSync:fail permission denied, open /images/x',
    )
    expect(await call(fs.rmdir, { dirPath: `${USER}/a` }).failure()).toEqual({
      errMsg: 'rmdir:fail directory not empty',
      errno: 1300066,
    })
    fs.writeFileSync(`${USER}/f.txt`, 'x')
    expect(await reasonOf(call(fs.rmdir, { dirPath: `${USER}/f.txt` }))).toBe(
      `rmdir:fail not a directory ${USER}/f.txt`,
    )
    expect((await call(fs.readdir, { dirPath: USER }).success()).files).toEqual(['a', 'f.txt'])
    expect(thrown(() => fs.readdirSync(`${USER}/f.txt`))).toBe(
      `readdirSync:fail not a directory ${USER}/f.txt`,
    )
    await call(fs.rmdir, { dirPath: `${USER}/a`, recursive: true }).success()
    expect(fs.readdirSync(USER)).toEqual(['f.txt'])
    expect(thrown(() => fs.rmdirSync(USER, true))).toBe(
      `rmdirSync:fail permission denied, open ${USER}`,
    )
  })

  test('files 33, 34: unlinks, copies and renames', async (bench) => {
    const fs = await manager(bench)
    const { call } = bench
    const temp = await makeFile(bench, { text: 'abc' })
    fs.mkdirSync(`${USER}/d`)
    expect(await call(fs.unlink, { filePath: `${USER}/d` }).failure()).toEqual({
      errMsg: `unlink:fail operation not permitted, unlink ${USER}/d`,
      errno: 1300001,
    })
    expect(thrown(() => fs.unlinkSync('/images/a.png'))).toBe(
      'unlinkSync:fail permission denied, open /images/a.png',
    )
    await call(fs.copyFile, { srcPath: temp, destPath: `${USER}/a` }).success()
    fs.copyFileSync('/images/a.png', `${USER}/p`)
    expect([fs.readFileSync(temp, 'utf8'), fs.readFileSync(`${USER}/a`, 'utf8')]).toEqual([
      'abc',
      'abc',
    ])
    await call(fs.rename, { oldPath: `${USER}/a`, newPath: `${USER}/d/b` }).success()
    expect(fs.readFileSync(`${USER}/d/b`, 'utf8')).toBe('abc')
    const gone = `${USER}/a -> ${USER}/c`
    expect(await reasonOf(call(fs.rename, { oldPath: `${USER}/a`, newPath: `${USER}/c` }))).toBe(
      `rename:fail no such file or directory, rename ${gone}`,
    )
    expect(thrown(() => fs.copyFileSync(`${USER}/a`, `${USER}/c`))).toBe(
      `copyFileSync:fail no such file or directory, copyFile ${gone}`,
    )
    for (const to of ['/images/c.png', 'wxfile://tmp_c', `${USER}/../c`]) {
      expect(await reasonOf(call(fs.copyFile, { srcPath: `${USER}/p`, destPath: to }))).toBe(
        `copyFile:fail permission denied, copyFile ${USER}/p -> ${to}`,
      )
      expect(thrown(() => fs.renameSync(`${USER}/p`, to))).toBe(
        `renameSync:fail permission denied, rename ${USER}/p -> ${to}`,
      )
    }
    fs.unlinkSync(`${USER}/d/b`)
    expect(await reasonOf(call(fs.unlink, { filePath: `${USER}/d/b` }))).toBe(
      `unlink:fail no such file or directory ${USER}/d/b`,
    )
  })

  test('files 35: stat', async (bench) => {
    const fs = await manager(bench)
    fs.mkdirSync(`${USER}/d/e`, true)
    fs.writeFileSync(`${USER}/d/e/a.txt`, 'abc')
    const { stats } = await bench.call(fs.stat, { path: `${USER}/d/e/a.txt` }).success()
    if (Array.isArray(stats)) expect.fail('one file, many stats')
    expect([stats.size, stats.isFile(), stats.isDirectory()]).toEqual([3, true, false])
    const nowSeconds = bench.host.clock.now() / 1000
    expect(Math.abs(stats.lastModifiedTime - nowSeconds)).toBeLessThan(10)
    const all = fs.statSync(`${USER}/d`, true)
    expect(Array.isArray(all) && all.map((item) => [item.path, item.stats.isDirectory()])).toEqual([
      ['/', true],
      ['/e', true],
      ['/e/a.txt', false],
    ])
    expect(fs.statSync(`${USER}/d`)).toMatchObject({ size: 0 })
    expect(await reasonOf(bench.call(fs.stat, {} as never))).toBe(
      'stat:fail parameter error: parameter.path should be String instead of Undefined;',
    )
  })

  test('files 36, 37: leads nowhere else', async (bench) => {
    const fs = await manager(bench)
    for (const dirPath of ['wxfile://', 'wxfile://tmp', '/', `${USER}/..`]) {
      expect(await reasonOf(bench.call(fs.readdir, { dirPath }))).toBe(
        `readdir:fail permission denied, open ${dirPath}`,
      )
    }
    const temp = await makeFile(bench)
    for (const filePath of [
      `${USER}/../${temp.replace('wxfile://', '')}`,
      `${USER}/%2e%2e/temp`,
      `${USER}/..\\temp`,
    ]) {
      expect(await reasonOf(bench.call(fs.readFile, { filePath }))).toBe(
        `readFile:fail no such file or directory, open ${filePath}`,
      )
    }
  })

  test('files 8: no function passes the quota, or leaves half of something', async (bench) => {
    await bench.host.ready()
    const wx = bench.createWx({ maxStorageBytes: 10 })
    const fs = wx.getFileSystemManager()
    const filePath = `${USER}/a`
    fs.writeFileSync(filePath, '12345678')
    for (const [name, work] of [
      ['writeFileSync', () => fs.writeFileSync(`${USER}/b`, '123')],
      ['writeFileSync', () => fs.writeFileSync(filePath, '12345678901')],
      ['appendFileSync', () => fs.appendFileSync(filePath, '123')],
      ['copyFileSync', () => fs.copyFileSync(filePath, `${USER}/b`)],
      ['truncateSync', () => fs.truncateSync({ filePath, length: 11 })],
    ] as const) {
      expect(thrown(work)).toBe(`${name}:fail ${FULL}`)
    }
    const temp = await makeZeros(bench, 3)
    expect(thrown(() => fs.renameSync(temp, `${USER}/b`))).toBe(`renameSync:fail ${FULL}`)
    expect(thrown(() => fs.saveFileSync(temp, `${USER}/b`))).toBe(`saveFileSync:fail ${FULL}`)
    expect(fs.readdirSync(USER)).toEqual(['a'])
    const writes = ['b', 'c'].map((name) =>
      bench.call(fs.writeFile, { filePath: `${USER}/${name}`, data: '12' }),
    )
    await writes[0]?.success()
    expect(await reasonOf(writes[1] ?? expect.fail())).toBe(`writeFile:fail ${FULL}`)
    fs.truncateSync({ filePath })
    fs.appendFileSync(filePath, '12345678')
    expect(fs.readFileSync(filePath, 'utf8')).toBe('12345678')
  })

  test('J12: a URL of a file is good for as long as its contents are the same', async (bench) => {
    const fs = await manager(bench)
    const { call, host } = bench
    const filePath = `${USER}/a.txt`
    fs.writeFileSync(filePath, '1')
    const url = await host.resolveUrl(filePath)
    // What was written at once has come to the disk by then.
    await call(fs.writeFile, { filePath: `${USER}/b.txt`, data: '2' }).success()
    expect(await host.resolveUrl(filePath)).toBe(url)
  })
})
