import type { ErrorLog } from './errors.js'
import type { Target } from './url.js'

export type AppInstance = Record<string, unknown>

export type AppHolder = {
  /** `App()` as scripts find it. */
  readonly register: (options?: AppInstance) => void
  /** `getApp()`; before `App()` ran it is `undefined`, as in WeChat. */
  readonly getApp: () => AppInstance | undefined
  /** Calls one of the app's functions, if it has it, and keeps what it throws. */
  call(name: string, ...args: unknown[]): void
}

/** Scene 1001: opened from the list of programs. */
const SCENE = 1001

export const launchOptions = ({ route, query }: Target) => ({
  path: route,
  query,
  scene: SCENE,
  referrerInfo: {},
  shareTicket: undefined,
  apiCategory: 'default',
})

export const createAppHolder = (log: ErrorLog): AppHolder => {
  let app: AppInstance | undefined

  return {
    register: (options = {}) => {
      app = options
    },
    getApp: () => app,
    call(name, ...args) {
      const method = app?.[name]
      if (typeof method !== 'function') return
      try {
        const result: unknown = method.apply(app, args)
        if (result instanceof Promise) {
          result.catch((error: unknown) => log.report(error, `App.${name}`))
        }
      } catch (error) {
        log.report(error, `App.${name}`)
      }
    },
  }
}
