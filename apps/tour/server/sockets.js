import { WebSocketServer } from 'ws'

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024
const MAX_NAME_LENGTH = 24
/** Of those offered, in the order of this server's liking. */
const PROTOCOLS = ['tour.chat', 'tour.echo']

const GREETINGS = [
  [/\b(hello|hi|hey)\b|你好/i, 'Hello! Open this page twice, and the two of you can talk.'],
  [/\btime\b/i, () => `It is ${new Date().toISOString().slice(11, 19)} UTC here.`],
  [/\?\s*$/, 'Good question. I only know what time it is.'],
]

const answerTo = (text) => {
  const found = GREETINGS.find(([pattern]) => pattern.test(text))
  if (!found) return undefined
  return typeof found[1] === 'function' ? found[1]() : found[1]
}

/** A room in which everybody hears everybody, and a host that answers greetings. */
const createRoom = () => {
  const members = new Map()
  const say = (message) => {
    const text = JSON.stringify(message)
    for (const member of members.keys()) member.send(text)
  }
  return (socket, { searchParams }) => {
    const name = (searchParams.get('name') || 'guest').slice(0, MAX_NAME_LENGTH)
    members.set(socket, name)
    say({ kind: 'join', name, members: members.size })
    socket.on('message', (data, isBinary) => {
      const text = data.toString()
      if (isBinary) return socket.close(1003, 'text only')
      // A word of the chat, so that the page can show a close by the server.
      if (text === '/kick') return socket.close(4001, 'you asked for it')
      say({ kind: 'say', name, text })
      const answer = answerTo(text)
      if (answer !== undefined) say({ kind: 'say', name: 'host', text: answer })
    })
    socket.on('close', () => {
      members.delete(socket)
      say({ kind: 'leave', name, members: members.size })
    })
  }
}

const echo = (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
}

/** Path, what it shows, and who takes the socket. */
export const socketRoutes = () => [
  { path: '/chat', query: 'name=', what: 'WebSocket: a room to talk in', join: createRoom() },
  { path: '/echo-socket', what: 'WebSocket: sends back what it gets', join: echo },
]

/** Takes the WebSockets of an HTTP server; any other path is refused with 404. */
export const serveSockets = (server, routes) => {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const url = new URL(request.url ?? '/', 'http://demo.invalid')
    const route = routes.find(({ path }) => path === url.pathname)
    if (!route) {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // What a broken frame leads to is told by the close that follows.
      opened.on('error', () => undefined)
      route.join(opened, url)
    })
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
  }
}
