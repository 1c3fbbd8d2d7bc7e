import type { EncodedEnd, Encoder, EncoderPort } from '../../ports/encoder.js'
import { withinTime } from '../shared/within-time.js'
import type { EncoderReply, EncoderRequest } from './encoder-messages.js'

/** A page whose rules forbid what the worker loads may hear nothing at all. */
const OPEN_MS = 20_000

type Ask = EncoderRequest extends infer R
  ? R extends { readonly id: number }
    ? Omit<R, 'id'>
    : never
  : never

/** Encodes in a worker of its own, which ends with the file. */
const open: EncoderPort['open'] = async (format, emit) => {
  const worker = new Worker(new URL('./encoder-worker.js', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { resolve(end: EncodedEnd): void; reject(error: Error): void }>()
  let lastId = 0

  const ask = (question: Ask, transfer: readonly ArrayBufferLike[] = []): Promise<EncodedEnd> =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...question }, [...transfer] as Transferable[])
    })
  const failAll = (problem: string) => {
    for (const { reject } of waiting.values()) reject(new Error(problem))
    waiting.clear()
    worker.terminate()
  }
  worker.onmessage = ({ data }: MessageEvent<EncoderReply>) => {
    if ('bytes' in data) {
      emit(data.bytes)
      return
    }
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if ('problem' in data) asker?.reject(new Error(data.problem))
    else asker?.resolve(data.end)
  }
  worker.onerror = ({ message }) =>
    failAll(`the encoder could not be loaded${message ? `: ${message}` : ''}`)

  try {
    await withinTime(ask({ open: format }), OPEN_MS, 'the encoder did not answer')
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
      const end = await ask({ finish: true })
      worker.terminate()
      return end
    },
    close: () => worker.terminate(),
  }
  return encoder
}

/** Encoders off the main thread. */
export const pageEncoders: EncoderPort = { open }
