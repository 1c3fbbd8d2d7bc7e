import type { Call, CallOptions } from './call.js'
import { callbacksOf, checkedOptions, createCall, failResult, hasSettlers } from './call.js'
import type { ApiContext } from './context.js'
import type { ApiDefinition, ApiSchema } from './definition.js'
import { asWxError } from './error.js'
import type { Template } from './template.js'
import { checkTemplate } from './template.js'

interface ApiFacts {
  readonly name: string
  readonly since: string
  readonly schema?: ApiSchema
}

interface ArgumentFacts {
  /** Required fields. @default no check beyond the argument being an object */
  readonly template?: Readonly<Record<string, Template>>
  /**
   * Whether a call without an argument counts as `{}`, so that the message names the missing field
   * and not the parameter. @default true
   */
  readonly argumentOptional?: boolean
}

/** What a call without an argument, or with `undefined` for one, counts as. */
export const argumentOf = (facts: ArgumentFacts, args: readonly unknown[]): unknown => {
  // Where nothing is required, `undefined` is what a typed program passes for "no options".
  const isAbsent = args.length === 0 || (args[0] === undefined && facts.template === undefined)
  return isAbsent && facts.argumentOptional !== false ? {} : args[0]
}

/**
 * A function that returns a task (`wx.request`). `start` runs synchronously: what it throws refuses
 * the call at once (`fail`, then `complete`, before the function returns `undefined`); every later end
 * goes through its {@link Call}.
 */
export const taskApi = <O extends CallOptions<never>, R extends object, T>(
  facts: ApiFacts &
    ArgumentFacts & {
      /** First base library that returns the task; older ones return `undefined`. */
      readonly taskSince?: string
      create(context: ApiContext): (options: O, call: Call<R>) => T
    },
): ApiDefinition<(options: O) => T> => ({
  ...facts,
  create: (context) => {
    const start = facts.create(context)
    const returnsTask = context.since(facts.taskSince ?? facts.since)
    return (...args: readonly unknown[]) => {
      const argument = argumentOf(facts, args)
      const call = createCall<R>(context, facts.name, callbacksOf(argument))
      try {
        const options = checkedOptions(argument, facts.template ?? {}) as O
        const task = start(options, call)
        return (returnsTask ? task : undefined) as T
      } catch (error) {
        call.fail(asWxError(error))
        // The official types know no failure here either; WeChat returns nothing.
        return undefined as T
      }
    }
  },
})

/** A Promise of the result, unless the options have the key of a callback. */
export type Promised<O, R> = O extends
  { success: unknown } | { fail: unknown } | { complete: unknown }
  ? undefined
  : Promise<R & { errMsg: string }>

/**
 * A function that ends with one result: callbacks when the options have the key of one, otherwise a
 * Promise (from base library 2.10.2 on). A wrong argument fails synchronously, anything else later.
 */
export const promiseApi = <O extends CallOptions<never>, R extends object>(
  facts: ApiFacts &
    ArgumentFacts & {
      /**
       * Whether the work begins before the call returns, for functions whose order counts; the result
       * comes later all the same. @default false: in a later job
       */
      readonly startsAtOnce?: boolean
      /** Whether it never returns a Promise. @default false */
      readonly callbacksOnly?: boolean
      create(context: ApiContext): (options: O) => Promise<R> | R
    },
): ApiDefinition<(options?: O) => unknown> => ({
  ...facts,
  create: (context) => {
    const perform = facts.create(context)
    return (...args: readonly unknown[]) => {
      const argument = argumentOf(facts, args)
      const callbacks = callbacksOf(argument)
      const promised =
        facts.callbacksOnly !== true && !hasSettlers(callbacks) && context.since('2.10.2')
      let options: O
      try {
        options = checkedOptions(argument, facts.template ?? {}) as O
      } catch (error) {
        const wxError = asWxError(error)
        if (promised) return rejected(failResult(context, facts.name, wxError))
        createCall(context, facts.name, callbacks).fail(wxError)
        return undefined
      }
      const outcome =
        facts.startsAtOnce === true
          ? new Promise<R>((resolve) => resolve(perform(options)))
          : Promise.resolve().then(() => perform(options))
      if (promised) {
        return outcome.then(
          (result) => ({ ...result, errMsg: `${facts.name}:ok` }),
          (error: unknown) => rejected(failResult(context, facts.name, asWxError(error))),
        )
      }
      const call = createCall<R>(context, facts.name, callbacks)
      // Two arguments: an exception in `success` must not arrive at `fail`.
      void outcome.then(
        (result) => call.succeed({ ...result }),
        (error: unknown) => call.fail(asWxError(error)),
      )
      return undefined
    }
  },
})

// WeChat rejects with the plain result, and programs read its `errMsg`.
// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
const rejected = (reason: object): Promise<never> => Promise.reject(reason)

/**
 * A function that takes one listener (`wx.onSocketOpen`) and returns nothing. What is no function is
 * reported, and whatever listened before stays.
 */
export const eventApi = <E>(
  facts: ApiFacts & {
    /** Whether a wrong argument is reported. @default true */
    readonly checked?: boolean
    create(context: ApiContext): (listener: (event: E) => void) => void
  },
): ApiDefinition<(listener: (event: E) => void) => void> => ({
  ...facts,
  create: (context) => {
    const listen = facts.create(context)
    return (listener) => {
      const message = checkTemplate(listener, 'Function')
      if (message === '') listen(listener)
      else if (facts.checked !== false) {
        context.host.log.error(`${facts.name}:fail parameter error: ${message}`)
      }
    }
  },
})

/** A function that returns its value, or throws. */
export const syncApi = <F>(
  facts: ApiFacts & { create(context: ApiContext): F },
): ApiDefinition<F> => facts
