import { clamp } from './dom.js'

/** The slowest and the fastest that a program may ask for. */
const [SLOWEST, FASTEST] = [0.5, 4]

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && !Number.isNaN(value)

/** What a browser refuses is no error of the video; the developer reads it in the console. */
const refused = (what: string) => (reason: unknown) => {
  console.warn(`<video>: ${what}: ${String(reason)}`)
}

type Direction = 'horizontal' | 'vertical'

/** Few browsers can turn the screen, and only what fills it; elsewhere it stays as it is. */
const turnScreen = (direction: Direction) => {
  const orientation = screen.orientation as Partial<ScreenOrientation> & {
    lock?(to: string): Promise<void>
  }
  orientation.lock?.(direction === 'horizontal' ? 'landscape' : 'portrait').catch(() => undefined)
}

export type VideoControl = {
  /** What `wx.createVideoContext` and the buttons send. */
  command(method: string, args: readonly unknown[]): void
  pause(): void
  /** @param url Undefined as long as it is not known: what is said from then on waits for it. */
  load(url: string | undefined, startsAtOnce: boolean): void
  /** How full screen it is; undefined while it is not. */
  direction(): Direction | undefined
}

/** Does what a program says to a video, also before there is one. */
export const controlVideo = (
  video: HTMLVideoElement,
  host: HTMLElement,
  parts: { mayPlay(): boolean; startTime(): number },
): VideoControl => {
  let hasSource = false
  let isWanted = false
  /** Seconds: where it goes once it knows its length. */
  let goTo: number | undefined
  let turned: Direction | undefined

  const play = () => {
    if (!parts.mayPlay()) return
    isWanted = true
    if (!hasSource) return
    video.play().catch((reason: unknown) => {
      // Whatever else keeps it from playing is an error of the video, or a later command.
      if (reason instanceof DOMException && reason.name === 'NotAllowedError') {
        refused('the browser lets a page play only after its user has touched it')(reason)
      }
    })
  }
  const pause = () => {
    isWanted = false
    video.pause()
  }
  const seek = (position: unknown) => {
    if (!isNumber(position)) return
    const seconds = Math.max(0, position)
    if (hasSource && video.readyState >= HTMLMediaElement.HAVE_METADATA) video.currentTime = seconds
    else goTo = seconds
  }
  const isFull = () => [host, video].some((element) => element === document.fullscreenElement)
  const naturally = (): Direction =>
    video.videoWidth > video.videoHeight ? 'horizontal' : 'vertical'

  video.addEventListener('loadedmetadata', () => {
    const position = goTo ?? parts.startTime()
    goTo = undefined
    if (position > 0) video.currentTime = position
  })

  const commands: Readonly<Record<string, (argument: unknown) => void>> = {
    play,
    pause,
    seek,
    stop: () => {
      pause()
      seek(0)
    },
    playbackRate: (rate) => {
      if (!isNumber(rate)) return
      // The default one outlives another source.
      video.defaultPlaybackRate = video.playbackRate = clamp(rate, SLOWEST, FASTEST)
    },
    requestFullScreen: (options) => {
      const { direction } = (options ?? {}) as { direction?: unknown }
      const wanted = isNumber(direction) ? (direction === 0 ? 'vertical' : 'horizontal') : undefined
      if (typeof host.requestFullscreen !== 'function') {
        refused('full screen')('this browser has none for parts of a page')
        return
      }
      turned = wanted ?? naturally()
      host
        .requestFullscreen()
        .then(() => turnScreen(turned ?? naturally()))
        .catch(refused('full screen'))
    },
    exitFullScreen: () => {
      if (isFull()) document.exitFullscreen().catch(refused('full screen'))
    },
  }

  return {
    command: (method, [argument]) => {
      if (Object.hasOwn(commands, method)) commands[method]?.(argument)
    },
    pause,
    load: (url, startsAtOnce) => {
      hasSource = url !== undefined
      if (url === undefined) {
        isWanted = false
        goTo = undefined
        // Without an address it lets its connection and its buffers go.
        video.removeAttribute('src')
        video.load()
        return
      }
      video.src = url
      if (isWanted || startsAtOnce) play()
    },
    direction: () => {
      if (isFull()) return turned ?? naturally()
      turned = undefined
      return undefined
    },
  }
}
