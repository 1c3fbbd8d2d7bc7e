import type { EncodedEnd, Encoder, EncoderPort, SoundFormat } from '../../ports/encoder.js'
import { UnsupportedError } from '../../ports/port-error.js'
import { inOrder } from '../shared/encoders/in-order.js'
import { createRawCodec } from '../shared/encoders/raw.js'
import { withinTime } from '../shared/within-time.js'
import type { EncoderReply, EncoderRequest } from './encoder-messages.js'

/** Far more than a slow phone needs for what is asked at a time; an encoder that was killed says nothing. */
const ANSWER_MS = 20_000

type Ask = EncoderRequest extends infer R
  ? R extends { readonly id: number }
    ? Omit<R, 'id'>
    : never
  : never

/** Bundlers find a worker by exactly these words. */
const startWorker = (name: SoundFormat['name']): Worker =>
  name === 'mp3'
    ? new Worker(new URL('./mp3-worker.js', import.meta.url), { type: 'module' })
    : new Worker(new URL('./aac-worker.js', import.meta.url), { type: 'module' })

/** Encodes in a worker of its own, which ends with the file. */
const openWorker: EncoderPort['open'] = async (format, emit) => {
  const worker = startWorker(format.name)
  const waiting = new Map<number, { resolve(end: EncodedEnd): void; reject(error: Error): void }>()
  let lastId = 0
  let broken: Error | undefined

  const ask = (question: Ask, transfer: readonly ArrayBufferLike[] = []): Promise<EncodedEnd> => {
    if (broken) return Promise.reject(broken)
    const answer = new Promise<EncodedEnd>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...question }, [...transfer] as Transferable[])
    })
    return withinTime(answer, ANSWER_MS, `the ${format.name} encoder does not answer`)
  }
  const breakDown = (error: Error) => {
    broken ??= error
    worker.terminate()
    for (const { reject } of waiting.values()) reject(broken)
    waiting.clear()
  }
  worker.onmessage = ({ data }: MessageEvent<EncoderReply>) => {
    if ('broken' in data) {
      breakDown(new UnsupportedError(`the ${format.name} encoder cannot run: ${data.broken}`))
      return
    }
    const { id, chunks, outcome } = data
    const asker = waiting.get(id)
    waiting.delete(id)
    for (const chunk of chunks) emit(chunk)
    if ('problem' in outcome) asker?.reject(new Error(outcome.problem))
    else asker?.resolve(outcome.end)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    breakDown(
      new UnsupportedError(
        `the worker that encodes sound, ${format.name}-worker.js, ` +
          (event.message ? `failed: ${event.message}` : 'did not start'),
      ),
    )
  }

  try {
    await ask({ open: format })
  } catch (error) {
    worker.terminate()
    throw error
  }
  const encoder: Encoder = {
    encode: async (channels) => {
      await ask(
        { encode: channels },
        channels.map(({ buffer }) => buffer),
      )
    },
    finish: async () => {
      try {
        return await ask({ finish: true })
      } finally {
        worker.terminate()
      }
    },
    close: () => breakDown(new Error('the encoder has been closed')),
  }
  return encoder
}

/** Encoders off the main thread; samples as they are need none. */
export const pageEncoders: EncoderPort = {
  open: async (format, emit) =>
    format.name === 'mp3' || format.name === 'aac'
      ? openWorker(format, emit)
      : inOrder(createRawCodec(format, emit)),
}
