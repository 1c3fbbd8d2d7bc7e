import type { EncodedEnd, Encoder } from '../../ports/encoder.js'
import { createEncoders } from '../shared/encoders/encoders.js'
import type { EncoderReply, EncoderRequest } from './encoder-messages.js'

/** As much of a worker's scope as is used here; the types of a page do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<EncoderRequest>) => void) | null
  postMessage(reply: EncoderReply, transfer: readonly ArrayBuffer[]): void
}
const scope = globalThis as unknown as WorkerScope

let encoder: Encoder | undefined

const answer = async (request: EncoderRequest): Promise<EncodedEnd> => {
  if ('open' in request) {
    encoder = await createEncoders().open(request.open, (bytes) =>
      scope.postMessage({ bytes }, [bytes.buffer]),
    )
    return {}
  }
  if (encoder === undefined) throw new Error('the encoder is not open')
  if ('finish' in request) return encoder.finish()
  await encoder.encode(request.encode)
  return {}
}

scope.onmessage = ({ data }) => {
  answer(data).then(
    (end) => scope.postMessage({ id: data.id, end }, []),
    (error: unknown) => scope.postMessage({ id: data.id, problem: String(error) }, []),
  )
}
