import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { toFileError } from './file-error.js'

/** Large enough that system calls do not count, small enough that nobody notices them in memory. */
const READ_BYTES = 512 * 1024

/** A file on disk, as it was when it was looked at. */
export interface NodeBlob extends HostBlob {
  readonly path: string
  /** {@link versionOf} the file; absent for one that nobody else knows of. */
  readonly version?: string
}

/** Differs for two files, and for one that was written in between. */
export const versionOf = ({ dev, ino, size, mtimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs].join(' ')

const checkVersion = async (handle: FileHandle, { version }: NodeBlob): Promise<void> => {
  if (version === undefined) return
  if (versionOf(await handle.stat({ bigint: true })) !== version) throw new FileError('changed')
}

/**
 * A blob's bytes, read as they are asked for. The descriptor is open only meanwhile, also when the reader
 * leaves early.
 * @throws FileError `not-found`, `permission`, `io`; `changed` before the last piece if the file is no
 * longer what it was, so that nobody takes a mixture for a file.
 */
export async function* readBlob(blob: NodeBlob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const handle = await open(blob.path, 'r').catch((error: unknown) => {
    throw toFileError(error)
  })
  let left = blob.size
  const readNext = () => {
    const piece = left > 0 ? readPiece(handle, Math.min(left, READ_BYTES)) : undefined
    // Whoever asks for it hears of its failure; one that nobody asks for is nobody's.
    piece?.catch(() => undefined)
    return piece
  }
  let next: ReturnType<typeof readNext>
  try {
    await checkVersion(handle, blob)
    next = readNext()
    while (next !== undefined) {
      const piece = await next
      left -= piece.length
      if (left === 0) await checkVersion(handle, blob)
      // Read ahead: the disk works while the piece is on its way.
      next = readNext()
      yield piece
    }
  } catch (error) {
    throw toFileError(error)
  } finally {
    await next?.catch(() => undefined)
    await handle.close()
  }
}

const readPiece = async (handle: FileHandle, bytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(bytes), 0, bytes)
  if (bytesRead === 0) throw new FileError('changed')
  return buffer.subarray(0, bytesRead)
}

/**
 * Some of a blob's bytes. The same errors.
 * @param end Not read any more.
 */
export const readPart = async (
  blob: NodeBlob,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    const handle = await open(blob.path, 'r')
    try {
      await checkVersion(handle, blob)
      const bytes = new Uint8Array(Math.max(0, end - start))
      let done = 0
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done)
        if (bytesRead === 0) throw new FileError('changed')
        done += bytesRead
      }
      await checkVersion(handle, blob)
      return bytes
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toFileError(error)
  }
}
