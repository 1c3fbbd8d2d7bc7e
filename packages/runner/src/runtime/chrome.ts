import type { Program, TabBarConfig, WindowConfig } from '../program.js'
import type { NowPlaying, Shell } from '../shell/protocol.js'
import type { PageEntry } from './page.js'
import type { PageStack } from './page-stack.js'
import { themed } from './theme.js'
import { resolvePath } from './url.js'

/** What a page may change about the bars around it while it is shown. */
export type Chrome = {
  /** Changes the bar of a page; it shows when the page is on top. */
  setBar(entry: PageEntry, change: Partial<BarState>): void
  /** Shows what plays in the background, between page and tab bar. */
  setNowPlaying(track: NowPlaying | undefined): void
  /** Draws everything anew: another page is on top, or the colour scheme changed. */
  refresh(): void
}

export type BarState = {
  title: string
  background: string
  textStyle: 'black' | 'white'
  loading: boolean
  homeButtonHidden: boolean
}

// WeChat's own defaults.
const DEFAULT_BAR = '#000000'
const DEFAULT_TEXT = 'white'

/** Keeps the bars that the surrounding page draws in step with the page on top. */
export const createChrome = (
  program: Program,
  stack: PageStack,
  shell: Shell,
  home: string,
): Chrome => {
  const changes = new WeakMap<PageEntry, Partial<BarState>>()
  let isPlaying = false

  const showBar = (top: PageEntry, tabBar: TabBarConfig | undefined) => {
    const window: WindowConfig = themed(program.app, top.window)
    const change = changes.get(top) ?? {}
    const isHome = top.route === home || tabBar?.list.some((tab) => tab.pagePath === top.route)
    const alone = isHome || change.homeButtonHidden ? 'none' : 'home'
    shell.setNavigationBar({
      visible: window.navigationStyle !== 'custom',
      title: change.title ?? window.navigationBarTitleText ?? '',
      background: change.background ?? window.navigationBarBackgroundColor ?? DEFAULT_BAR,
      textStyle: change.textStyle ?? window.navigationBarTextStyle ?? DEFAULT_TEXT,
      leading: stack.entries.length > 1 ? 'back' : alone,
      loading: change.loading ?? false,
    })
  }

  const icon = (path: string | undefined) =>
    path === undefined ? undefined : resolvePath(path, 'app.json')

  /** Answers whether there is a tab bar. */
  const showTabs = (top: PageEntry, tabBar: TabBarConfig | undefined) => {
    const selected = tabBar?.list.findIndex((tab) => tab.pagePath === top.route) ?? -1
    if (!tabBar || tabBar.custom || selected < 0) {
      shell.setTabBar(undefined)
      return false
    }
    shell.setTabBar({
      color: tabBar.color ?? '#7d7e80',
      selectedColor: tabBar.selectedColor ?? '#07c160',
      background: tabBar.backgroundColor ?? '#ffffff',
      border: tabBar.borderStyle ?? 'black',
      selected,
      items: tabBar.list.map(({ text, iconPath, selectedIconPath }) => ({
        text,
        icon: icon(iconPath),
        selectedIcon: icon(selectedIconPath ?? iconPath),
      })),
    })
    return true
  }

  /**
   * Compiled sheets read these before `env(safe-area-inset-…)`, which is zero in a frame. The phone's
   * edges lie over the page where no bar fills them.
   */
  const showSafeArea = (top: PageEntry, isBarBelow: boolean) => {
    const { statusBarHeight, safeAreaBottom } = shell.metrics()
    const { style } = document.documentElement
    const above = top.window.navigationStyle === 'custom' ? statusBarHeight : 0
    style.setProperty('--safe-area-inset-top', `${above}px`)
    style.setProperty('--safe-area-inset-bottom', `${isBarBelow ? 0 : safeAreaBottom}px`)
  }

  const refresh = () => {
    const { top } = stack
    if (!top) return
    const tabBar = themed(program.app, program.app.tabBar)
    showBar(top, tabBar)
    const isTabBar = showTabs(top, tabBar)
    showSafeArea(top, isTabBar || isPlaying)
  }

  return {
    setBar(entry, change) {
      changes.set(entry, { ...changes.get(entry), ...change })
      if (entry === stack.top) refresh()
    },
    setNowPlaying(track) {
      shell.setNowPlaying(track)
      if (isPlaying === (track !== undefined)) return
      isPlaying = track !== undefined
      refresh()
    },
    refresh,
  }
}
