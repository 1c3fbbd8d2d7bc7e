import { FileError } from '../../../ports/files.js'
import type { WriteAnswer, WriteQuestion } from './content-worker.js'
import type { Contents } from './contents.js'

/** In the root of the page's private file system. */
const FOLDER = 'openwx-files'

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError'

export interface FolderContents extends Contents {
  /** Gets ready to write. @throws FileError `io` where that is not possible */
  start(): Promise<void>
}

/** A worker that writes. */
interface Writer {
  write(question: WriteQuestion): Promise<void>
  close(): void
}

/** @throws FileError `io` where the worker's script does not load, or may not. */
const startWriter = async (): Promise<Writer> => {
  const waiting = new Map<string, (answer: WriteAnswer) => void>()
  // In this form bundlers see that there is a script to keep.
  const worker = new Worker(new URL('./content-worker.js', import.meta.url), { type: 'module' })
  const close = () => {
    worker.terminate()
    for (const [id, answer] of waiting) answer({ id, problem: 'io', detail: 'the worker ended' })
    waiting.clear()
  }
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve()
    worker.onerror = (event) => {
      event.preventDefault()
      worker.terminate()
      reject(new FileError('io'))
    }
  })
  worker.onmessage = ({ data }: MessageEvent<WriteAnswer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  worker.onerror = close
  return {
    write: async (question) => {
      const { problem, detail } = await new Promise<WriteAnswer>((resolve) => {
        waiting.set(question.id, resolve)
        worker.postMessage(question)
      })
      if (problem !== undefined) throw new FileError(problem, { cause: new Error(detail) })
    },
    close,
  }
}

/**
 * Contents as files of the page's private file system, written by a worker.
 * @throws whatever the browser throws where it has no such file system
 */
export const createFolderContents = async (): Promise<FolderContents> => {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  let starting: Promise<Writer> | undefined
  let isClosed = false
  const start = (): Promise<Writer> => (starting ??= startWriter())

  const open = async (id: string): Promise<Blob | undefined> => {
    try {
      return await (await folder.getFileHandle(id)).getFile()
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  const remove = async (id: string) => {
    try {
      await folder.removeEntry(id)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  return {
    start: async () => {
      await start()
    },
    write: async (name, blob) => {
      const writer = await start()
      if (isClosed) throw new FileError('io')
      await writer.write({ folder: FOLDER, id: name, blob })
      return name
    },
    open: (ids) => Promise.all(ids.map(open)),
    remove: async (ids) => {
      await Promise.all(ids.map(remove))
    },
    list: async () => {
      const ids: string[] = []
      for await (const id of folder.keys()) ids.push(id)
      return ids
    },
    close: () => {
      isClosed = true
      starting?.then(
        (writer) => writer.close(),
        () => undefined,
      )
    },
  }
}
