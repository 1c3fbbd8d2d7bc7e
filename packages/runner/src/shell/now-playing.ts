import { icon, make, makeButton } from './dom.js'
import type { MediaKey, NowPlaying } from './protocol.js'
import { words } from './words.js'

export type NowPlayingView = {
  readonly element: HTMLElement
  show(track: NowPlaying | undefined): void
}

/** Often enough for a line that is as wide as a phone. */
const STEP_MS = 250
const MINUTE_S = 60

const timeText = (seconds: number): string => {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / MINUTE_S)}:${String(whole % MINUTE_S).padStart(2, '0')}`
}

/** Where a track is now, in seconds: between two changes nobody tells. */
const positionOf = ({ position, duration, rate, paused, since }: NowPlaying): number =>
  Math.min(duration, paused ? position : position + ((Date.now() - since) / 1000) * rate)

/** The bar of what plays on while its user looks at something else. It takes room of its own and covers nothing. */
export const createNowPlaying = (
  programName: string,
  press: (key: MediaKey) => void,
): NowPlayingView => {
  const say = words()
  let track: NowPlaying | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  /** The user moves the handle, which then does not move by itself. */
  let isHeld = false

  const line = make('input', {
    class: 'now-playing-line',
    type: 'range',
    min: '0',
    step: 'any',
    'aria-label': say.position,
  }) as HTMLInputElement
  const cover = make('img', { class: 'now-playing-cover', alt: '' }) as HTMLImageElement
  const note = icon(
    'note',
    'M9 18V5.500L20 3.500V16',
    'M6.500 20.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM17.500 18.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  )
  const title = make('div', { class: 'now-playing-title' })
  const artist = make('div', { class: 'now-playing-artist' })
  const key = (name: 'previous' | 'next' | 'stop', ...paths: string[]) =>
    makeButton(
      { class: `now-playing-key ${name}`, 'aria-label': say[name] },
      () => press({ name }),
      icon(name, ...paths),
    )
  const toggle = makeButton({ class: 'now-playing-key toggle' }, () => {
    if (track) press({ name: track.paused ? 'play' : 'pause' })
  })
  const element = make(
    'section',
    { class: 'now-playing', 'aria-label': say.nowPlaying },
    line,
    make('div', { class: 'now-playing-picture' }, note, cover),
    make('div', { class: 'now-playing-texts' }, title, artist),
    key('previous', 'M7 5v14', 'M19 5.500v13L9 12z'),
    toggle,
    key('next', 'M17 5v14', 'M5 5.500v13L15 12z'),
    key('stop', 'M6.500 6.500l11 11M17.500 6.500l-11 11'),
  )
  element.hidden = true

  const drawLine = (position: number, duration: number) => {
    const share = duration > 0 ? position / duration : 0
    line.style.setProperty('--share', `${share * 100}%`)
    line.setAttribute('aria-valuetext', say.played(timeText(position), timeText(duration)))
  }
  const move = () => {
    if (!track || isHeld) return
    const position = positionOf(track)
    line.value = String(position)
    drawLine(position, track.duration)
  }
  line.addEventListener('input', () => {
    isHeld = true
    drawLine(line.valueAsNumber, track?.duration ?? 0)
  })
  line.addEventListener('change', () => {
    isHeld = false
    press({ name: 'seek', position: line.valueAsNumber })
  })
  cover.addEventListener('load', () => void (cover.hidden = false))

  /** Not before it is there: without it there is the note. */
  const showCover = (artwork: string | undefined) => {
    if (artwork === (cover.getAttribute('src') ?? undefined)) return
    cover.hidden = true
    if (artwork === undefined) cover.removeAttribute('src')
    else cover.src = artwork
  }
  const showToggle = (paused: boolean) => {
    toggle.setAttribute('aria-label', paused ? say.play : say.pause)
    toggle.replaceChildren(
      paused ? icon('play', 'M7 4.500v15L20 12z') : icon('pause', 'M8 5.500v13M16 5.500v13'),
    )
  }

  return {
    element,
    show(next) {
      const before = track
      track = next
      clearInterval(timer)
      element.hidden = next === undefined
      if (next === undefined) {
        isHeld = false
        return
      }
      title.textContent = next.title === '' ? programName : next.title
      artist.textContent = next.artist
      showCover(next.artwork)
      if (next.paused !== before?.paused) showToggle(next.paused)
      // What is live, or not known yet, has no place to go to.
      line.disabled = next.duration === 0
      line.max = String(next.duration)
      move()
      if (!next.paused && next.duration > 0) timer = setInterval(move, STEP_MS)
    },
  }
}
