import { beforeEach, describe, expect, it } from 'vitest'
import { callsOf, SOON, useTour } from './use-tour.js'

const DOWNLOAD = 'pages/download/download'
const UPLOAD = 'pages/upload/upload'
const DONE = ['call', 'headers', 'progress', 'success', 'complete']

const {
  program,
  clipboard,
  at,
  stack,
  kinds,
  phases,
  briefOf,
  cell,
  fact,
  detail,
  choose,
  fill,
  run,
  runToEnd,
  calls,
} = useTour()

const percents = async (): Promise<number[]> => {
  const rows = at('[data-kind="progress"] [data-part="brief"]')
  return (await rows.allTextContents()).map((text) => Number.parseInt(text, 10))
}
const isReady = () => at('[data-action="run"]').getAttribute('aria-disabled')

describe('download', () => {
  beforeEach(async () => {
    await program().open(DOWNLOAD)
  })

  it.each([
    ['png', 'png', '256.0 KiB'],
    ['svg', 'svg', '4.0 KiB'],
  ])('%s: shows the picture from its temp file', async (preset, extension, size) => {
    await choose(preset)
    await runToEnd()
    expect(await phases()).toEqual(DONE)
    expect(await cell('Status')).toBe('200')
    expect(await fact('path')).toMatch(new RegExp(`^wxfile://tmp_\\w+\\.${extension}$`))
    expect(await fact('size')).toBe(size)
    const width = () =>
      at('[data-part="picture"] img').evaluate((image) => (image as HTMLImageElement).naturalWidth)
    await expect.poll(width, SOON).toBe(360)
  })

  it('slow: progress comes in whole percents, and ends at 100', async () => {
    await choose('slow')
    await runToEnd()
    const seen = await percents()
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.every((percent, index) => percent > (seen[index - 1] ?? -1))).toBe(true)
    expect(await at('[data-part="progress"]').getAttribute('data-percent')).toBe('100')
    expect(await fact('size')).toBe('4.0 MiB')
  })

  it('no-length: there is no percentage', async () => {
    await choose('no-length')
    await runToEnd()
    expect(new Set((await percents()).slice(0, -1))).toEqual(new Set([0]))
    expect(await fact('size')).toBe('2.0 MiB')
  })

  it('not-found: the body of a 404 is a file', async () => {
    await choose('not-found')
    await runToEnd()
    expect(await cell('Status')).toBe('404')
    expect(await fact('path')).toMatch(/^wxfile:\/\/tmp_\w+\.json$/)
  })

  it('target: the result names the path that was given', async () => {
    await choose('target')
    await runToEnd()
    const result = await detail('success')
    expect(result).toMatchObject({ filePath: 'wxfile://usr/tour.png', statusCode: 200 })
    expect(result).not.toHaveProperty('tempFilePath')
    await expect.poll(() => at('[data-part="picture"] img').isVisible(), SOON).toBe(true)
  })

  it('abort and broken: fail runs, and there is no file', async () => {
    await choose('abort')
    await runToEnd()
    expect((await kinds()).slice(-3)).toEqual(['abort', 'fail', 'complete'])
    expect(await briefOf('fail')).toBe('downloadFile:fail abort')
    expect(await at('[data-part="result"]').count()).toBe(0)
    await at('[data-action="clear"]').click()
    await choose('broken')
    await runToEnd()
    expect((await kinds()).slice(-2)).toEqual(['fail', 'complete'])
    expect(await cell('Status')).toBe('fail')
    expect(await at('[data-part="result"]').count()).toBe(0)
  })

  it('aborts at the press of a button, and follows the file that the form describes', async () => {
    await at('[data-value="txt"]').click()
    await fill('bytes', '1000000')
    await fill('ms', '60000')
    await run()
    await expect.poll(kinds, SOON).toContain('progress')
    await at('[data-action="abort"]').click()
    await expect.poll(calls('complete'), SOON).toBe(1)
    expect(await briefOf('call')).toBe('/file?type=txt&bytes=1000000&ms=60000')
    expect(await briefOf('fail')).toBe('downloadFile:fail abort')
  })

  it('hands its file to the upload', async () => {
    await choose('png')
    await runToEnd()
    const path = await fact('path')
    await at('[data-action="upload"]').click()
    await expect.poll(stack, SOON).toEqual([DOWNLOAD, UPLOAD])
    await runToEnd()
    expect(await detail('call')).toMatchObject({ filePath: path })
    expect([await fact('type'), await fact('size')]).toEqual(['image/png', '256.0 KiB'])
  })
})

describe('upload', () => {
  beforeEach(async () => {
    await program().open(UPLOAD)
  })

  it('picture: shows what the server read of a file of the package', async () => {
    await choose('picture')
    await runToEnd()
    expect(await phases()).toEqual(['call', 'progress', 'headers', 'success', 'complete'])
    const facts = ['file', 'type', 'user', 'text']
    expect(await Promise.all(facts.map(fact))).toEqual([
      'upload.svg',
      'image/svg+xml',
      'Ada',
      '你好',
    ])
    expect(await cell('Status')).toBe('200')
  })

  it('slow: progress counts the form to its end', async () => {
    await choose('slow')
    await expect.poll(isReady, SOON).toBe('false')
    await runToEnd()
    const seen = await percents()
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.every((percent, index) => percent > (seen[index - 1] ?? -1))).toBe(true)
    expect(seen.at(-1)).toBe(100)
    expect(await fact('size')).toBe('16.0 MiB')
  })

  it('abort: fail runs', async () => {
    await choose('abort')
    await expect.poll(isReady, SOON).toBe('false')
    await runToEnd()
    expect((await kinds()).slice(-3)).toEqual(['abort', 'fail', 'complete'])
    expect(await briefOf('fail')).toBe('uploadFile:fail abort')
  })

  it('header: goes along, and the content-type stays', async () => {
    await choose('header')
    await runToEnd()
    const answer = await fact('answer')
    expect(answer).toContain('"x-tour": "hello"')
    expect(answer).toContain('"content-type": "multipart/form-data; boundary=')
  })

  it('not-found: an answer is a success', async () => {
    await choose('not-found')
    await runToEnd()
    expect(await cell('Status')).toBe('404')
    expect(await fact('answer')).toContain('Not Found')
  })

  it('no-file: fail runs, and nothing is sent', async () => {
    await choose('no-file')
    await runToEnd()
    expect(await kinds()).toEqual(['call', 'fail', 'complete'])
    expect(await briefOf('fail')).toMatch(/^uploadFile:fail file not found/)
  })

  it('aborts at the press of a button', async () => {
    await choose('slow')
    await expect.poll(isReady, SOON).toBe('false')
    await run()
    await expect.poll(kinds, SOON).toContain('call')
    await at('[data-action="abort"]').click()
    await expect.poll(calls('complete'), SOON).toBe(1)
    expect(await briefOf('fail')).toBe('uploadFile:fail abort')
  })

  it('says what is wrong with the form, and does not run it', async () => {
    await fill('filePath', '')
    await fill('name', ' ')
    const problems = () => at('[data-part="error"]').allTextContents()
    await expect
      .poll(problems, SOON)
      .toEqual(['Choose a file, or download one first', 'The file needs a field'])
    expect(await isReady()).toBe('true')
  })
})

it.each([
  [DOWNLOAD, 'downloadFile', 'abort', [800]],
  [DOWNLOAD, 'downloadFile', 'target', []],
  [UPLOAD, 'uploadFile', 'picture', []],
])(
  '%s shows the code of the very call that it makes: %s, %s',
  async (page, api, preset, timers) => {
    await program().open(page)
    await choose(preset)
    await at('[data-action="copy"]').click()
    await expect.poll(clipboard, SOON).toContain(`wx.${api}`)
    const made = callsOf(api, await clipboard())
    await runToEnd()
    expect(made.options).toEqual(await detail('call'))
    expect(made.listeners).toEqual(['onHeadersReceived', 'onProgressUpdate'])
    expect(made.timers).toEqual(timers)
  },
)
