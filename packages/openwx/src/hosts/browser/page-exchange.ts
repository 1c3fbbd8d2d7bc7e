import type { HttpHead, HttpRequest, HttpTiming } from '../../ports/http.js'
import { NetworkError } from '../../ports/http.js'
import { PortError } from '../../ports/port-error.js'

/** What a port interprets of a response, whichever of the page's two ways it came by. */
export type ResponseHead = Pick<Response, 'status' | 'headers' | 'url' | 'type'>

/** What `fetch` takes, of which an XMLHttpRequest knows what is required here. */
export interface PageInit extends Omit<RequestInit, 'body'> {
  readonly method: string
  readonly headers: [name: string, value: string][]
  readonly body?: Blob | string | Uint8Array<ArrayBuffer>
}

/** What to ask for, and what its response means; both sides may say no by throwing. */
export interface PagePlan {
  /** Called in a later task than the exchange's start. */
  prepare(): { url: string; init: PageInit }
  interpret(response: ResponseHead): { head: HttpHead; timing?: HttpTiming }
}

/** A body as a page sends it; one in parts is put together out of references, without reading files. */
export const pageBody = ({ body }: HttpRequest): Pick<PageInit, 'body'> => {
  if (body === undefined) return {}
  if (typeof body === 'string' || body instanceof Uint8Array) return { body }
  // In a page, the blobs of a host are the browser's.
  return { body: new Blob([...body] as BlobPart[]) }
}

/** What a browser threw says nothing that a program could use. */
export const toPortError = (error: unknown): Error =>
  error instanceof PortError ? error : new NetworkError(undefined, { cause: error })
