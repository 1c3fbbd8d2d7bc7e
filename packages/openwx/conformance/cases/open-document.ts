import { expect } from 'vitest'
import type { OpenDocumentOptions } from '../../src/api/file/open-document.js'
import type { Arguments } from '../call.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { documents } from '../documents.js'

const OK = { errMsg: 'openDocument:ok' }
const NOT_SUPPORTED = { errMsg: 'openDocument:fail filetype not supported' }
const OTHER_TYPE = { errMsg: 'openDocument:fail unable to open as fileType', errno: 1300301 }
const NOT_FOUND = { errMsg: "openDocument:fail file doesn't exist", errno: 1300002 }

/** Writes a file of the user's. */
const write = async (
  { call, wx }: Bench,
  name: string,
  content: keyof typeof documents,
): Promise<string> => {
  const filePath = `wxfile://usr/${name}`
  const data = documents[content].buffer
  await call(wx.getFileSystemManager().writeFile, { filePath, data }).success()
  return filePath
}

const open = ({ call, wx }: Bench, options: Arguments<OpenDocumentOptions>, program = wx) =>
  call(program.openDocument, options)

export default conformance('openDocument', ({ test }) => {
  test('files 39: opens what the extension and the content say', async (bench) => {
    const types = ['pdf', 'docx', 'xlsx', 'pptx'] as const
    for (const type of types) {
      const filePath = await write(bench, `a.${type}`, type)
      expect(await open(bench, { filePath }).success(), type).toEqual(OK)
    }
    for (const type of ['doc', 'xls', 'ppt'] as const) {
      const filePath = await write(bench, `a.${type}`, 'older')
      expect(await open(bench, { filePath, showMenu: true }).success(), type).toEqual(OK)
    }
    const capitals = await write(bench, 'A.PDF', 'pdf')
    await open(bench, { filePath: capitals }).success()
    const secret = await write(bench, 'secret.docx', 'older')
    await open(bench, { filePath: secret }).success()
    expect(await bench.user.reads()).toEqual([...types, 'doc', 'xls', 'ppt', 'pdf', 'docx'])
  })

  test('files 39: a text, and a document that needs its fileType', async (bench) => {
    const text = await write(bench, 'a.txt', 'text')
    expect(await open(bench, { filePath: text }).failure()).toEqual(NOT_SUPPORTED)
    for (const name of ['a', 'b.txt', 'c.docx']) {
      const filePath = await write(bench, name, 'pdf')
      expect(await open(bench, { filePath }).failure(), name).toEqual(NOT_SUPPORTED)
      expect(await bench.user.reads()).toEqual([])
    }
    for (const name of ['a', 'b.txt', 'c.docx']) {
      const call = open(bench, { filePath: `wxfile://usr/${name}`, fileType: 'pdf' })
      expect(await call.success(), name).toEqual(OK)
    }
    expect(await bench.user.reads()).toEqual(['pdf', 'pdf', 'pdf'])
  })

  test('files 40: what is empty, broken or something else', async (bench) => {
    for (const [name, content] of [
      ['empty.docx', 'empty'],
      ['empty.pdf', 'empty'],
      ['text.pdf', 'text'],
      ['text.doc', 'text'],
      ['archive.docx', 'zip'],
      ['sheet.docx', 'xlsx'],
      ['pdf.doc', 'pdf'],
    ] as const) {
      const filePath = await write(bench, name, content)
      expect(await open(bench, { filePath }).failure(), name).toEqual(NOT_SUPPORTED)
    }
    const manager = bench.wx.getFileSystemManager()
    const filePath = await write(bench, 'whole.docx', 'docx')
    for (const length of [documents.docx.length - 1, 100, 10]) {
      await bench.call(manager.truncate, { filePath, length }).success()
      expect(await open(bench, { filePath }).failure(), String(length)).toEqual(NOT_SUPPORTED)
    }
    expect(await bench.user.reads()).toEqual([])
  })

  test('files 39: a fileType that the content contradicts, and one that is none', async (bench) => {
    const filePath = await write(bench, 'a.pdf', 'pdf')
    for (const fileType of ['doc', 'docx', 'xlsx'] as const) {
      expect(await open(bench, { filePath, fileType }).failure(), fileType).toEqual(OTHER_TYPE)
    }
    for (const fileType of ['txt', 'PDF', 5]) {
      const call = open(bench, { filePath, fileType: fileType as never })
      expect(await call.failure(), String(fileType)).toEqual(NOT_SUPPORTED)
    }
    const empty = await write(bench, 'empty', 'empty')
    expect(await open(bench, { filePath: empty, fileType: 'docx' }).failure()).toEqual(
      NOT_SUPPORTED,
    )
    const older = bench.createWx({ libVersion: '1.3.0' })
    await open(bench, { filePath, fileType: 'docx' }, older).success()
    expect(await bench.user.reads(), 'before fileType was known').toEqual(['pdf'])
  })

  test('files 39: temp and saved files, and what is no file', async (bench) => {
    const { call, wx } = bench
    const text = new TextDecoder().decode(documents.pdf)
    const url = `/text?body=${encodeURIComponent(text)}&type=application/pdf`
    const { tempFilePath } = await bench.download({ url }).success()
    await open(bench, { filePath: tempFilePath }).success()
    const { savedFilePath } = await call(wx.saveFile, { tempFilePath }).success()
    await open(bench, { filePath: savedFilePath }).success()
    for (const filePath of [
      tempFilePath,
      'wxfile://usr/none.pdf',
      'wxfile://usr',
      'wxfile://usr/../a.pdf',
      '/images/photo.jpg',
      bench.server.url('/a.pdf'),
      '',
    ]) {
      expect(await open(bench, { filePath }).failure(), filePath).toEqual(NOT_FOUND)
    }
    expect(await bench.user.reads()).toEqual(['pdf', 'pdf'])
  })

  test('files 39: without a path, and as a Promise', async (bench) => {
    expect(await open(bench, {} as never).failure()).toEqual({
      errMsg:
        'openDocument:fail parameter error: parameter.filePath should be String instead of Undefined;',
      errno: 1001,
    })
    await expect((bench.wx.openDocument as () => Promise<unknown>)()).rejects.toMatchObject({
      errMsg: 'openDocument:fail parameter error: parameter should be Object instead of Undefined;',
    })
    const filePath = await write(bench, 'a.pdf', 'pdf')
    expect(await bench.clock.until(bench.wx.openDocument({ filePath }))).toEqual(OK)
  })

  test('files 39: canIUse knows it', ({ wx, createWx }) => {
    const texts = ['openDocument.object.fileType.pptx', 'openDocument.object.showMenu']
    expect(texts.map((text) => wx.canIUse(text))).toEqual([true, true])
    const older = createWx({ libVersion: '2.10.0' })
    expect(texts.map((text) => older.canIUse(text))).toEqual([true, false])
    expect(wx.canIUse('openDocument.object.fileType.txt')).toBe(false)
  })

  test('files 39: fails once the host has been disposed of', async (bench) => {
    const filePath = await write(bench, 'a.pdf', 'pdf')
    await bench.host.dispose()
    expect(await open(bench, { filePath }).failure()).toEqual({
      errMsg: 'openDocument:fail interrupted',
      errno: 600003,
    })
  })
})
