import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { NetError } from '../../ports/net-error.js'

/** Encodings that {@link createDecoder} undoes, for Accept-Encoding. */
export const ACCEPT_ENCODING = 'gzip, deflate, br'

/** Where decoded bytes go, and how the source of encoded ones is slowed. */
export interface DecoderSink {
  data(chunk: Buffer): void
  end(): void
  fail(error: Error): void
  pauseSource(): void
  resumeSource(): void
}

export interface Decoder {
  write(chunk: Buffer): void
  end(): void
  destroy(): void
  pause(): void
  resume(): void
}

/** Whether a body in this Content-Encoding needs a {@link createDecoder}. */
export const isEncoded = (encoding: string | undefined): encoding is string =>
  encoding !== undefined && /^(?:x-)?(?:gzip|deflate|br)$/i.test(encoding.trim())

const transformFor = (encoding: string, firstByte: number): Transform => {
  if (/br$/i.test(encoding)) return createBrotliDecompress()
  if (/gzip$/i.test(encoding)) return createGunzip()
  // "deflate" means zlib, but servers send the raw kind too; only zlib starts with method 8.
  return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()
}

/** Undoes one Content-Encoding with back-pressure both ways. An empty body is an empty body. */
export const createDecoder = (encoding: string, sink: DecoderSink): Decoder => {
  let transform: Transform | undefined
  let paused = false

  const open = (firstByte: number): Transform => {
    const opened = transformFor(encoding.trim(), firstByte)
    opened.on('data', (chunk: Buffer) => sink.data(chunk))
    opened.on('end', () => sink.end())
    opened.on('drain', () => sink.resumeSource())
    opened.on('error', (cause) => sink.fail(new NetError('CONTENT_DECODING_FAILED', { cause })))
    if (paused) opened.pause()
    return opened
  }
  return {
    write: (chunk) => {
      if (chunk.length === 0) return
      transform ??= open(chunk[0] ?? 0)
      if (!transform.write(chunk)) sink.pauseSource()
    },
    end: () => {
      if (transform === undefined) sink.end()
      else transform.end()
    },
    destroy: () => {
      transform?.removeAllListeners()
      // A late error of a destroyed stream is nobody's news.
      transform?.on('error', () => undefined)
      transform?.destroy()
    },
    pause: () => {
      paused = true
      transform?.pause()
    },
    resume: () => {
      paused = false
      transform?.resume()
    },
  }
}
