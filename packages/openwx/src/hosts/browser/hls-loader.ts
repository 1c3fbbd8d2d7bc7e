import type {
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderStats,
  RetryConfig,
} from 'hls.js'
import type { HttpExchange, HttpPort } from '../../ports/http.js'
import { anywhere } from '../shared/redirects.js'

/** A piece of a stream is a few seconds long. */
const MAX_BYTES = 200 * 1024 * 1024
const FIRST_ERROR = 400

const emptyStats = (): LoaderStats => ({
  aborted: false,
  loaded: 0,
  retry: 0,
  total: 0,
  chunkCount: 0,
  bwEstimate: 0,
  loading: { start: 0, first: 0, end: 0 },
  parsing: { start: 0, end: 0 },
  buffering: { start: 0, first: 0, end: 0 },
})

const rangeOf = ({ rangeStart, rangeEnd, headers = {} }: LoaderContext) => [
  ...Object.entries(headers),
  ...(rangeEnd === undefined || rangeEnd === 0
    ? []
    : [['Range', `bytes=${rangeStart ?? 0}-${rangeEnd - 1}`] as const]),
]

/** Not what requests do the same with: that would become a file which every page begins with. */
const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

/**
 * Loads what hls.js asks for by the host's own exchanges, so that a stream goes the way of every other request: by the
 * gateway, where there is one.
 */
export const createHlsLoader = (
  http: HttpPort,
): new () => Loader<LoaderContext> & { destroy(): void } =>
  class implements Loader<LoaderContext> {
    context: LoaderContext | null = null
    stats = emptyStats()
    #exchange: HttpExchange | undefined
    #timer: ReturnType<typeof setTimeout> | undefined
    #callbacks: LoaderCallbacks<LoaderContext> | undefined

    load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      this.context = context
      this.#callbacks = callbacks
      this.stats.loading.start = performance.now()
      this.#attempt(context, config, callbacks)
    }

    #attempt(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      const { stats } = this
      const { maxLoadTimeMs, errorRetry, timeoutRetry } = config.loadPolicy
      const chunks: Uint8Array<ArrayBuffer>[] = []
      let status = 0
      let url = context.url
      /** Whether it is tried again. */
      const retries = (policy: RetryConfig | null): boolean => {
        this.#stop()
        const isMissing = status >= FIRST_ERROR && status < 500
        if (policy === null || stats.retry >= policy.maxNumRetry || isMissing) return false
        stats.retry += 1
        this.#timer = setTimeout(
          () => this.#attempt(context, config, callbacks),
          Math.min(policy.retryDelayMs * stats.retry, policy.maxRetryDelayMs),
        )
        return true
      }
      const fail = (text: string) => {
        if (!retries(errorRetry)) callbacks.onError({ code: status, text }, context, null, stats)
      }
      this.#timer = setTimeout(() => {
        if (!retries(timeoutRetry)) callbacks.onTimeout(stats, context, null)
      }, maxLoadTimeMs)
      this.#exchange = http.exchange(
        {
          method: 'GET',
          url: new URL(context.url).href,
          headers: rangeOf(context),
          delivery: 'stream',
          redirect: 'follow',
          maxBodyBytes: MAX_BYTES,
        },
        {
          redirected: anywhere((next) => {
            url = next
          }),
          head: (head) => {
            status = head.status
            url = head.url ?? url
            stats.loading.first = performance.now()
            if (status >= FIRST_ERROR) fail(`http status ${status}`)
          },
          data: (chunk) => {
            chunks.push(chunk)
            stats.loaded += chunk.length
          },
          end: () => {
            this.#stop()
            stats.loading.end = performance.now()
            stats.total = stats.loaded
            const bytes = joined(chunks)
            const isBytes = context.responseType === 'arraybuffer'
            const data = isBytes ? bytes.buffer : new TextDecoder().decode(bytes)
            callbacks.onSuccess({ url, data, code: status }, stats, context, null)
          },
          fail: (cause) => {
            status = 0
            fail(cause.message)
          },
        },
      )
    }

    #stop(): void {
      clearTimeout(this.#timer)
      this.#exchange?.cancel()
      this.#exchange = undefined
    }

    abort(): void {
      const isRunning = this.#exchange !== undefined
      this.#stop()
      if (!isRunning || this.context === null) return
      this.stats.aborted = true
      this.#callbacks?.onAbort?.(this.stats, this.context, null)
    }

    destroy(): void {
      this.#stop()
      this.#callbacks = undefined
    }
  }
