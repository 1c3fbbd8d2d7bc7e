import { Readable } from 'node:stream'

export interface ForwardOptions {
  readonly maxBytes: number
  onProgress(): void
  onTooLarge(): void
}

/**
 * The page's body on its way to the target, counted, with back-pressure. It is a stream of its own: a target
 * that answers early or hangs up destroys this one, and what the page still sends is read and thrown
 * away, so that the page's connection lives to carry the answer.
 */
export const forwardBody = (
  source: Readable,
  { maxBytes, onProgress, onTooLarge }: ForwardOptions,
): Readable => {
  const body = new Readable({
    read: () => void source.resume(),
    destroy: (error, callback) => {
      source.resume()
      callback(error)
    },
  })
  let bytes = 0
  source.on('data', (chunk: Uint8Array) => {
    if (body.destroyed) return
    bytes += chunk.length
    onProgress()
    if (bytes > maxBytes) onTooLarge()
    else if (!body.push(chunk)) source.pause()
  })
  source.on('end', () => void body.push(null))
  // Also a source that breaks off closes; its error says nothing more.
  source.on('error', () => undefined)
  source.on('close', () => {
    if (!source.readableEnded) body.destroy(new Error('the page broke its body off'))
  })
  body.on('error', () => undefined)
  // The first `read` starts it, not the listener.
  source.pause()
  return body
}
