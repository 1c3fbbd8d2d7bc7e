import type { ApiContext } from './context.js'

/**
 * One function of `wx`, with the facts that version gates and `wx.canIUse` read.
 * @typeParam F The function as callers see it.
 */
export interface ApiDefinition<F> {
  /** Without `wx.`; begins every `errMsg`. */
  readonly name: string
  /** First base library that has it. */
  readonly since: string
  /** For functions from elsewhere; those of this package stand in `api/base/schemas.ts`. */
  readonly schema?: ApiSchema
  create(context: ApiContext): F
}

/** A version (`'1.2.0'`), or that with the legal values or the fields below it. */
export type SchemaEntry =
  | string
  | {
      readonly since: string
      readonly values?: readonly string[]
      readonly fields?: Readonly<Record<string, string>>
    }

export type SchemaEntries = Readonly<Record<string, SchemaEntry>>

/** What `wx.canIUse` can be asked about one function; versions are first base libraries. */
export interface ApiSchema {
  /** Options. */
  readonly object?: SchemaEntries
  /** Fields of the success result. */
  readonly success?: SchemaEntries
  /** Fields of what a listener receives. */
  readonly callback?: SchemaEntries
  /** Members of the returned object. */
  readonly return?: SchemaEntries
  /** The official name of the returned object, for `canIUse('RequestTask.abort')`. */
  readonly returnName?: string
}
