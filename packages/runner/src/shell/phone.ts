import type { Metrics } from './protocol.js'
import { icon, make } from './dom.js'

const SCREEN = { width: 390, height: 844 }
const BEZEL_PX = 13
const MARGIN_PX = 28
/** Below this width the window itself is the phone. */
const NARROW = '(max-width: 599px)'
const STATUS_BAR_PX = 47
const NAVIGATION_BAR_PX = 44
const CAPSULE = { width: 87, height: 32, right: 10 }
const HOME_INDICATOR_PX = 34
const CLOCK_INTERVAL_MS = 10_000

export type Phone = {
  /** Goes into the body. */
  readonly element: HTMLElement
  /** Everything inside of the bezel; dialogs cover it. */
  readonly screen: HTMLElement
  metrics(): Metrics
}

const timeNow = () =>
  new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })

const createStatusBar = (): HTMLElement => {
  const clock = make('time', { class: 'clock' }, timeNow())
  setInterval(() => {
    clock.textContent = timeNow()
  }, CLOCK_INTERVAL_MS)
  const signal = icon('signal', 'M2 16h3v4H2zM8 12.5h3V20H8zM14 8.5h3V20h-3zM20 4h3v16h-3z')
  const wifi = icon(
    'wifi',
    'M12 6c4 0 7.6 1.6 10.200 4.100l1.800-1.900C20.900 5.200 16.700 3.300 12 3.300S3.100 5.200 0 8.200l1.800 1.900C4.400 7.600 8 6 12 6z',
    'M12 12c2.300 0 4.400.900 6 2.300l1.900-1.900C17.800 10.500 15 9.300 12 9.300s-5.800 1.200-7.900 3.100L6 14.300C7.600 12.900 9.700 12 12 12z',
    'M12 15.300c-1.500 0-2.800.500-3.800 1.400L12 20.600l3.800-3.900c-1-.900-2.300-1.400-3.800-1.400z',
  )
  const battery = make('span', { class: 'battery' }, make('span'))
  return make(
    'div',
    { class: 'status-bar', 'aria-hidden': 'true' },
    clock,
    make('span', { class: 'island' }),
    make('span', { class: 'signs' }, signal, wifi, battery),
  )
}

/** A phone of fixed size, made smaller when the window is; in a narrow window only its screen. */
export const createPhone = (...inside: HTMLElement[]): Phone => {
  const screen = make('main', { class: 'screen' }, createStatusBar(), ...inside)
  screen.append(make('div', { class: 'home-indicator', 'aria-hidden': 'true' }))
  const body = make('div', { class: 'phone' }, screen)
  // As high as the real phone's own inset: scripts cannot ask for `env()`.
  const probe = make('div', { class: 'safe-area-probe', 'aria-hidden': 'true' })
  const element = make('div', { class: 'stage' }, body, probe)

  const narrow = window.matchMedia(NARROW)
  const fit = () => {
    const height = SCREEN.height + 2 * BEZEL_PX + MARGIN_PX
    const scale = narrow.matches ? 1 : Math.min(1, window.innerHeight / height)
    document.documentElement.style.setProperty('--phone-scale', String(scale))
  }
  window.addEventListener('resize', fit)
  fit()

  return {
    element,
    screen,
    metrics() {
      const isNarrow = narrow.matches
      const screenWidth = isNarrow ? window.innerWidth : SCREEN.width
      const statusBarHeight = isNarrow ? 0 : STATUS_BAR_PX
      return {
        screenWidth,
        screenHeight: isNarrow ? window.innerHeight : SCREEN.height,
        statusBarHeight,
        navigationBarHeight: NAVIGATION_BAR_PX,
        menuButton: {
          left: screenWidth - CAPSULE.right - CAPSULE.width,
          top: statusBarHeight + (NAVIGATION_BAR_PX - CAPSULE.height) / 2,
          width: CAPSULE.width,
          height: CAPSULE.height,
        },
        safeAreaBottom: isNarrow ? probe.clientHeight : HOME_INDICATOR_PX,
      }
    },
  }
}
