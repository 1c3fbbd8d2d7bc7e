import type { EncodedEnd, Encoder } from '../../ports/encoder.js'
import type { LoadCodec } from '../shared/encoders/codec.js'
import { inOrder } from '../shared/encoders/in-order.js'
import type { EncoderReply, EncoderRequest } from './encoder-messages.js'

/** As much of a worker's scope as is used here; the types of a page do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<EncoderRequest>) => void) | null
  postMessage(reply: EncoderReply, transfer: readonly ArrayBuffer[]): void
}

/** Makes this worker the encoder of one file. */
export const serveEncoder = (load: LoadCodec): void => {
  const scope = globalThis as unknown as WorkerScope
  let encoder: Encoder | undefined

  const answer = async (request: EncoderRequest): Promise<EncodedEnd> => {
    if ('open' in request) {
      const emit = (bytes: Uint8Array<ArrayBuffer>) => scope.postMessage({ bytes }, [bytes.buffer])
      encoder = inOrder(await load(request.open, emit))
      return {}
    }
    if (encoder === undefined) throw new Error('the encoder is not open')
    if ('finish' in request) return encoder.finish()
    await encoder.encode(request.encode)
    return {}
  }
  const problemOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

  scope.onmessage = ({ data }) => {
    answer(data).then(
      (end) => scope.postMessage({ id: data.id, end }, []),
      (error: unknown) => scope.postMessage({ id: data.id, problem: problemOf(error) }, []),
    )
  }
  // What the page's rules forbid is told here at once, and to the code that asked for it perhaps never.
  addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
    scope.postMessage({ broken: `the page's rules forbid it: ${violatedDirective}` }, [])
  })
}
