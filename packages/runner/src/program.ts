/** A mini program as the compiler hands it to the runtime: plain data, no code of ours in it. */
export type Program = {
  appId: string
  version: string
  libVersion?: string
  urlCheck: boolean
  domains: Partial<Record<'request' | 'uploadFile' | 'downloadFile' | 'socket', readonly string[]>>
  app: AppJson
  /** Routes in the order of app.json, sub-packages after the main package; the first one is home. */
  pages: readonly string[]
  /** Pages and components by path, without extension. */
  units: Readonly<Record<string, Unit>>
  templates: Templates
  styles: Readonly<Record<string, string>>
  /** What the compiler complained about. */
  diagnostics: readonly Diagnostic[]
}

/** The parts of app.json that the runtime reads. */
export type AppJson = {
  entryPagePath?: string
  window: WindowConfig
  tabBar?: TabBarConfig
  networkTimeout?: Partial<
    Record<'request' | 'connectSocket' | 'uploadFile' | 'downloadFile', number>
  >
  requiredBackgroundModes?: readonly string[]
  darkmode: boolean
  /** Whether functions that collect something wait for the user's agreement. */
  usePrivacyCheck: boolean
  /** Values of `@name` in window and tabBar, by colour scheme. */
  theme: Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>>
}

/** `window` of app.json; a page's own json overrides it key by key. */
export type WindowConfig = {
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationBarTitleText?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export type TabBarConfig = {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white'
  position?: 'bottom' | 'top'
  custom?: boolean
  list: readonly TabBarItem[]
}

export type TabBarItem = {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

/** A page or a component: its json, made ready for the component framework. */
export type Unit = {
  isPage: boolean
  window: WindowConfig
  /** Absolute paths; a target that does not exist is left out. */
  usingComponents: Readonly<Record<string, string>>
  componentGenerics?: Readonly<Record<string, true | { default?: string }>>
  componentPlaceholder?: Readonly<Record<string, string>>
  styleIsolation: StyleIsolation
  /** Prefix of its classes when the unit has a style scope of its own. */
  styleScope?: string
  pureDataPattern?: string
  hasTemplate: boolean
  /** Path of its script, with extension. */
  script?: string
}

export type StyleIsolation =
  'isolated' | 'apply-shared' | 'shared' | 'page-isolated' | 'page-apply-shared' | 'page-shared'

/** Generated code by path, without extension. It is evaluated as sloppy script, one by one. */
export type Templates = {
  /** Declares the helpers that templates call. */
  helpers: string
  wxml: Readonly<Record<string, string>>
  wxs: Readonly<Record<string, string>>
}

export type Diagnostic = {
  level: 'error' | 'warning'
  message: string
  /** Relative to the mini program's root, with extension. */
  file: string
  /** Both count from 1. */
  line?: number
  column?: number
}

/** One JavaScript file of the program, wrapped as WeChat wraps it. */
export type ScriptModule = {
  /** Path from the program's root, with extension. */
  id: string
  /** By the text that the file passes to `require`; read when called, since files may form a ring. */
  deps: Readonly<Record<string, () => ScriptModule>>
  /** By the text that the file passes to `require.async`. */
  lazy: Readonly<Record<string, () => Promise<{ default: ScriptModule }>>>
  /** Runs the file; the arguments are the names of {@link SCRIPT_SCOPE} in that order. */
  run: (...scope: unknown[]) => void
}

/** Loads the script of a unit, or `app`. */
export type ScriptLoaders = Readonly<Record<string, () => Promise<{ default: ScriptModule }>>>

/** What a script finds in its scope. */
const SCRIPT_NAMES = [
  'require',
  'module',
  'exports',
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
  'global',
] as const

/**
 * Browser globals that WeChat's logic layer lacks. Libraries test for them to tell where they run,
 * so a script must find them undefined.
 */
const HIDDEN_NAMES = [
  'window',
  'document',
  'self',
  'location',
  'navigator',
  'history',
  'frames',
  'parent',
  'top',
  'XMLHttpRequest',
  'fetch',
  'WebSocket',
  'localStorage',
  'sessionStorage',
] as const

export const SCRIPT_SCOPE: readonly string[] = [...SCRIPT_NAMES, ...HIDDEN_NAMES]
