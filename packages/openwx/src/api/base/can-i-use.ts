import type { ApiContext } from '../../call/context.js'
import { syncApi } from '../../call/define.js'
import type { ApiDefinition, ApiSchema, SchemaEntries, SchemaEntry } from '../../call/definition.js'
import { schemas } from './schemas.js'

/** Which part of a schema a method word of `canIUse` means. */
const parts = {
  object: 'object',
  success: 'success',
  callback: 'callback',
  return: 'return',
} as const

/**
 * `wx.canIUse`: whether the emulated base library has what the text names, as
 * `api.method.param.option` or `Object.member`; every shorter prefix is legal. Unknown words, and
 * anything that is not text, are `false`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.canIUse.html
 */
export const canIUse = syncApi<(schema: string) => boolean>({
  name: 'canIUse',
  since: '1.1.1',
  create: (context) => (schema: unknown) => {
    if (typeof schema !== 'string') return false
    const [root = '', ...path] = schema.split('.')
    const definition = ownProperty(context.definitions, root)
    return definition === undefined
      ? ownsMember(context, root, path)
      : context.since(definition.since) && knows(context, schemaOf(definition), path)
  },
})

const ownProperty = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const schemaOf = ({ name, schema }: ApiDefinition<unknown>): ApiSchema =>
  schema ?? ownProperty(schemas, name) ?? {}

const knows = (context: ApiContext, schema: ApiSchema, path: readonly string[]): boolean => {
  const [method, ...rest] = path
  if (method === undefined) return true
  const part = ownProperty<keyof typeof parts>(parts, method)
  const entries = part === undefined ? undefined : schema[part]
  return entries !== undefined && knowsEntry(context, entries, rest)
}

const sinceOf = (entry: SchemaEntry): string => (typeof entry === 'string' ? entry : entry.since)

const knowsEntry = (
  context: ApiContext,
  entries: SchemaEntries,
  [name, option, ...rest]: readonly string[],
): boolean => {
  if (name === undefined) return true
  const entry = ownProperty(entries, name)
  if (entry === undefined || rest.length > 0 || !context.since(sinceOf(entry))) return false
  if (option === undefined) return true
  if (typeof entry === 'string') return false
  const field = entry.fields === undefined ? undefined : ownProperty(entry.fields, option)
  return (entry.values?.includes(option) ?? false) || (field !== undefined && context.since(field))
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `RequestTask.abort`, which older tables spell `requestTask.abort`. */
const ownsMember = (context: ApiContext, root: string, path: readonly string[]): boolean =>
  Object.values(context.definitions).some((definition) => {
    const { returnName, return: members = {} } = schemaOf(definition)
    return (
      returnName !== undefined &&
      [returnName, lowerFirst(returnName)].includes(root) &&
      context.since(definition.since) &&
      path.length <= 1 &&
      knowsEntry(context, members, path)
    )
  })
