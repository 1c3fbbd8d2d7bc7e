import type { HttpBodyPart } from '../../ports/http.js'
import { isHostBlob } from '../../ports/http.js'
import type { NodeBlob } from './blob.js'
import { readBlob } from './blob.js'

const toBytes = (part: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  typeof part === 'string' ? new TextEncoder().encode(part) : part

export const bodySize = (parts: readonly HttpBodyPart[]): number =>
  parts.reduce((sum, part) => sum + (isHostBlob(part) ? part.size : toBytes(part).length), 0)

/**
 * A body in parts, piece by piece. A piece counts as sent when the connection takes it, which it does
 * once there is room for it: when the last small one is taken, all the others have gone.
 */
export async function* bodyPieces(
  parts: readonly HttpBodyPart[],
  onSent: (sentBytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let sentBytes = 0
  const count = (piece: Uint8Array<ArrayBuffer>) => {
    sentBytes += piece.length
    onSent(sentBytes)
    return piece
  }
  for (const part of parts) {
    if (!isHostBlob(part)) yield count(toBytes(part))
    else for await (const piece of readBlob(part as NodeBlob)) yield count(piece)
  }
}
