import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { GatewayOptions } from 'openwx/gateway'

export interface ReplicaSettings {
  readonly options: GatewayOptions
  /** 0 is any free one. */
  readonly port: number
  readonly host: string
}

/** What a replica tells once. */
export type ReplicaMessage = { readonly url: string } | { readonly error: string }

interface Replica {
  readonly url: string
  /** Resolves with how its process ended. */
  readonly ended: Promise<string>
}

export interface ReplicaObserver {
  /** A gateway listens, for the first time or again. */
  ready(url: string): void
  warn(text: string): void
  readonly signal: AbortSignal
}

/** A gateway that ends over and over must not keep the machine busy. */
const RESTART_DELAY_MS = 1000

/** Starts a gateway, which ends when `signal` aborts. */
const startReplica = async (settings: ReplicaSettings, signal: AbortSignal): Promise<Replica> => {
  const child = fork(new URL('./replica.js', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = () => {
    if (child.connected) child.disconnect()
  }
  const ended = (once(child, 'exit') as Promise<[number | null, string | null]>).then(
    ([status, name]) => {
      signal.removeEventListener('abort', stop)
      return name ?? `status ${status}`
    },
  )
  signal.addEventListener('abort', stop)
  // A process that ended at once is told of by `ended`.
  child.send(settings, () => undefined)
  if (signal.aborted) stop()
  const message = await Promise.race([
    (once(child, 'message') as Promise<[ReplicaMessage]>).then(([message]) => message),
    ended.then((how): ReplicaMessage => ({ error: `it ended with ${how}` })),
  ])
  if ('error' in message) {
    await ended
    throw new Error(`a gateway did not start: ${message.error}`)
  }
  return { url: message.url, ended }
}

/**
 * Runs gateways in processes of their own until `signal` aborts. One that ends before is replaced, at its
 * port. Rejects, when all have ended, if one could not be started.
 */
export const runReplicas = async (
  replicas: readonly ReplicaSettings[],
  { ready, warn, signal }: ReplicaObserver,
): Promise<void> => {
  const failure = new AbortController()
  const over = AbortSignal.any([signal, failure.signal])
  const keep = async (settings: ReplicaSettings): Promise<void> => {
    let { port } = settings
    for (;;) {
      const { url, ended } = await startReplica({ ...settings, port }, over)
      port = Number(new URL(url).port)
      ready(url)
      const how = await ended
      if (over.aborted) return
      warn(`the gateway at ${url} ended with ${how}; another takes its place`)
      await delay(RESTART_DELAY_MS, undefined, { signal: over })
    }
  }
  const failures: unknown[] = []
  await Promise.all(
    replicas.map((settings) =>
      keep(settings).catch((error: unknown) => {
        // What fails because it was told to end is no failure.
        if (!over.aborted) failures.push(error)
        failure.abort()
      }),
    ),
  )
  if (failures.length > 0) throw failures[0]
}
