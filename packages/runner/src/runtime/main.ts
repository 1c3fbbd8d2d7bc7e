import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { createHost, type HostOptions } from 'openwx/browser'
import { DomBackend } from '../backend/dom.js'
import { plainEvents } from '../backend/event.js'
import { reflectElements } from '../backend/reflect.js'
import { registerBuiltins } from '../components/index.js'
import type { Program, ScriptLoaders } from '../program.js'
import { createAppHolder, launchOptions } from './app.js'
import { createChrome } from './chrome.js'
import { createSettings, phoneOptions, type AgreeButtons } from './consent.js'
import { createErrorLog } from './errors.js'
import { listenForFaults } from './faults.js'
import { createBrowserHistory } from './history.js'
import { createStackResolver, listenForUpdates, type HotChannel } from './hot.js'
import { createLoader, type Loader } from './loader.js'
import { createMedia } from './media.js'
import { createNavigator } from './navigator.js'
import { showNowPlaying } from './now-playing.js'
import { createPageFactory, type PageInstance } from './page.js'
import { createPageStack } from './page-stack.js'
import { createScripts } from './scripts.js'
import { createTemplates } from './templates.js'
import { colorScheme, onColorScheme } from './theme.js'
import { parseUrl, showUrl } from './url.js'
import { createProgramWx } from './wx.js'

export type StartOptions = {
  program: Program
  /** By unit, and `app` for app.js. */
  scripts: ScriptLoaders
  host: HostOptions
  /** Vite's channel in development. */
  hot?: HotChannel
}

/** The page around the frame. Opened by itself, the frame goes there. */
const findShell = () => {
  const shell = window.parent.openwxShell
  if (!shell) window.location.replace(`/${window.location.hash}`)
  return shell
}

/** Runs a mini program in this frame. */
export const start = async ({
  program,
  scripts: loaders,
  host: hostOptions,
  hot,
}: StartOptions) => {
  const shell = findShell()
  if (!shell) return

  const log = createErrorLog(createStackResolver(hot))
  const app = createAppHolder(log)
  log.onChange((errors) => shell.showErrors(errors))
  log.onReport((error) =>
    app.call('onError', error instanceof Error ? (error.stack ?? error.message) : String(error)),
  )
  log.setDiagnostics(program.diagnostics)
  listenForFaults(log, (rejection) => app.call('onUnhandledRejection', rejection))

  const container = document.createElement('div')
  container.className = 'openwx-pages'
  document.body.append(container)

  reflectElements()
  plainEvents()
  const dom = new DomBackend(container, (target) =>
    target instanceof Element ? target.closest('.openwx-page') : null,
  )
  dom.onEvent()
  const environment = new MiniProgramEnv()
  const backend = environment.associateBackend(dom)
  const space = environment.createCodeSpace('main', true)
  const templates = createTemplates(program.templates, log.report)

  const tabs = program.app.tabBar?.list ?? []
  const isTab = (route: string) => tabs.some(({ pagePath }) => pagePath === route)
  const home = program.app.entryPagePath ?? program.pages[0] ?? ''

  let current: PageInstance | undefined
  const makePage = createPageFactory({
    container,
    space,
    backend,
    dom,
    log,
    becomesCurrent: (instance) => {
      current = instance
    },
  })
  const stack = createPageStack(async (target, channel) => {
    await loader.load(target.route)
    const window = { ...program.app.window, ...program.units[target.route]?.window }
    return makePage(target, window, channel)
  }, isTab)
  const history = createBrowserHistory((url) => shell.setRoute(url))
  const navigator = createNavigator({
    stack,
    history,
    pages: program.pages,
    home,
    isTab,
    onPageNotFound: ({ route, query }) => {
      log.report(new Error(`page "${route}" is not found`), 'launch')
      app.call('onPageNotFound', { path: route, query, isEntryPage: true })
    },
  })
  const chrome = createChrome(program, stack, shell, home)
  const followColorScheme = () => {
    document.documentElement.dataset.theme = colorScheme(program.app)
    chrome.refresh()
  }
  followColorScheme()
  onColorScheme(() => {
    followColorScheme()
    app.call('onThemeChange', { theme: colorScheme(program.app) })
  })
  stack.onChange((entry, motion) => {
    entry.scroller.dataset.motion = motion
    chrome.refresh()
  })

  const host = createHost({ ...hostOptions, ...phoneOptions(shell) })
  const media = createMedia(host, program, () => current)
  showNowPlaying(host, chrome)
  const agreeButtons: AgreeButtons = new Set()
  const openSettings = createSettings(program, shell, host)
  const initialUrl = history.initialUrl()
  const launched = initialUrl === undefined ? { route: home, query: {} } : parseUrl(initialUrl, '')
  const wx = createProgramWx(
    program,
    host,
    {
      program,
      shell,
      stack,
      navigator,
      chrome,
      launched,
      guard: (where, callback) => {
        try {
          callback()
        } catch (error) {
          log.report(error, where)
        }
      },
    },
    { agreeButtons, mediaElements: media.elements },
    (error) => log.report(error, 'wx callback'),
  )

  registerBuiltins(space.getComponentSpace(), {
    resolveUrl: showUrl(host),
    media,
    navigate: (kind, options) => {
      // A page cannot close itself; the user can.
      if (kind === 'exitMiniProgram') return
      navigator.navigate(kind, options).catch((error: unknown) => log.report(error, kind))
    },
    openSetting: openSettings,
    agreePrivacy: (buttonId) => void agreeButtons.add(buttonId),
    reportError: log.report,
  })

  const getCurrentPages = () => stack.entries.map(({ instance }) => instance)
  const scripts = createScripts({
    wx,
    App: app.register,
    Page: (definition: unknown) => loader.constructors.Page(definition),
    Component: (definition: unknown) => loader.constructors.Component(definition),
    Behavior: (definition: unknown) => loader.constructors.Behavior(definition),
    getApp: app.getApp,
    getCurrentPages,
    global: {},
  })
  const loader: Loader = createLoader({
    program,
    loaders,
    space,
    backend,
    templates,
    scripts,
    log,
  })
  if (hot) listenForUpdates(hot, { loader, templates, log })

  const openwx = { wx, host, getApp: app.getApp, getCurrentPages, errors: log.errors }
  Object.assign(globalThis, { openwx })
  const go = (...[kind, options]: Parameters<typeof navigator.navigate>) =>
    navigator.navigate(kind, options).catch((error: unknown) => log.report(error, kind))
  shell.connect({
    openwx,
    back: () => void go('navigateBack', {}),
    home: () => void go(isTab(home) ? 'switchTab' : 'reLaunch', { url: `/${home}` }),
    switchTab: (index) => {
      const tab = tabs[index]
      if (!tab) return
      const { pagePath, text } = tab
      void go('switchTab', { url: `/${pagePath}` }).then(() =>
        stack.top?.call('onTabItemTap', { index: String(index), pagePath, text }),
      )
    },
    open: (url) => void navigator.open(url),
    press: (key) => host.nowPlaying.press(key),
    settings: () => {
      openSettings().catch((error: unknown) => log.report(error, 'settings'))
    },
  })

  try {
    // From its first line on, a program may call what works at once.
    const [script] = await Promise.all([loaders.app?.(), host.ready()])
    if (script) scripts.run(script.default)
  } catch (error) {
    log.report(error, 'load app')
  }
  app.call('onLaunch', launchOptions(launched))
  app.call('onShow', launchOptions(launched))
  host.lifeCycle.onChange((state) => {
    if (state === 'background') {
      stack.top?.call('onHide')
      app.call('onHide')
    } else if (state === 'foreground') {
      app.call('onShow', launchOptions(launched))
      stack.top?.call('onShow')
    }
  })
  await navigator.start()
}
