import type { ErrorData, HlsConfig } from 'hls.js'
import Hls from 'hls.js'
import type { HttpPort } from '../../ports/http.js'
import { PlayerError } from '../../ports/player.js'
import { bufferedFrom, type ElementSource } from './element-player.js'
import { createHlsLoader } from './hls-loader.js'

const { ErrorTypes, ErrorDetails, Events } = Hls

/** Whether it was the playlist itself that failed, before there was anything to hear. */
const isManifest = ({ details }: ErrorData): boolean =>
  details === ErrorDetails.MANIFEST_LOAD_ERROR ||
  details === ErrorDetails.MANIFEST_LOAD_TIMEOUT ||
  details === ErrorDetails.LEVEL_LOAD_ERROR

const problemOf = (data: ErrorData): PlayerError => {
  const options = { cause: data.error, detail: data.details }
  if (data.type !== ErrorTypes.NETWORK_ERROR) return new PlayerError('format', options)
  if (
    data.details === ErrorDetails.MANIFEST_PARSING_ERROR ||
    data.details === ErrorDetails.LEVEL_EMPTY_ERROR
  ) {
    return new PlayerError('format', options)
  }
  const status = data.response?.code ?? 0
  return new PlayerError(isManifest(data) && status >= 400 ? 'not-found' : 'network', options)
}

/** A stream as hls.js plays it; also where a browser has a player of its own, so that all behave the same. */
export const createHlsSource = (url: string, http: HttpPort): ElementSource | undefined =>
  // Phones without media source extensions have a player of their own.
  Hls.isSupported() ? hlsSource(url, http) : undefined

/** How often a piece is asked for again: the delay doubles from a second on. */
const MAX_RETRIES = 3
const { fragLoadPolicy } = Hls.DefaultConfig
const config: Partial<HlsConfig> = {
  liveDurationInfinity: true,
  fragLoadPolicy: {
    default: {
      ...fragLoadPolicy.default,
      errorRetry: fragLoadPolicy.default.errorRetry && {
        ...fragLoadPolicy.default.errorRetry,
        maxNumRetry: MAX_RETRIES,
      },
    },
  },
}

/** Whether it is a piece that is missing, and what came before it is still to be heard. */
const isYetToCome = ({ frag }: ErrorData, audio: HTMLAudioElement): boolean =>
  frag !== undefined && bufferedFrom(audio) > audio.currentTime + ALMOST_S

/** An element waits a little before the end of what it has. */
const ALMOST_S = 0.1

const hlsSource = (url: string, http: HttpPort): ElementSource => ({
  attach: (audio, fail) => {
    const hls = new Hls({ ...config, loader: createHlsLoader(http) })
    const listening = new AbortController()
    let isRecovered = false
    hls.on(Events.ERROR, (_, data) => {
      if (!data.fatal) return
      if (data.type === ErrorTypes.MEDIA_ERROR && !isRecovered) {
        isRecovered = true
        hls.recoverMediaError()
      } else if (isYetToCome(data, audio)) {
        audio.addEventListener('waiting', () => fail(problemOf(data)), {
          signal: listening.signal,
        })
      } else fail(problemOf(data))
    })
    hls.loadSource(url)
    hls.attachMedia(audio)
    return () => {
      listening.abort()
      hls.destroy()
    }
  },
})
