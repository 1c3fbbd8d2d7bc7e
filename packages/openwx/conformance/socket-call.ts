import { expect } from 'vitest'
import type {
  ConnectSocketOptions,
  ConnectSocketResult,
  SocketTask,
} from '../src/api/network/connect-socket.js'
import type { SocketEventName, SocketEvents } from '../src/api/network/socket.js'
import type { Arguments, Call, CallLog, Until } from './call.js'

/** One socket, with everything that its task has told so far. */
export interface SocketCall extends Call<ConnectSocketResult, SocketTask> {
  readonly messages: readonly (string | ArrayBuffer)[]
  /** Resolves with the first event of that kind. */
  event<K extends SocketEventName>(kind: K): Promise<SocketEvents[K]>
  /** Resolves when so many messages have come. */
  received(count: number): Promise<readonly (string | ArrayBuffer)[]>
}

/** What a socket may tell, in this order, before its host is disposed of. */
const LIVES = /^(?:open(?: message)* close|close|error(?: close)?)$/

/** Connects, and afterwards holds each socket to the life that it may have. */
export class SocketLog {
  readonly #calls: CallLog
  readonly #until: Until
  readonly #checks: (() => void)[] = []

  constructor(calls: CallLog, until: Until) {
    this.#calls = calls
    this.#until = until
  }

  connect(
    api: (options: ConnectSocketOptions) => SocketTask,
    options: Arguments<ConnectSocketOptions>,
  ): SocketCall {
    const call = this.#calls.start(api, options)
    const events: SocketEventName[] = []
    const messages: (string | ArrayBuffer)[] = []
    const firsts: Partial<SocketEvents> = {}
    const watchers = new Set<() => void>()
    const note = <K extends SocketEventName>(kind: K, event: SocketEvents[K]) => {
      call.order.push(kind)
      events.push(kind)
      firsts[kind] ??= event as Partial<SocketEvents>[K]
      for (const watcher of [...watchers]) watcher()
    }
    const when = (condition: () => boolean) =>
      this.#until(
        new Promise<void>((resolve) => {
          const look = () => {
            if (!condition()) return
            watchers.delete(look)
            resolve()
          }
          watchers.add(look)
          look()
        }),
      )
    // A refused call has no task, nor has an old base library.
    const task = call.task as SocketTask | undefined
    task?.onOpen((event) => note('open', event))
    task?.onError((event) => note('error', event))
    task?.onClose((event) => note('close', event))
    task?.onMessage((event) => {
      messages.push(event.data)
      note('message', event)
    })
    if (task !== undefined) {
      this.#checks.push(() => {
        const life = events.join(' ').replace(/message(?: message)+/, 'message')
        if (call.order.includes('fail')) expect(life, 'events of a refused call').toBe('')
        else expect(life, 'the life of a socket').toMatch(LIVES)
        expect(task.readyState, 'the end of a socket').toBe(task.CLOSED)
      })
    }
    return {
      ...call,
      messages,
      event: async (kind) => {
        await when(() => firsts[kind] !== undefined)
        return firsts[kind] as never
      },
      received: async (count) => {
        await when(() => messages.length >= count)
        return messages
      },
    }
  }

  /** To be asked once the host has been disposed of, which ends whatever was still open. */
  verify(): void {
    for (const check of this.#checks) check()
  }
}
