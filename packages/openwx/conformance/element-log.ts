import type {
  AudioElement,
  AudioElementError,
  AudioElementProgress,
} from '../src/api/media-element/create-audio-element.js'
import { createAudioElement } from '../src/api/media-element/create-audio-element.js'
import { createMediaElements } from '../src/api/media-element/media-elements.js'
import type { Wx } from '../src/create-wx.js'
import { composeWx } from '../src/wx.js'
import type { Bench } from './bench.js'

/** An `<audio>` in a page, with everything that it has told so far. */
export interface ElementLog {
  readonly audio: AudioElement
  /** Names of events in order, of errors with their text: `play`, `error 4`. Progress is left out. */
  readonly events: readonly string[]
  readonly progress: readonly AudioElementProgress[]
  /** Resolves with the first event that has not been read yet. */
  next(): Promise<string>
  /** Resolves with the next progress. */
  nextProgress(): Promise<AudioElementProgress>
  /** Takes it out of its page. */
  remove(): void
}

export interface Stage {
  readonly wx: Wx
  /** The current page. */
  readonly page: object
  /** @param owner The page or component whose template holds it. @default the current page */
  insert(id: string, src?: string, owner?: object): ElementLog
}

/** A framework as small as can be: one page, into which elements can be put. */
export const openStage = (
  { host, createWx, clock: { until } }: Bench,
  libVersion?: string,
): Stage => {
  const page = {}
  const mediaElements = createMediaElements({ currentOwner: () => page })
  const app = { mediaElements, ...(libVersion !== undefined && { libVersion }) }
  const framework = composeWx(host, {}, { createAudioElement })

  const insert = (id: string, src = '', owner: object = page): ElementLog => {
    const events: string[] = []
    const progress: AudioElementProgress[] = []
    const unread: string[] = []
    let wake = () => {}
    let wakeProgress: (progress: AudioElementProgress) => void = () => {}
    const tell = (event: string) => {
      events.push(event)
      unread.push(event)
      wake()
    }
    const audio = framework.createAudioElement({
      play: () => tell('play'),
      pause: () => tell('pause'),
      ended: () => tell('ended'),
      timeupdate: (detail) => {
        progress.push(detail)
        wakeProgress(detail)
      },
      error: ({ errMsg }: AudioElementError) => tell(`error ${errMsg}`),
    })
    if (src !== '') audio.src = src
    const takeOut = mediaElements.insert(owner, { tag: 'audio', id, command: audio.command })
    return {
      audio,
      events,
      progress,
      next: async () => {
        if (unread.length === 0) await until(new Promise<void>((resolve) => (wake = resolve)))
        const event = unread.shift()
        if (event === undefined) throw new Error('nothing was told')
        return event
      },
      nextProgress: () =>
        until(new Promise<AudioElementProgress>((resolve) => (wakeProgress = resolve))),
      remove: () => {
        takeOut()
        audio.remove()
      },
    }
  }
  return { wx: createWx(app), page, insert }
}
