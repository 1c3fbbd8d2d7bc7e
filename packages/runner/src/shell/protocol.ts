import type { RunnerError } from '../runtime/errors.js'

/** What the frame around the program shows of the page on top. */
export type NavigationBar = {
  visible: boolean
  title: string
  background: string
  textStyle: 'black' | 'white'
  /** What the button on the left does; none on the first page. */
  leading: 'back' | 'home' | 'none'
  loading: boolean
}

export type TabBar = {
  color: string
  selectedColor: string
  background: string
  border: 'black' | 'white'
  selected: number
  items: readonly {
    text: string
    icon: string | undefined
    selectedIcon: string | undefined
    badge?: string
    dot?: boolean
  }[]
}

export type Toast = {
  title: string
  icon: 'success' | 'error' | 'loading' | 'none'
  /** URL of a picture in place of the icon. */
  image?: string
  /** Whether taps below are swallowed. */
  mask: boolean
  /** Milliseconds; a loading indicator has none and stays. */
  duration?: number
}

export type Modal = {
  title: string
  content: string
  showCancel: boolean
  cancelText: string
  cancelColor: string
  confirmText: string
  confirmColor: string
  editable: boolean
  placeholderText: string
}

export type ModalAnswer = { confirm: boolean; cancel: boolean; content: string | null }

/** What plays in the background of the program. */
export type NowPlaying = {
  title: string
  artist: string
  /** URL of a picture. */
  artwork: string | undefined
  paused: boolean
  /** Seconds, at the moment `since`. */
  position: number
  /** Seconds; 0 for what has no end, or is not known yet. */
  duration: number
  /** Seconds of the track that pass in one. */
  rate: number
  /** Milliseconds, by `Date.now()`. */
  since: number
}

/** A key of the bar, as the host of the program knows it. */
export type MediaKey =
  | { readonly name: 'play' | 'pause' | 'stop' | 'previous' | 'next' }
  | { readonly name: 'seek'; readonly position: number }

export type ActionSheet = { title: string; items: readonly string[]; itemColor: string }

export type Metrics = {
  screenWidth: number
  screenHeight: number
  statusBarHeight: number
  navigationBarHeight: number
  /** Of the capsule at the top right, in screen coordinates. */
  menuButton: { left: number; top: number; width: number; height: number }
  safeAreaBottom: number
}

/** What the program's frame offers to the page around it. */
export type ProgramFace = {
  back(): void
  home(): void
  switchTab(index: number): void
  /** The user presses a key of what plays. */
  press(key: MediaKey): void
  /** Shows what the user has allowed and refused. */
  settings(): void
  /** Opens a route as if it had been typed into the address bar. */
  open(url: string): void
  /** What the surrounding page shows as `globalThis.openwx`. */
  readonly openwx: unknown
}

/** What the page around the program offers to it. The program runs in an iframe of the page's size. */
export type Shell = {
  /** What the program is called. */
  readonly name: string
  /** Everything inside of the phone's bezel; what is shown there covers program and bars. */
  readonly screen: HTMLElement
  connect(program: ProgramFace): void
  setNavigationBar(bar: NavigationBar): void
  setTabBar(bar: TabBar | undefined): void
  setNowPlaying(track: NowPlaying | undefined): void
  showToast(toast: Toast): void
  hideToast(kind: 'toast' | 'loading'): void
  showModal(modal: Modal): Promise<ModalAnswer>
  /** Index of the chosen item; `undefined` when cancelled. */
  showActionSheet(sheet: ActionSheet): Promise<number | undefined>
  /** Keeps the address bar in step. */
  setRoute(url: string): void
  showErrors(errors: readonly RunnerError[]): void
  metrics(): Metrics
}

declare global {
  interface Window {
    openwxShell?: Shell
  }
}
