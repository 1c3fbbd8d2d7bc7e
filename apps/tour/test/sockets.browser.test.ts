import { beforeEach, expect, it } from 'vitest'
import { callsOf, SOON, useTour } from './use-tour.js'

const { program, origin, clipboard, at, kinds, briefOf, cell, detail, choose, fill, run } =
  useTour()

const bubbles = () => at('[data-side]').allTextContents()
const close = () => at('[data-action="abort"]').click()
const connect = async () => {
  await run()
  await expect.poll(kinds, SOON).toContain('open')
}
const say = async (text: string) => {
  await fill('draft', text)
  await at('[data-action="send"]').click()
}

// A socket that goes straight from the page has to know the test's own server.
beforeEach(async () => {
  await program().open(`pages/socket/socket?server=${encodeURIComponent(origin())}`)
})

it('chat: says what is typed, and hears the room', async () => {
  await choose('chat')
  await connect()
  await expect.poll(bubbles, SOON).toEqual(['Ada is here · 1 in the room'])
  await say('hello')
  await expect
    .poll(bubbles, SOON)
    .toEqual([
      'Ada is here · 1 in the room',
      'hello',
      expect.stringMatching(/^hostHello! Open this page twice/),
    ])
  expect(await at('[data-side="mine"]').count()).toBe(1)
  expect(await Promise.all([cell('Sent'), cell('Received')])).toEqual(['1', '3'])
  await close()
  await expect.poll(() => cell('State'), SOON).toBe('closed 1000')
})

it('chat: shows the code and the reason of a server that closes', async () => {
  await choose('chat')
  await connect()
  await say('/kick')
  await expect.poll(() => cell('State'), SOON).toBe('closed 4001')
  expect(await detail('close')).toEqual({ code: 4001, reason: 'you asked for it' })
  expect(await at('[data-action="run"]').getAttribute('aria-disabled')).toBe('false')
})

it('echo: bytes come back, and the meter moves', async () => {
  await choose('echo')
  await connect()
  await at('[data-action="echo"]').click()
  const rate = async () => Number(await at('[data-part="rate"]').textContent())
  await expect.poll(rate, SOON).toBeGreaterThan(0)
  expect(await briefOf('message')).toMatch(/^×\d+ · [\d.]+ (KiB|MiB) · [\d.]+ MiB\/s$/)
  await at('[data-action="echo"]').click()
  await expect.poll(() => at('[data-action="echo"]').textContent(), SOON).toBe('Start')
  await close()
  await expect.poll(() => cell('State'), SOON).toBe('closed 1000')
})

it('protocols: connects with those that are offered', async () => {
  await choose('protocols')
  await connect()
  expect(await detail('call')).toMatchObject({ protocols: ['other', 'tour.chat'] })
})

it('close-code: the close event tells what was given', async () => {
  await choose('close-code')
  await connect()
  await close()
  await expect.poll(kinds, SOON).toContain('close')
  expect(await detail('close')).toEqual({ code: 4000, reason: 'that is all' })
})

it('bad-code: close fails, and the socket stays open', async () => {
  await choose('bad-code')
  await connect()
  await close()
  await expect.poll(kinds, SOON).toContain('fail')
  expect(await cell('State')).toBe('open')
  await say('still here')
  await expect.poll(bubbles, SOON).toContain('still here')
})

it('refused: the call succeeds, and then an error comes', async () => {
  await choose('refused')
  await run()
  await expect.poll(kinds, SOON).toEqual(['call', 'success', 'error'])
  expect(await cell('State')).toBe('failed')
})

it('holds the log back while it is paused', async () => {
  await choose('chat')
  await connect()
  await expect.poll(bubbles, SOON).toHaveLength(1)
  await at('[data-action="pause"]').click()
  await say('nobody asked')
  await expect.poll(bubbles, SOON).toContain('nobody asked')
  expect(await kinds()).not.toContain('send')
  await at('[data-action="pause"]').click()
  await expect.poll(kinds, SOON).toContain('send')
})

it('shows the code of the very call that it makes', async () => {
  await choose('close-code')
  await at('[data-action="copy"]').click()
  await expect.poll(clipboard, SOON).toContain('wx.connectSocket')
  const { options, listeners, task } = callsOf('connectSocket', `${await clipboard()}\nstop()`)
  await connect()
  expect(options).toEqual(await detail('call'))
  expect(listeners).toEqual(['onOpen', 'onMessage', 'onError', 'onClose'])
  expect(task).toEqual({ close: { code: 4000, reason: 'that is all' } })
})
