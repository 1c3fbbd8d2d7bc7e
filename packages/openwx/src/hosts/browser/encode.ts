import type { FilesPort, HostBlob } from '../../ports/files.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { EncodeRequest } from '../../ports/pictures.js'
import { PictureError } from '../../ports/pictures.js'
import { checkEncodable } from '../shared/encodable.js'
import type { EncodeJob, EncodeReply } from './encode-worker.js'

/** What every browser reads that has the rest of what is needed here; AVIF since 2022. */
const DECODABLE = ['jpeg', 'png', 'gif', 'webp', 'avif', 'bmp'] as const

export interface PageEncoder {
  encode(blob: HostBlob, request: EncodeRequest): Promise<HostBlob>
  /** Gives up what runs and what waits. */
  close(): void
}

/**
 * Encodes pictures in a worker: one at a time, so that many need the memory of one, and the worker ends with
 * the last of them, since only that surely frees what decoding took.
 */
export const createPageEncoder = (files: FilesPort): PageEncoder => {
  let worker: Worker | undefined
  let jobs = 0
  let last: Promise<unknown> = Promise.resolve()
  let giveUp: ((error: Error) => void) | undefined
  let closed = false

  const run = (job: EncodeJob): Promise<Blob> =>
    new Promise<Blob>((resolve, reject) => {
      if (closed) throw new UnsupportedError('the host has been disposed of')
      giveUp = reject
      worker ??= new Worker(new URL('./encode-worker.js', import.meta.url), { type: 'module' })
      worker.onmessage = ({ data }: MessageEvent<EncodeReply>) => {
        if ('blob' in data) resolve(data.blob)
        else if (data.problem === 'unsupported') reject(new UnsupportedError(data.text))
        else reject(new PictureError('unreadable', { cause: new Error(data.text) }))
      }
      worker.onerror = (event) => {
        event.preventDefault()
        end()
        reject(
          new UnsupportedError('the worker that encodes pictures, encode-worker.js, did not start'),
        )
      }
      worker.postMessage(job)
    })

  const end = () => {
    worker?.terminate()
    worker = undefined
  }

  /** Runs when all that came before have ended. */
  const inTurn = async (job: EncodeJob): Promise<Blob> => {
    jobs += 1
    const turn = last.then(() => run(job))
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      jobs -= 1
      if (jobs === 0) end()
    }
  }

  return {
    encode: async (blob, request) => {
      const size = await checkEncodable(files, blob, request, DECODABLE)
      const { type, quality } = request
      return inTurn({ blob: blob as Blob, size, type, quality })
    },
    close: () => {
      closed = true
      end()
      giveUp?.(new UnsupportedError('the host has been disposed of'))
    },
  }
}
