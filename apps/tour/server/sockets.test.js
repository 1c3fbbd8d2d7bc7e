import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startDemoServer } from './server.js'

let server
beforeAll(async () => {
  server = await startDemoServer({ port: 0 })
})
afterAll(() => server.close())

const open = (path, protocols = []) =>
  new WebSocket(server.origin.replace('http', 'ws') + path, protocols)

/** The next message that `wanted` is true of. */
const heard = (socket, wanted) =>
  new Promise((resolve) => {
    socket.on('message', (data) => {
      const message = JSON.parse(data.toString())
      if (wanted(message)) resolve(message)
    })
  })

it('lets a room talk, and says who comes and goes', async () => {
  const ada = open('/chat?name=Ada')
  await once(ada, 'open')
  const joined = heard(ada, ({ name }) => name === 'Bo')
  const bo = open('/chat?name=Bo')
  expect(await joined).toEqual({ kind: 'join', name: 'Bo', members: 2 })
  const said = heard(bo, ({ kind, name }) => kind === 'say' && name === 'Ada')
  const answered = heard(bo, ({ name }) => name === 'host')
  ada.send('hello')
  expect(await said).toEqual({ kind: 'say', name: 'Ada', text: 'hello' })
  expect((await answered).text).toMatch(/^Hello!/)
  const left = heard(ada, ({ kind }) => kind === 'leave')
  bo.close()
  expect(await left).toEqual({ kind: 'leave', name: 'Bo', members: 1 })
  const closed = once(ada, 'close')
  ada.send('/kick')
  const [code, reason] = await closed
  expect([code, reason.toString()]).toEqual([4001, 'you asked for it'])
})

it('echoes text as text and bytes as bytes', async () => {
  const socket = open('/echo-socket')
  await once(socket, 'open')
  for (const [sent, binary] of [
    ['text', false],
    [Buffer.from([0, 255]), true],
  ]) {
    const back = once(socket, 'message')
    socket.send(sent)
    const [data, isBinary] = await back
    expect([data, isBinary]).toEqual([Buffer.from(sent), binary])
  }
  socket.close()
})

it('takes the protocol that it knows, and refuses other paths', async () => {
  const socket = open('/chat', ['other', 'tour.chat'])
  await once(socket, 'open')
  expect(socket.protocol).toBe('tour.chat')
  socket.close()
  const [error] = await once(open('/nowhere'), 'error')
  expect(error.message).toContain('404')
})
