import type { ApiContext } from './context.js'
import { WxError } from './error.js'
import type { Template } from './template.js'
import { checkTemplate } from './template.js'

/** The three callbacks that every asynchronous function takes. */
export interface CallOptions<R> {
  success?: (result: R) => void
  fail?: (error: FailResult) => void
  complete?: (result: R | FailResult) => void
}

/** What `fail`, `complete` and a rejected Promise receive: a plain object, never an `Error`. */
export interface FailResult {
  /** `<api>:fail <reason>` */
  errMsg: string
  /** From base library 2.24.0 on, where WeChat has a number for it. */
  errno?: number
}

/** One call on its way: whoever runs it ends it here, once; what comes after the first end is dropped. */
export interface Call<R extends object> {
  /** `result` receives `errMsg` and is what `success` gets. */
  succeed(result: R): void
  fail(error: WxError): void
}

const SETTLERS = ['success', 'fail', 'complete'] as const

/** Whether the options ask for callbacks: the presence of a key counts, not its value. */
export const hasSettlers = (options: object): boolean =>
  SETTLERS.some((key) => Object.hasOwn(options, key))

export const failResult = (context: ApiContext, name: string, error: WxError): FailResult => {
  // Some of WeChat's own reasons begin with a colon instead of a space.
  const separator = error.message === '' || error.message.startsWith(':') ? '' : ' '
  const errMsg = `${name}:fail${separator}${error.message}`
  return error.errno !== undefined && context.since('2.24.0')
    ? { errMsg, errno: error.errno }
    : { errMsg }
}

type Callbacks = Partial<Record<(typeof SETTLERS)[number], unknown>>

const run = (
  context: ApiContext,
  name: string,
  kind: keyof Callbacks,
  callback: unknown,
  result: object,
): void => {
  if (typeof callback !== 'function') return
  context.guard(
    `at api ${name} ${kind} callback function`,
    callback as (result: object) => unknown,
    result,
  )
}

/** Makes the call whose end reaches `success` or `fail`, then `complete`, with one and the same object. */
export const createCall = <R extends object>(
  context: ApiContext,
  name: string,
  callbacks: Callbacks,
): Call<R> => {
  // Read now: the caller may change his object while the call runs.
  const { success, fail, complete } = callbacks
  let settled = false
  return {
    succeed: (result) => {
      if (settled) return
      settled = true
      const ok = result as R & { errMsg: string }
      ok.errMsg = `${name}:ok`
      run(context, name, 'success', success, ok)
      run(context, name, 'complete', complete, ok)
    },
    fail: (error) => {
      if (settled) return
      settled = true
      const result = failResult(context, name, error)
      if (typeof fail !== 'function' && typeof complete !== 'function') {
        context.host.log.error(result.errMsg)
        return
      }
      run(context, name, 'fail', fail, result)
      run(context, name, 'complete', complete, result)
    },
  }
}

/**
 * The argument as its own shallow copy, once it fits the template.
 * Throws {@link WxError} `invalid-argument`.
 */
export const checkedOptions = (argument: unknown, template: Template): object => {
  const message = checkTemplate(argument, template)
  if (message !== '') throw new WxError('invalid-argument', `parameter error: ${message}`)
  return { ...(argument as object) }
}

/** Callbacks of an argument that may be anything, for telling its owner that it is wrong. */
export const callbacksOf = (argument: unknown): Callbacks =>
  typeof argument === 'object' && argument !== null ? argument : {}
