import type { HttpHead, HttpTiming } from '../../ports/http.js'

/** What a port interprets of a response, whichever of the page's two ways it came by. */
export type ResponseHead = Pick<Response, 'status' | 'headers' | 'url' | 'type'>

/** What `fetch` takes, of which an XMLHttpRequest knows what is required here. The body is the request's. */
export interface PageInit extends Omit<RequestInit, 'body'> {
  readonly method: string
  readonly headers: [name: string, value: string][]
}

/** What to ask for, and what its response means; both sides may say no by throwing. */
export interface PagePlan {
  /** Called in a later task than the exchange's start. */
  prepare(): { url: string; init: PageInit }
  interpret(response: ResponseHead): { head: HttpHead; timing?: HttpTiming }
}
