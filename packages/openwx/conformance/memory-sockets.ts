import {
  createMemorySockets,
  type MemoryPeer,
  type MemoryServer,
  type MemorySocketRequest,
} from '../src/hosts/memory/sockets.js'
import { NetError } from '../src/ports/net-error.js'
import { type SocketPort } from '../src/ports/socket.js'
import { HandshakeError } from '../src/ports/port-error.js'
import type { Fixture } from './server/fixture.js'
import type { FixtureSocket, SocketFault } from './server/socket-route.js'

/** What a client makes of each fault, since no bytes travel here. */
type Effect = 'nothing' | 'gives up' | { readonly hears: string }
const faultEffects: Record<SocketFault, Effect> = {
  mute: 'nothing',
  'half-frame': 'nothing',
  'bad-text': 'gives up',
  masked: 'gives up',
  oversized: 'gives up',
  'bad-opcode': 'gives up',
  'reserved-bit': 'gives up',
  'lone-rest': 'gives up',
  'long-ping': 'gives up',
  'bad-close': 'gives up',
  fragments: { hears: 'abcd' },
  'split-character': { hears: '中' },
}

const socketOf = (
  peer: MemoryPeer,
  onMessage: FixtureSocket['onMessage'],
  ended: Ended,
): FixtureSocket => ({
  send: (data) => peer.send(typeof data === 'string' ? data : data.buffer),
  close: (code = 1005, reason = '') => {
    peer.close(code, reason)
    ended(code, reason)
  },
  drop: () => {
    peer.drop()
    ended(1006, '')
  },
  onMessage,
})

type Message = string | Uint8Array<ArrayBuffer>
type Ended = (code: number, reason: string) => void

/** One connection as the fixture's side of it has it. */
const answer = (
  fixture: Fixture,
  { url, headers, protocols }: MemorySocketRequest,
  gone: AbortController,
  mute: () => void,
) =>
  new Promise<MemoryServer>((resolve, reject) => {
    if (url.hostname === 'refused.test') throw new NetError('CONNECTION_REFUSED')
    if (url.hostname.endsWith('.invalid')) throw new NetError('NAME_NOT_RESOLVED')
    // The loopback address is the plain server's.
    if (url.protocol === 'wss:' && url.hostname === '127.0.0.1') {
      throw new NetError('SSL_PROTOCOL_ERROR')
    }
    const offer = [['Sec-WebSocket-Protocol', protocols.join(', ')] as const]
    // Nothing travels here, so that a message may come before the route listens.
    const early: Message[] = []
    let listener = (data: Message): void => {
      early.push(data)
    }
    const ended: Ended = fixture.handleSocket(
      {
        method: 'GET',
        url: url.pathname + url.search,
        headers: [...headers, ...(protocols.length > 0 ? offer : [])],
        body: new Uint8Array(),
      },
      {
        gone: gone.signal,
        ignore: () => {},
        // What a client has of it is nothing yet.
        halfAnswer: () => () => {
          ended(1006, '')
          reject(new NetError('EMPTY_RESPONSE'))
        },
        refuse: (status) => {
          ended(1006, '')
          reject(new HandshakeError(status))
        },
        misbehave: (fault, protocol) => {
          mute()
          let drop = () => {}
          resolve({
            protocol,
            open: (peer) => {
              drop = () => {
                peer.drop()
                ended(1006, '')
              }
              const effect = faultEffects[fault]
              if (effect === 'gives up') drop()
              else if (effect !== 'nothing') peer.send(effect.hears)
            },
            close: () => ended(1006, ''),
          })
          return () => drop()
        },
        accept: (fields, protocol) =>
          new Promise((accepted) => {
            const isWrong = protocol === '' ? protocols.length > 0 : !protocols.includes(protocol)
            if (isWrong) {
              ended(1006, '')
              reject(new HandshakeError())
              return
            }
            resolve({
              headers: fields,
              protocol,
              open: (peer) => {
                const onMessage: FixtureSocket['onMessage'] = (given) => {
                  listener = given
                  for (const data of early) given(data)
                }
                accepted(socketOf(peer, onMessage, ended))
              },
              message: (data) => listener(typeof data === 'string' ? data : new Uint8Array(data)),
              close: (code, reason) => {
                ended(code, reason)
                gone.abort()
              },
            })
          }),
      },
    )
    gone.signal.addEventListener('abort', () => ended(1006, ''))
  })

/** The memory host's WebSockets on a fixture, which hears of an abort before its answer, too. */
export const createFixtureSockets = (fixture: Fixture): SocketPort => ({
  connect: (request, sink) => {
    const gone = new AbortController()
    let isMute = false
    const mute = () => void (isMute = true)
    const { connect } = createMemorySockets((received) => answer(fixture, received, gone, mute))
    const running = connect(request, sink)
    return {
      send: (data) => running.send(data),
      close: (code, reason) => {
        if (!isMute) running.close(code, reason)
      },
      abort: () => {
        running.abort()
        gone.abort()
      },
    }
  },
})
