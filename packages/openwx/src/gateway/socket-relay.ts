import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { RelaySocketAnswer } from '../codec/relay.js'
import type { NodeSocketConnection, NodeSockets, NodeSocketSink } from '../hosts/node/sockets.js'
import { NetError } from '../ports/net-error.js'
import type { SocketOpening, SocketRequest } from '../ports/socket.js'
import { HandshakeError } from '../ports/port-error.js'
import { PrivateAddressError } from './addresses.js'
import { Refusal, relayError } from './refusal.js'
import type { Target } from './targets.js'
import { privateAddressRefusal } from './targets.js'

/** How long a page may take to say what it wants. */
export const FIRST_MESSAGE_MS = 10_000
/** Bytes that wait for one side before the other is no longer read. */
export const HIGH_WATER_BYTES = 1024 * 1024

const ABNORMAL = 1006
const NO_CODE = 1005

/** Where a socket goes, once everything about it has been checked. */
export interface SocketDial {
  readonly request: SocketRequest
  readonly target: Target
  readonly sockets: NodeSockets
}

export interface SocketRelayPlan {
  /** Judges the page's first message. @throws Refusal */
  admit(text: string): SocketDial
  readonly idleTimeoutMs: number
  /** Both sides are gone. */
  onOver(): void
}

/** One WebSocket of a page and the one to its target, from the page's first message to the end of both. */
export class SocketRelay implements NodeSocketSink {
  readonly #page: WebSocket
  readonly #carrier: Duplex
  readonly #plan: SocketRelayPlan
  #timer: NodeJS.Timeout
  #dial: SocketDial | undefined
  #target: NodeSocketConnection | undefined
  #opened = false
  #pageGone = false

  /** @param carrier What the page's frames travel on. */
  constructor(page: WebSocket, carrier: Duplex, plan: SocketRelayPlan) {
    this.#page = page
    this.#carrier = carrier
    this.#plan = plan
    this.#timer = setTimeout(
      () => this.stop(new Refusal(408, 'the gateway was not told what to relay')),
      FIRST_MESSAGE_MS,
    )
    page.binaryType = 'arraybuffer'
    page.on('message', (data, isBinary) => {
      // By the binary type above, bytes are an ArrayBuffer and text is a Buffer.
      this.#fromPage(isBinary ? (data as ArrayBuffer) : (data as Buffer).toString())
    })
    page.on('close', (code, reason) => this.#pageClosed(code, reason.toString()))
    // `close` follows, and the page has been told.
    page.on('error', () => undefined)
  }

  /** Ends both sides. A page that waits for an answer learns why, any other sees a lost connection. */
  stop(failure: Refusal | NetError): void {
    this.#target?.abort()
    this.#target = undefined
    if (this.#opened || this.#page.readyState !== WebSocket.OPEN) this.#page.terminate()
    else this.#answer({ error: relayError(failure) })
    this.#overIfDone()
  }

  open(opening: SocketOpening): void {
    this.#opened = true
    this.#answer({ opening })
  }

  message(data: string | ArrayBuffer): void {
    this.#timer.refresh()
    if (this.#page.readyState !== WebSocket.OPEN) return
    this.#page.send(data, () => {
      this.#timer.refresh()
      if (this.#page.bufferedAmount <= HIGH_WATER_BYTES) this.#target?.resume()
    })
    if (this.#page.bufferedAmount > HIGH_WATER_BYTES) this.#target?.pause()
  }

  ping(): void {
    this.#timer.refresh()
  }

  close(code: number, reason: string): void {
    this.#target = undefined
    // What it says about closing must be heard.
    this.#page.resume()
    // Behind what was sent, and without a close frame: the page sees what the gateway saw.
    if (code === ABNORMAL) this.#carrier.end()
    else this.#page.close(code === NO_CODE ? undefined : code, reason)
    this.#overIfDone()
  }

  fail(error: Error): void {
    this.#target = undefined
    if (error instanceof HandshakeError) {
      const { status } = error
      this.#answer({ error: { kind: 'handshake', ...(status !== undefined && { status }) } })
    } else {
      this.#answer({ error: relayError(this.#failureOf(error)) })
    }
    this.#overIfDone()
  }

  #fromPage(data: string | ArrayBuffer): void {
    // It was refused, or the target has left.
    if (this.#page.readyState !== WebSocket.OPEN) return
    if (this.#opened) this.#toTarget(data)
    else if (this.#dial === undefined) this.#start(data)
    else this.stop(new Refusal(400, 'the gateway takes messages when the socket is open'))
  }

  #start(data: string | ArrayBuffer): void {
    clearTimeout(this.#timer)
    // Nothing has moved in either direction: the target stalls, or nobody is there any more.
    this.#timer = setTimeout(() => this.stop(new NetError('TIMED_OUT')), this.#plan.idleTimeoutMs)
    try {
      // A page says it as text; bytes are no JSON.
      this.#dial = this.#plan.admit(typeof data === 'string' ? data : '')
    } catch (error) {
      // Anything else is a fault of this program, and its text may hold anything.
      this.stop(error instanceof Refusal ? error : new Refusal(500, 'the gateway failed'))
      return
    }
    const { sockets, request, target } = this.#dial
    this.#target = sockets.connect({ ...request, url: target.url }, this)
  }

  #toTarget(data: string | ArrayBuffer): void {
    this.#timer.refresh()
    const target = this.#target
    if (target === undefined) return
    target.send(data, () => {
      this.#timer.refresh()
      if (target.bufferedBytes <= HIGH_WATER_BYTES) this.#page.resume()
    })
    if (target.bufferedBytes > HIGH_WATER_BYTES) this.#page.pause()
  }

  /** The page's first word from the gateway; after a failure it is the last. */
  #answer(answer: RelaySocketAnswer): void {
    this.#page.send(JSON.stringify(answer))
    if ('error' in answer) this.#page.close()
  }

  #pageClosed(code: number, reason: string): void {
    this.#pageGone = true
    // What the target says about closing must be heard.
    this.#target?.resume()
    if (!this.#opened || code === ABNORMAL || code === NO_CODE) {
      this.#target?.abort()
      this.#target = undefined
    } else {
      this.#target?.close(code, reason)
    }
    this.#overIfDone()
  }

  #overIfDone(): void {
    if (!this.#pageGone || this.#target !== undefined) return
    clearTimeout(this.#timer)
    this.#plan.onOver()
  }

  #failureOf(error: Error): Refusal | NetError {
    if (error instanceof NetError) return error
    if (error instanceof PrivateAddressError) {
      return privateAddressRefusal(this.#dial?.target.origin ?? '')
    }
    // The client will not send this; its texts name fields, never values.
    return new Refusal(400, error.message)
  }
}
