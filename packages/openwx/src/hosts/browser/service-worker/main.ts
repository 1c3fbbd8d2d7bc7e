/**
 * Answers `/wxfile/usr/a.png` and `/wxfile/store_1.png` with the files that programs keep in this browser,
 * and leaves every other request alone. Registered as `service-worker.js?appId=wx…`, whose files are meant;
 * an `appId` in the query of a request wins.
 */
import { parseFilePath } from '../../../codec/file-path.js'
import type { FilePlace } from '../../../ports/files.js'
import { DEFAULT_APP_ID } from '../../../ports/host.js'
import { createLookup } from '../store/lookup.js'
import { answerWith, notAllowed, notFound } from './answer.js'

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
/** What a service worker has and a page has not; one project compiles for both. */
const scope = globalThis as unknown as {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const PREFIX = '/wxfile/'

const find = createLookup()
const ownAppId = new URLSearchParams(scope.location.search).get('appId') ?? DEFAULT_APP_ID

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Undefined for what is no saved or user file. */
const placeOf = ({ pathname, searchParams }: URL): FilePlace | undefined => {
  const path = decode(pathname.slice(PREFIX.length))
  const owner = searchParams.get('appId') ?? ownAppId
  const place = path === undefined ? undefined : parseFilePath(`wxfile://${path}`, owner)
  return place !== undefined && 'owner' in place ? place : undefined
}

const answer = async (request: Request, url: URL): Promise<Response> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed()
  const place = placeOf(url)
  const file = place && (await find(place))
  return place && file ? answerWith(request, place.name, file) : notFound()
}

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (url.origin === scope.location.origin && url.pathname.startsWith(PREFIX)) {
    event.respondWith(answer(event.request, url))
  }
})
