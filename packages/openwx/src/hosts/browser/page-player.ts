import type { FilesPort } from '../../ports/files.js'
import type { HttpPort } from '../../ports/http.js'
import type { PlayerPort, PlayerSource } from '../../ports/player.js'
import { PlayerError } from '../../ports/player.js'
import { fetchSound } from '../shared/player/fetch-sound.js'
import type { ElementSource } from './element-player.js'
import { createElementPlayer } from './element-player.js'

/** What the page's loudspeaker needs of its host. */
export interface PagePlayerParts {
  readonly files: Pick<FilesPort, 'url' | 'discard'>
  readonly http: HttpPort
}

/** `navigator.audioSession`, which few browsers have. */
interface AudioSession {
  type: 'auto' | 'playback' | 'ambient'
}

/** Sound by the page's `<audio>` elements, none of which is in its document. */
export const createPagePlayer = (parts: PagePlayerParts): PlayerPort => ({
  open: async (source, sink, signal) => {
    const url = 'url' in source ? source.url : await parts.files.url(source.place)
    if (url === undefined) throw new PlayerError('not-found')
    const stream =
      'url' in source && source.isHls === true
        ? (await import('./hls-source.js')).createHlsSource(url, parts.http)
        : undefined
    const played =
      stream ?? plainSource(url, (element) => problemOf(element, source, url, parts, signal))
    signal.throwIfAborted()
    return createElementPlayer(new Audio(), played, sink, signal)
  },
  configure: ({ mixes, obeysMuteSwitch }) => {
    const { audioSession } = navigator as Navigator & { audioSession?: AudioSession }
    // What mixes and is not muted has no type of its own.
    if (audioSession)
      audioSession.type = obeysMuteSwitch ? (mixes ? 'ambient' : 'auto') : 'playback'
    return Promise.resolve()
  },
})

const plainSource = (
  url: string,
  explain: (element: HTMLAudioElement) => Promise<PlayerError>,
): ElementSource => ({
  attach: (audio) => {
    audio.src = url
    return () => undefined
  },
  explain,
})

/**
 * Why an element gave up. It says the same of a missing file and of a broken one, so that is looked up.
 */
const problemOf = async (
  { error }: HTMLAudioElement,
  source: PlayerSource,
  url: string,
  { http, files }: PagePlayerParts,
  signal: AbortSignal,
): Promise<PlayerError> => {
  const cause = error ?? undefined
  // Of a file, that only says that it ended early.
  if ('url' in source && error?.code === MediaError.MEDIA_ERR_NETWORK) {
    return new PlayerError('network', { cause })
  }
  const isRemote = /^https?:/i.test(url) && 'url' in source
  try {
    if (isRemote) await fetchSound(http, url, 'head', signal)
    else if (!(await fetch(url, { signal })).ok) return new PlayerError('not-found', { cause })
  } catch (problem) {
    if (problem instanceof PlayerError && problem.problem === 'not-found') return problem
    // A server may answer, and not let pages of other origins read what.
    if (!(await answers(url, signal))) return new PlayerError('network', { cause: problem })
    return formatProblem(error)
  }
  // A browser that has nothing to say of the content may have got a part of it only.
  if (isRemote && error?.message === '') {
    try {
      const file = await fetchSound(http, url, 'file', signal)
      if (file !== undefined) files.discard(file)
    } catch (problem) {
      return new PlayerError('network', { cause: problem })
    }
  }
  return formatProblem(error)
}

const formatProblem = (error: MediaError | null): PlayerError =>
  new PlayerError('format', {
    ...(error && { cause: error }),
    ...(error?.message && { detail: error.message }),
  })

/** Whether anybody is there, without a look at what he says. */
const answers = async (url: string, signal: AbortSignal): Promise<boolean> => {
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', signal })
    return true
  } catch {
    return false
  }
}
