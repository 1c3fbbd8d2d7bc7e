import { FileError } from '../../../ports/port-error.js'
import type { WriteAnswer, WriteQuestion } from './content-worker.js'
import { FOLDER } from './folder.js'

/** A worker that writes into the folder. */
export interface Writer {
  /** Nothing of the file stays after a failure. @throws FileError `full`, `io` */
  write(id: string, blob: Blob): Promise<void>
  close(): void
}

/** @throws FileError `io` where the worker's script does not load, or may not. */
export const startWriter = async (): Promise<Writer> => {
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
    write: async (id, blob) => {
      const { problem, detail } = await new Promise<WriteAnswer>((resolve) => {
        waiting.set(id, resolve)
        worker.postMessage({ folder: FOLDER, id, blob } satisfies WriteQuestion)
      })
      if (problem !== undefined) throw new FileError(problem, { cause: new Error(detail) })
    },
    close,
  }
}
