import { open, rm } from 'node:fs/promises'
import type { FileWriter } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { toFileError } from './file-error.js'

/**
 * A scratch file that grows.
 * @param track Hears of the work, which may end after whoever asked for it has gone.
 */
export const createNodeWriter = (
  path: string,
  track: <T>(work: Promise<T>) => Promise<T>,
): FileWriter => {
  let size = 0
  let isOver = false
  const opened = open(path, 'wx', 0o600)
  /** Writes one after the other; the first failure is everybody's. */
  let last: Promise<unknown> = opened
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work).catch((error: unknown) => {
      throw toFileError(error)
    })
    last = done
    // Whoever waits for it hears of its failure.
    done.catch(() => undefined)
    return track(done)
  }
  return {
    write: (bytes) => {
      if (isOver) return Promise.reject(new FileError('io'))
      const own = bytes.slice()
      return next(async () => {
        await (await opened).appendFile(own)
        size += own.length
      })
    },
    end: (head) => {
      isOver = true
      return next(async () => {
        const file = await opened
        if (head !== undefined) await file.write(head, 0, head.length, 0)
        await file.close()
        return { path, size }
      })
    },
    discard: () => {
      isOver = true
      const remove = async () => {
        // Closed already, or never opened: either way it is only to go.
        await (await opened).close().catch(() => undefined)
        await rm(path, { force: true })
      }
      void track(last.then(remove, remove).catch(() => undefined))
    },
  }
}
