import diagnostics from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { HttpTiming } from '../../ports/http.js'
import type { ConnectionTiming } from './connector.js'
import { connectionTiming } from './connector.js'

/** The connection that a request went out on, and its counters at that moment. */
export interface SentOn {
  readonly socket: Socket
  readonly at: number
  readonly reused: boolean
  readonly writtenBefore: number
  readonly readBefore: number
}

type OnSent = (sentOn: SentOn) => void

/** Requests of ours that undici has made but not sent yet. */
const waiting = new WeakMap<object, OnSent>()
/** Whose request undici is just making: `dispatch` makes it before it returns. */
let current: OnSent | undefined
let subscribed = false

/**
 * Runs a dispatch and tells which connection its request is sent on. undici names the socket only on its
 * diagnostics channels, which is their documented use.
 */
export const trackDispatch = (dispatch: () => void, onSent: OnSent): void => {
  if (!subscribed) {
    subscribed = true
    diagnostics.subscribe('undici:request:create', (message) => {
      if (current !== undefined) waiting.set((message as { request: object }).request, current)
    })
    diagnostics.subscribe('undici:client:sendHeaders', (message) => {
      const { request, socket } = message as { request: object; socket: Socket }
      const tell = waiting.get(request)
      if (tell === undefined) return
      // What is left in a WeakMap stays until the next full collection, and slows every small one.
      waiting.delete(request)
      const connection = connectionTiming(socket)
      tell({
        socket,
        at: Date.now(),
        reused: connection !== undefined && connection.uses++ > 0,
        // Headers are not written yet when the channel speaks.
        writtenBefore: socket.bytesWritten,
        readBefore: socket.bytesRead,
      })
    })
  }
  current = onSent
  try {
    dispatch()
  } finally {
    current = undefined
  }
}

type TimingDraft = { -readonly [Field in keyof HttpTiming]: HttpTiming[Field] }

/** What is known of an exchange at its end. */
export const createTiming = (sentOn: SentOn | undefined, responseStart: number): HttpTiming => {
  const timing = timingSoFar(sentOn, responseStart)
  timing.responseEnd = Date.now()
  if (sentOn !== undefined) timing.receivedBytes = sentOn.socket.bytesRead - sentOn.readBefore
  return timing
}

/** What is known of an exchange when its head is there. */
export const timingSoFar = (sentOn: SentOn | undefined, responseStart: number): TimingDraft => {
  if (sentOn === undefined) return { responseStart }
  const { socket, reused } = sentOn
  const alpn = (socket as { alpnProtocol?: string | false | null }).alpnProtocol
  const timing: TimingDraft = {
    requestStart: sentOn.at,
    requestEnd: sentOn.at,
    responseStart,
    protocol: typeof alpn === 'string' ? alpn : 'http/1.1',
    reused,
    sentBytes: socket.bytesWritten - sentOn.writtenBefore,
  }
  const { remoteAddress, remotePort } = socket
  if (remoteAddress !== undefined) timing.peerAddress = remoteAddress
  if (remotePort !== undefined) timing.peerPort = remotePort
  const connection = connectionTiming(socket)
  if (connection !== undefined && !reused) addConnection(timing, connection)
  return timing
}

const addConnection = (timing: TimingDraft, connection: ConnectionTiming): void => {
  const { startedAt, lookedUpAt = startedAt, readyAt = startedAt } = connection
  timing.domainLookupStart = startedAt
  timing.domainLookupEnd = lookedUpAt
  timing.connectStart = lookedUpAt
  timing.connectEnd = readyAt
  if (connection.secure) {
    timing.secureConnectStart = connection.connectedAt ?? startedAt
    timing.secureConnectEnd = readyAt
  }
}
