import type { WriteStream } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { NodeBlob } from './blob.js'
import { toFileError } from './file-error.js'

/** Bytes that may wait for the disk before their source has to. */
const BUFFER_BYTES = 1024 * 1024

/** Where a scratch file's bytes come from. */
export interface ScratchSource {
  pause(): void
  resume(): void
  /** The disk failed, with a `FileError`; nothing of the file is left. */
  fail(error: Error): void
}

/** A file that an exchange writes its body to, until somebody gives it a name or throws it away. */
export interface Scratch {
  write(chunk: Uint8Array): void
  /** Resolves when all of it is written; never when the disk fails or the scratch is discarded. */
  finish(): Promise<NodeBlob>
  /** Resolves when nothing of it is left. Harmless at any time, also twice. */
  discard(): Promise<void>
}

/** @param track Hears of the removal, which ends after whoever asked for it has gone. */
export const createScratch = (
  path: string,
  source: ScratchSource,
  track: (work: Promise<void>) => Promise<void>,
): Scratch => {
  let over = false
  let removed: Promise<void> | undefined
  const stream = createWriteStream(path, {
    flags: 'wx',
    mode: 0o600,
    highWaterMark: BUFFER_BYTES,
  })
  stream.on('drain', () => source.resume())
  stream.on('error', (error) => {
    const wasOver = over
    void discard().then(() => {
      if (!wasOver) source.fail(toFileError(error))
    })
  })
  const discard = (): Promise<void> => {
    over = true
    removed ??= track(remove(stream, path))
    return removed
  }
  return {
    write: (chunk) => {
      if (!over && !stream.write(chunk)) source.pause()
    },
    finish: () =>
      new Promise((resolve) => {
        stream.once('close', () => {
          if (!over) resolve({ path, size: stream.bytesWritten })
        })
        stream.end()
      }),
    discard,
  }
}

/** Once the descriptor is closed: a file that is still being opened would come back. */
const remove = async (stream: WriteStream, path: string): Promise<void> => {
  if (!stream.closed) {
    const closed = new Promise<void>((resolve) => stream.once('close', resolve))
    stream.destroy()
    await closed
  }
  await rm(path, { force: true })
}
