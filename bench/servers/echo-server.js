import { once } from 'node:events'
import { WebSocketServer } from 'ws'
import { answerCalls } from '../lib/process.js'

answerCalls({
  start: async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    server.on('connection', (socket) => {
      socket.on('message', (data, binary) => socket.send(data, { binary }))
    })
    await once(server, 'listening')
    return `ws://127.0.0.1:${server.address().port}`
  },
})
