import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import type { CaseNeeds } from '../conformance.js'
import { conformance } from '../conformance.js'
import { contentOf, makeFile, makeZeros } from '../files.js'

const EMPTY_MD5 = 'd41d8cd98f00b204e9800998ecf8427e'
const MISSING = { errMsg: 'saveFile:fail tempFilePath file not exist', errno: 1301112 }

const save = async ({ call, wx }: Bench, tempFilePath: string): Promise<string> =>
  (await call(wx.saveFile, { tempFilePath }).success()).savedFilePath
const listOf = async ({ call, wx }: Bench) =>
  (await call(wx.getSavedFileList, {}).success()).fileList
const reasonOf = async (call: { failure(): Promise<{ errMsg: string }> }): Promise<string> =>
  (await call.failure()).errMsg

export default conformance('saved files', ({ test }) => {
  test('J12 files 1–4: saveFile moves a temp file', async (bench) => {
    const { call, wx } = bench
    const temp = await makeFile(bench, { text: 'abc' })
    const before = await call(wx.getFileInfo, { filePath: temp }).success()
    const result = await call(wx.saveFile, { tempFilePath: temp }).success()
    expect(result).toEqual({
      savedFilePath: expect.stringMatching(/^wxfile:\/\/store_\w+\.png$/) as string,
      errMsg: 'saveFile:ok',
    })
    expect(await call(wx.getFileInfo, { filePath: temp }).failure()).toEqual({
      errMsg: 'getFileInfo:fail file not exist',
      errno: 1300002,
    })
    expect(await call(wx.getFileInfo, { filePath: result.savedFilePath }).success()).toEqual(before)
    expect(await call(wx.saveFile, { tempFilePath: temp }).failure()).toEqual(MISSING)
    expect(await contentOf(bench, result.savedFilePath)).toMatchObject({ text: 'abc' })
  })

  test('J12 files 5, 6: refuses what is no path', ({ wx, takeLog }) => {
    const order: string[] = []
    for (const options of [{}, { tempFilePath: 5 }]) {
      wx.saveFile({
        ...options,
        fail: ({ errMsg }: { errMsg: string }) => order.push(errMsg),
        complete: ({ errMsg }: { errMsg: string }) => order.push(errMsg),
      } as never)
    }
    const text = 'saveFile:fail parameter error: parameter.tempFilePath should be String instead of'
    expect(order).toEqual([
      `${text} Undefined;`,
      `${text} Undefined;`,
      `${text} Number;`,
      `${text} Number;`,
    ])
    expect(takeLog()).toEqual([])
  })

  test('J12 files 7: returns a Promise', async (bench) => {
    const { wx, clock } = bench
    const tempFilePath = await makeFile(bench)
    expect(Object.keys(await clock.until(wx.saveFile({ tempFilePath })))).toEqual([
      'savedFilePath',
      'errMsg',
    ])
    await expect(clock.until(wx.saveFile({ tempFilePath }))).rejects.toEqual(MISSING)
  })

  test('J12: what is saved, kept or elsewhere cannot be saved', async (bench) => {
    const { call, wx } = bench
    const saved = await save(bench, await makeFile(bench))
    for (const tempFilePath of [
      saved,
      'wxfile://usr/a',
      'https://h.test/a.png',
      '/images/a.png',
      '',
      'wxfile://tmp_../a',
      'wxfile://tmp_none',
    ]) {
      expect(await call(wx.saveFile, { tempFilePath }).failure(), tempFilePath).toEqual(MISSING)
    }
  })

  test('J12: one temp file is saved by one of two calls at once', async (bench) => {
    const { call, wx } = bench
    const tempFilePath = await makeFile(bench)
    const [first, second] = [
      call(wx.saveFile, { tempFilePath }),
      call(wx.saveFile, { tempFilePath }),
    ]
    await first.success()
    expect(await second.failure()).toEqual(MISSING)
    expect(await listOf(bench)).toHaveLength(1)
  })

  test('J12, J15 files 8, 9: more than the quota is not saved, and removing makes room', async (bench) => {
    const wx = bench.createWx({ maxStorageBytes: 1000 })
    const { call } = bench
    const first = await call(wx.saveFile, { tempFilePath: await makeZeros(bench, 600) }).success()
    const temps = [await makeZeros(bench, 401), await makeZeros(bench, 400)]
    const [large = '', fitting = ''] = temps
    expect(await call(wx.saveFile, { tempFilePath: large }).failure()).toEqual({
      errMsg: 'saveFile:fail the maximum size of the file storage limit is exceeded',
      errno: 1300202,
    })
    expect((await call(wx.getFileInfo, { filePath: large }).success()).size).toBe(401)
    await call(wx.saveFile, { tempFilePath: fitting }).success()
    expect((await call(wx.getSavedFileList, {}).success()).fileList).toHaveLength(2)
    await call(wx.removeSavedFile, { filePath: first.savedFilePath }).success()
    await call(wx.saveFile, { tempFilePath: large }).success()
  })

  test('J12 files 8: the other profile says so in its own words', async (bench) => {
    const wx = bench.createWx({ profile: 'devtools', maxStorageBytes: 10 })
    const tempFilePath = await makeZeros(bench, 11)
    const full = {
      errMsg: 'saveFile:fail exceeded the maximum size of the file storage limit',
      errno: 1300202,
    }
    expect(await bench.call(wx.saveFile, { tempFilePath }).failure()).toEqual(full)
    const { saveFile } = wx.getFileSystemManager()
    expect(await bench.call(saveFile, { tempFilePath }).failure()).toEqual(full)
  })

  test('J12 files 8: saves at once do not pass the quota together', async (bench) => {
    const wx = bench.createWx({ maxStorageBytes: 1000 })
    const temps = [await makeZeros(bench, 600), await makeZeros(bench, 600)]
    const calls = temps.map((tempFilePath) => bench.call(wx.saveFile, { tempFilePath }))
    await calls[0]?.success()
    expect(await reasonOf(calls[1] ?? expect.fail())).toContain('storage limit is exceeded')
  })

  test('J12, J13 files 10–13: lists what is saved, in order', async (bench) => {
    const { wx, clock, host } = bench
    expect(await clock.until(wx.getSavedFileList())).toEqual({
      fileList: [],
      errMsg: 'getSavedFileList:ok',
    })
    // A typed program passes this for "no options".
    expect(await clock.until(wx.getSavedFileList(undefined))).toMatchObject({ fileList: [] })
    const fs = wx.getFileSystemManager()
    fs.getSavedFileList()
    fs.getSavedFileList(undefined)
    expect(bench.takeLog()).toEqual([])
    const paths: string[] = []
    for (let i = 0; i < 3; i++) {
      paths.push(await save(bench, await makeFile(bench, { text: 'abc' })))
    }
    expect(new Set(paths).size).toBe(3)
    const list = await listOf(bench)
    expect(list.map(({ filePath }) => filePath)).toEqual(paths)
    for (const { createTime, size } of list) {
      expect(size).toBe(3)
      expect(Number.isInteger(createTime)).toBe(true)
      expect(Math.abs(createTime - host.clock.now() / 1000)).toBeLessThan(10)
    }
  })

  test('J14, J15 files 14–16: tells of saved files and removes them, and no others', async (bench) => {
    const { call, wx } = bench
    const saved = await save(bench, await makeFile(bench, { text: 'abc' }))
    const temp = await makeFile(bench)
    const info = await call(wx.getSavedFileInfo, { filePath: saved }).success()
    expect(info).toEqual({
      size: 3,
      createTime: (await listOf(bench))[0]?.createTime,
      errMsg: 'getSavedFileInfo:ok',
    })
    for (const filePath of [temp, 'wxfile://usr/a', 'wxfile://store_none', '']) {
      expect(await reasonOf(call(wx.getSavedFileInfo, { filePath }))).toBe(
        'getSavedFileInfo:fail file not exist',
      )
      expect(await reasonOf(call(wx.removeSavedFile, { filePath }))).toBe(
        'removeSavedFile:fail file not exist',
      )
    }
    await call(wx.getFileInfo, { filePath: temp }).success()
    expect(await call(wx.removeSavedFile, { filePath: saved }).success()).toEqual({
      errMsg: 'removeSavedFile:ok',
    })
    expect(await reasonOf(call(wx.getSavedFileInfo, { filePath: saved }))).toBe(
      'getSavedFileInfo:fail file not exist',
    )
    expect(await reasonOf(call(wx.removeSavedFile, { filePath: saved }))).toBe(
      'removeSavedFile:fail file not exist',
    )
    expect(await listOf(bench)).toEqual([])
  })

  test('files 17–19: getFileInfo digests', async (bench) => {
    const { call, wx } = bench
    const filePath = await makeFile(bench, { text: 'abc' })
    const digest = async (digestAlgorithm?: 'md5' | 'sha1') =>
      (
        await call(wx.getFileInfo, {
          filePath,
          ...(digestAlgorithm && { digestAlgorithm }),
        }).success()
      ).digest
    expect(await digest()).toBe('900150983cd24fb0d6963f7d28e17f72')
    expect(await digest('sha1')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    for (const [wrong, text] of [
      ['crc32', 'invalid digestAlgorithm "crc32"'],
      ['sha256', 'invalid digestAlgorithm "sha256"'],
      [5, 'parameter.digestAlgorithm should be String instead of Number;'],
    ] as const) {
      expect(
        await reasonOf(call(wx.getFileInfo, { filePath, digestAlgorithm: wrong as never })),
      ).toBe(`getFileInfo:fail parameter error: ${text}`)
    }
    expect(
      await call(wx.getFileInfo, { filePath: await makeZeros(bench, 0) }).success(),
    ).toMatchObject({ size: 0, digest: EMPTY_MD5 })
    const manager = wx.getFileSystemManager()
    expect(
      (await call(manager.getFileInfo, { filePath, digestAlgorithm: 'sha256' }).success()).digest,
    ).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('J12 files 20, 21: a program finds its files again, and another does not', async (bench) => {
    const { call, createWx } = bench
    const saved = await save(bench, await makeFile(bench, { text: 'abc' }))
    const [again, other] = [createWx(), createWx({ appId: 'wx2' })]
    expect((await call(again.getFileInfo, { filePath: saved }).success()).size).toBe(3)
    expect(await reasonOf(call(other.getFileInfo, { filePath: saved }))).toBe(
      'getFileInfo:fail file not exist',
    )
    expect((await call(other.getSavedFileList, {}).success()).fileList).toEqual([])
  })

  const outliving: CaseNeeds = {
    needs: ['lasting-files'],
    otherwise: async (bench) => {
      await save(bench, await makeFile(bench))
      const wx = bench.createWx({}, await bench.restart())
      expect((await bench.call(wx.getSavedFileList, {}).success()).fileList).toEqual([])
    },
  }
  test('files 20: saved and user files outlive a restart', outliving, async (bench) => {
    const { call } = bench
    const saved = await save(bench, await makeFile(bench, { text: 'abc' }))
    const kept = 'wxfile://usr/folder/kept.txt'
    const manager = bench.wx.getFileSystemManager()
    await call(manager.mkdir, { dirPath: 'wxfile://usr/folder' }).success()
    await call(manager.writeFile, { filePath: kept, data: 'of the user' }).success()
    const before = await listOf(bench)

    const wx = bench.createWx({}, await bench.restart())
    const { fileList } = await call(wx.getSavedFileList, {}).success()
    expect(fileList).toEqual(before)
    expect(fileList.map(({ filePath }) => filePath)).toEqual([saved])
    const again = wx.getFileSystemManager()
    const textOf = async (filePath: string) =>
      (await call(again.readFile, { filePath, encoding: 'utf8' }).success()).data
    expect([await textOf(saved), await textOf(kept)]).toEqual(['abc', 'of the user'])
    await call(wx.removeSavedFile, { filePath: saved }).success()
    expect((await call(wx.getSavedFileList, {}).success()).fileList).toEqual([])
  })

  test('J12 files 41: a recording has the size that its file has, and can be saved', async (bench) => {
    const { call, wx, clock } = bench
    const log = bench.recorder()
    await log.started({ format: 'PCM', sampleRate: 16_000, numberOfChannels: 1 })
    await clock.sleep(300)
    const { tempFilePath, fileSize } = await log.stopped()
    expect(fileSize).toBeGreaterThan(0)
    expect((await call(wx.getFileInfo, { filePath: tempFilePath }).success()).size).toBe(fileSize)
    const { savedFilePath } = await call(wx.saveFile, { tempFilePath }).success()
    expect((await call(wx.getFileInfo, { filePath: savedFilePath }).success()).size).toBe(fileSize)
    bench.user.takeQuestions()
  })

  test('J12: ends with its host', async (bench) => {
    const { call, wx, host } = bench
    const running = call(wx.getSavedFileList, {})
    await host.dispose()
    await running.settled()
    expect(await call(wx.getSavedFileList, {}).failure()).toEqual({
      errMsg: 'getSavedFileList:fail interrupted',
      errno: 600003,
    })
  })
})
