import { addGlobalErrorListener, addGlobalWarningListener } from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import * as apis from 'openwx/apis'
import { composeWx, createHost, type HostOptions } from 'openwx/browser'
import { DomBackend } from '../backend/dom.js'
import { plainEvents } from '../backend/event.js'
import { reflectElements } from '../backend/reflect.js'
import { registerBuiltins } from '../components/index.js'
import type { Program, ScriptLoaders } from '../program.js'
import { createAppHolder, launchOptions } from './app.js'
import { runnerApis } from './apis/runner-apis.js'
import { createChrome } from './chrome.js'
import { createErrorLog } from './errors.js'
import { createBrowserHistory } from './history.js'
import { createStackResolver, listenForUpdates, type HotChannel } from './hot.js'
import { createLoader, type Loader } from './loader.js'
import { createNavigator } from './navigator.js'
import { createPageFactory } from './page.js'
import { createPageStack } from './page-stack.js'
import { createScripts } from './scripts.js'
import { createTemplates } from './templates.js'
import { onColorScheme } from './theme.js'
import { parseUrl, resolvePath, type Target } from './url.js'

export type StartOptions = {
  program: Program
  /** By unit, and `app` for app.js. */
  scripts: ScriptLoaders
  host: HostOptions
  /** Vite's channel in development. */
  hot?: HotChannel
}

/** Runs a mini program in this frame; the page around it must have offered its `openwxShell`. */
export const start = async ({
  program,
  scripts: loaders,
  host: hostOptions,
  hot,
}: StartOptions) => {
  const shell = window.parent.openwxShell
  if (!shell) throw new Error('the program runs inside of the page that the runner serves')

  const log = createErrorLog(createStackResolver(hot))
  log.onChange((errors) => shell.showErrors(errors))
  log.setDiagnostics(program.diagnostics)
  const app = createAppHolder(log)
  const fail = (error: unknown, where: string) => {
    log.report(error, where)
    app.call('onError', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }

  reflectElements()
  plainEvents()
  addGlobalErrorListener((error, method = 'component', component) => {
    fail(error, `${method} (${typeof component === 'object' ? component.is : (component ?? '')})`)
    return false
  })
  addGlobalWarningListener((message) => {
    console.warn(message)
    return false
  })
  window.addEventListener('error', ({ error, message }) => fail(error ?? message, 'script'))
  window.addEventListener('unhandledrejection', ({ reason, promise }) => {
    log.report(reason, 'unhandled rejection')
    app.call('onUnhandledRejection', { reason: reason as unknown, promise })
  })

  const container = document.createElement('div')
  container.className = 'openwx-pages'
  document.body.append(container)

  const dom = new DomBackend(container, (target) =>
    target instanceof Element ? target.closest('.openwx-page') : null,
  )
  dom.onEvent()
  const environment = new MiniProgramEnv()
  const backend = environment.associateBackend(dom)
  const space = environment.createCodeSpace('main', true)
  const templates = createTemplates(program.templates, fail)

  const tabs = new Set(program.app.tabBar?.list.map(({ pagePath }) => pagePath))
  const isTab = (route: string) => tabs.has(route)
  const home = program.app.entryPagePath ?? program.pages[0] ?? ''
  let launched: Target = { route: home, query: {} }

  const makePage = createPageFactory({ container, space, backend, dom, log })
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
      fail(new Error(`page "${route}" is not found`), 'launch')
      app.call('onPageNotFound', { path: route, query, isEntryPage: true })
    },
  })
  const chrome = createChrome(program, stack, shell, home)
  stack.onChange((entry, motion) => {
    entry.scroller.dataset['motion'] = motion
    chrome.refresh()
  })
  onColorScheme(() => chrome.refresh())

  const host = createHost(hostOptions)
  const guard = (where: string, callback: () => void) => {
    try {
      callback()
    } catch (error) {
      fail(error, where)
    }
  }
  const wx = composeWx(
    host,
    {
      appId: program.appId,
      version: program.version,
      libVersion: program.libVersion,
      urlCheck: program.urlCheck,
      domains: program.domains,
      ...(program.app.networkTimeout && { networkTimeout: program.app.networkTimeout }),
      ...(program.app.requiredBackgroundModes && {
        requiredBackgroundModes: program.app.requiredBackgroundModes,
      }),
      onError: (error) => fail(error, 'wx callback'),
    },
    {
      ...apis,
      ...runnerApis({
        program,
        shell,
        stack,
        navigator,
        chrome,
        launched: () => launched,
        guard,
      }),
    },
  )

  registerBuiltins(space.getComponentSpace(), {
    resolveUrl: (path, owner) => resolvePath(path, owner),
    navigate: (kind, options) => {
      if (kind === 'exitMiniProgram') return
      navigator.navigate(kind, options).catch((error: unknown) => fail(error, kind))
    },
    reportError: fail,
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
    scripts: () => scripts,
    log,
  })

  const openwx = { wx, host, getApp: app.getApp, getCurrentPages, errors: log.errors }
  Object.assign(globalThis, { openwx })
  shell.connect({
    openwx,
    back: () => void navigator.navigate('navigateBack', {}).catch(() => undefined),
    home: () =>
      void navigator.navigate(isTab(home) ? 'switchTab' : 'reLaunch', { url: `/${home}` }),
    switchTab: (index) => {
      const tab = program.app.tabBar?.list[index]
      if (!tab) return
      void navigator.navigate('switchTab', { url: `/${tab.pagePath}` }).then((entry) => {
        entry.call('onTabItemTap', { index: String(index), pagePath: tab.pagePath, text: tab.text })
      })
    },
    open: (url) => void navigator.open(url),
  })
  if (hot) listenForUpdates(hot, { loader, templates, log })

  try {
    const script = await loaders['app']?.()
    if (script) scripts.run(script.default)
  } catch (error) {
    log.report(error, 'load app')
  }
  const initial = history.initialUrl()
  if (initial !== undefined) launched = parseUrl(initial, '')
  app.call('onLaunch', launchOptions(launched))
  app.call('onShow', launchOptions(launched))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      stack.top?.call('onHide')
      app.call('onHide')
    } else {
      app.call('onShow', launchOptions(launched))
      stack.top?.call('onShow')
    }
  })
  await navigator.start()
}
