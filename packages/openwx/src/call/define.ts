import type { Call, CallOptions } from './call.js'
import { callbacksOf, checkedOptions, createCall, failResult, hasSettlers } from './call.js'
import type { ApiContext } from './context.js'
import type { ApiDefinition, ApiSchema } from './definition.js'
import { asWxError } from './error.js'
import type { Template } from './template.js'

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

const argumentOf = (facts: ArgumentFacts, args: readonly unknown[]): unknown =>
  args.length === 0 && facts.argumentOptional !== false ? {} : args[0]

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
  name: facts.name,
  since: facts.since,
  schema: facts.schema ?? {},
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

/**
 * A function that ends with one result: callbacks when the options have the key of one, otherwise a
 * Promise (from base library 2.10.2 on). A wrong argument fails synchronously, anything else later.
 */
export const promiseApi = <O extends CallOptions<never>, R extends object>(
  facts: ApiFacts &
    ArgumentFacts & {
      create(context: ApiContext): (options: O) => Promise<R> | R
    },
): ApiDefinition<(options?: O) => unknown> => ({
  name: facts.name,
  since: facts.since,
  schema: facts.schema ?? {},
  create: (context) => {
    const perform = facts.create(context)
    return (...args: readonly unknown[]) => {
      const argument = argumentOf(facts, args)
      const callbacks = callbacksOf(argument)
      const promised = !hasSettlers(callbacks) && context.since('2.10.2')
      let options: O
      try {
        options = checkedOptions(argument, facts.template ?? {}) as O
      } catch (error) {
        const wxError = asWxError(error)
        if (promised) return rejected(failResult(context, facts.name, wxError))
        createCall(context, facts.name, callbacks).fail(wxError)
        return undefined
      }
      const outcome = Promise.resolve().then(() => perform(options))
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

/** A function that returns its value, or throws. */
export const syncApi = <F>(
  facts: ApiFacts & { create(context: ApiContext): F },
): ApiDefinition<F> => ({ schema: {}, ...facts })
