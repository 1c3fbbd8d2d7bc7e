import { beforeEach, describe, expect, it } from 'vitest'
import { DEMO, SOON, useTour } from './use-tour.js'

const INDEX = 'pages/index/index'
const REQUEST = 'pages/request/request'

const {
  program,
  at,
  stack,
  openwx,
  log,
  kinds,
  calls,
  briefOf,
  cell,
  detail,
  code,
  clipboard,
  choose,
  fill,
  run,
  runToEnd,
} = useTour()

describe('index', () => {
  it('says which calls are ready, and that the server is there', async () => {
    await program().open(INDEX)
    await expect.poll(() => at('[data-part="server"]').textContent(), SOON).toBe('online')
    const states = await at('[data-state]').evaluateAll((cards) =>
      cards.map((card) => [card.getAttribute('data-id'), card.getAttribute('data-state')]),
    )
    const ready = [
      ...['request', 'upload', 'download', 'socket'],
      ...['image', 'record', 'music', 'sounds', 'stream', 'voice', 'background'],
      ...['file', 'permission'],
    ]
    expect(states).toEqual(ready.map((id) => [id, 'ready']))
  })

  it('says that a server is not there, and looks again', async () => {
    await program().open(`${INDEX}?server=${encodeURIComponent('http://127.0.0.1:1')}`)
    await expect.poll(() => at('[data-part="server"]').textContent(), SOON).toBe('offline')
    await at('[data-action="check"]').click()
    await expect.poll(() => at('[data-part="server"]').textContent(), SOON).toBe('offline')
  })

  it('does not open what is not ready', async () => {
    await program().open(INDEX)
    // As on a base library that lacks its calls.
    await openwx(({ getCurrentPages }) => {
      getCurrentPages()[0]!.setData({ 'sections[0].families[0].state': 'missing' })
    })
    // The press must reach the program, though the page says that it is disabled.
    await at('[data-state="missing"]').click({ force: true })
    await at('[data-id="upload"]').click()
    await expect.poll(stack, SOON).toEqual([INDEX, 'pages/upload/upload'])
  })

  it('opens a page and comes back from it, while a call is running', async () => {
    await program().open(INDEX)
    await at('[data-id="request"]').click()
    await expect.poll(stack, SOON).toEqual([INDEX, REQUEST])
    await choose('abort')
    await fill('url', `http://${DEMO}/slow?ms=60000`)
    await run()
    await expect.poll(kinds, SOON).toEqual(['call'])
    await program().page.goBack()
    await expect.poll(stack, SOON).toEqual([INDEX])
    await expect.poll(() => at('[data-part="server"]').textContent(), SOON).toBe('online')
  })
})

it('keeps its buttons clear of the lower edge of the phone frame', async () => {
  const { page } = program()
  const narrow = page.viewportSize()
  await page.setViewportSize({ width: 1440, height: 900 })
  await program().open(REQUEST)
  const button = await at('[data-action="run"]').boundingBox()
  const edge = await page.locator('.home-indicator').boundingBox()
  expect(button!.y + button!.height).toBeLessThan(edge!.y)
  await page.setViewportSize(narrow!)
})

describe('request', () => {
  beforeEach(async () => {
    await program().open(REQUEST)
  })

  it.each([
    ['get-echo', ['call', 'headers', 'success', 'complete'], '200'],
    ['post-form', ['call', 'headers', 'success', 'complete'], '200'],
    ['not-found', ['call', 'headers', 'success', 'complete'], '404'],
    ['timeout', ['call', 'fail', 'complete'], 'fail'],
    ['redirect-manual', ['call', 'headers', 'success', 'complete'], '302'],
    ['abort', ['call', 'abort', 'fail', 'complete'], 'fail'],
    ['broken', ['call', 'headers', 'fail', 'complete'], 'fail'],
    ['cookies', ['call', 'headers', 'success', 'complete'], '200'],
  ])('%s: %j, and the status is %s', async (preset, expected, status) => {
    await choose(preset)
    await runToEnd()
    expect(await kinds()).toEqual(expected)
    expect(await cell('Status')).toBe(status)
    expect(await cell('order')).toBe(expected.join(' → '))
  })

  it('shows what came back', async () => {
    await choose('post-form')
    await runToEnd()
    expect(await detail('success')).toMatchObject({
      errMsg: 'request:ok',
      statusCode: 200,
      data: { method: 'POST', body: 'name=Ada&lines=36' },
    })
  })

  it('tells a timeout and an abort apart', async () => {
    await choose('timeout')
    await runToEnd()
    expect(await briefOf('fail')).toBe('request:fail timeout · errno 5')
    await at('[data-action="clear"]').click()
    await choose('abort')
    await runToEnd()
    expect(await detail('fail')).toEqual({ errMsg: 'request:fail abort' })
  })

  it('shows where a redirect leads, and the cookies of an answer', async () => {
    await choose('redirect-manual')
    await runToEnd()
    expect(await detail('headers')).toMatchObject({
      statusCode: 302,
      header: { Location: '/echo' },
    })
    await at('[data-action="clear"]').click()
    await choose('cookies')
    await runToEnd()
    expect(await detail('success')).toMatchObject({
      cookies: ['visits=42; Path=/; Max-Age=3600', 'flavour=oat; Path=/; HttpOnly'],
      data: { received: { visits: '41' } },
    })
  })

  it('hands out chunks before success', async () => {
    await choose('chunked')
    await runToEnd()
    const seen = await kinds()
    expect(seen.filter((kind, index) => kind !== seen[index - 1])).toEqual([
      'call',
      'headers',
      'chunk',
      'success',
      'complete',
    ])
    // Five parts of twelve bytes, however the transport has cut them.
    expect(await cell('Received')).toBe('60 B')
    expect(await detail('success')).toMatchObject({ data: '' })
  })

  it('lets two of twelve calls wait until others have ended', async () => {
    await choose('queue')
    await runToEnd(12)
    const entries = await log()
    expect(entries.slice(0, 12).map(({ kind }) => kind)).toEqual(Array(12).fill('call'))
    const ended = (before: number) =>
      entries.slice(0, before).filter(({ kind }) => kind === 'complete').length
    const answered = (call: number) =>
      entries.findIndex((entry) => entry.kind === 'headers' && entry.call === call)
    expect(ended(answered(1))).toBe(0)
    expect(ended(answered(11))).toBeGreaterThanOrEqual(1)
    expect(ended(answered(12))).toBeGreaterThanOrEqual(2)
    expect(await cell('Status')).toBe('200 ×12')
  })

  it('aborts a call, and all of twelve, at the press of a button', async () => {
    await fill('url', `http://${DEMO}/slow?ms=60000`)
    await run()
    await expect.poll(kinds, SOON).toEqual(['call'])
    await at('[data-action="abort"]').click()
    await expect.poll(kinds, SOON).toEqual(['call', 'abort', 'fail', 'complete'])
    expect(await briefOf('fail')).toBe('request:fail abort')

    await at('[data-action="clear"]').click()
    await choose('queue')
    await fill('url', `http://${DEMO}/slow?ms=60000`)
    await run()
    await expect.poll(calls('call'), SOON).toBe(12)
    await at('[data-action="abort"]').click()
    await expect.poll(calls('complete'), SOON).toBe(12)
    expect(await cell('Status')).toBe('fail ×12')
  })

  it('holds the log back while it is paused', async () => {
    await choose('chunked')
    await run()
    await expect.poll(kinds, SOON).toContain('call')
    await at('[data-action="pause"]').click()
    const before = await log()
    await expect.poll(() => cell('Status'), SOON).toBe('200')
    expect(await log()).toEqual(before)
    await at('[data-action="pause"]').click()
    await expect.poll(kinds, SOON).toContain('complete')
    await at('[data-action="clear"]').click()
    expect(await log()).toEqual([])
  })

  it('says what is wrong with the form, and does not run it', async () => {
    await fill('url', 'nowhere')
    await fill('dataText', '{ "a": ')
    const problems = () => at('[data-part="error"]').allTextContents()
    await expect
      .poll(problems, SOON)
      .toEqual([
        'Write a full address, such as https://example.com/',
        expect.stringMatching(/^Not JSON: /),
      ])
    expect(await at('[data-action="run"]').getAttribute('aria-disabled')).toBe('true')
    // The press must reach the program, though the page says that it is disabled.
    await at('[data-action="run"]').click({ force: true })
    expect(await log()).toEqual([])

    await fill('url', `http://${DEMO}/echo`)
    await fill('dataText', '"plain text"')
    await expect.poll(problems, SOON).toEqual([])
    await at('[data-action="add-header"]').click()
    await at('[data-part="name"] input').fill('x-tour')
    await at('[data-part="value"] input').fill('here')
    await runToEnd()
    expect(await detail('call')).toEqual({
      url: `http://${DEMO}/echo`,
      data: 'plain text',
      header: { 'x-tour': 'here' },
    })
    expect(await detail('success')).toMatchObject({ data: { headers: { 'x-tour': 'here' } } })
  })

  it.each(['get-echo', 'post-form', 'timeout', 'chunked', 'redirect-manual', 'abort', 'queue'])(
    'shows the code of the very call that it makes: %s',
    async (preset) => {
      await choose(preset)
      await at('[data-action="copy"]').click()
      const shown = await code()
      await expect
        .poll(async () => (await clipboard()).split('\n').map((line) => line.trim()), SOON)
        .toEqual(shown)
      const made: Record<string, unknown>[] = []
      const listeners = new Set<string>()
      const timers: unknown[] = []
      const wx = {
        request(options: Record<string, unknown>) {
          made.push(options)
          return {
            onHeadersReceived: () => listeners.add('headers'),
            onChunkReceived: () => listeners.add('chunk'),
            abort: () => undefined,
          }
        },
      }
      const source = await clipboard()
      // The code of the page, with a wx that only listens.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
      new Function('wx', 'setTimeout', source)(wx, (_: unknown, ms: unknown) => timers.push(ms))

      await run()
      await expect.poll(calls('call'), SOON).toBe(made.length)
      const { success, fail, complete, ...options } = made[0]!
      expect([typeof success, typeof fail, typeof complete]).toEqual(Array(3).fill('function'))
      expect(options).toEqual(await detail('call'))
      expect(listeners.has('chunk')).toBe(preset === 'chunked')
      expect(timers).toEqual(preset === 'abort' ? [500] : [])
    },
  )
})
