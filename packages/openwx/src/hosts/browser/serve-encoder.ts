import type { EncodedEnd, Encoder } from '../../ports/encoder.js'
import type { LoadCodec } from '../shared/encoders/codec.js'
import { inOrder } from '../shared/encoders/in-order.js'
import type { EncoderReply, EncoderRequest, Outcome } from './encoder-messages.js'

/** As much of a worker's scope as is used here; the types of a page do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<EncoderRequest>) => void) | null
  postMessage(reply: EncoderReply, transfer: readonly ArrayBuffer[]): void
}

/** Makes this worker the encoder of one file. */
export const serveEncoder = (load: LoadCodec): void => {
  const scope = globalThis as unknown as WorkerScope
  let encoder: Encoder | undefined
  /** What the codec has made since the last answer. */
  let chunks: Uint8Array<ArrayBuffer>[] = []

  const answer = async (request: EncoderRequest): Promise<EncodedEnd> => {
    if ('open' in request) {
      encoder = inOrder(await load(request.open, (chunk) => chunks.push(chunk)))
      return {}
    }
    if (encoder === undefined) throw new Error('the encoder is not open')
    if ('finish' in request) return encoder.finish()
    await encoder.encode(request.encode)
    return {}
  }
  const reply = (id: number, outcome: Outcome) => {
    const made = chunks
    chunks = []
    scope.postMessage(
      { id, chunks: made, outcome },
      made.map(({ buffer }) => buffer),
    )
  }
  const problemOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

  scope.onmessage = ({ data }) => {
    answer(data).then(
      (end) => reply(data.id, { end }),
      (error: unknown) => reply(data.id, { problem: problemOf(error) }),
    )
  }
  // What the page's rules forbid is told here at once, and to the code that asked for it perhaps never.
  addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
    scope.postMessage({ broken: `the page's rules forbid it: ${violatedDirective}` }, [])
  })
}
