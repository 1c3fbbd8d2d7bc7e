/** A required shape: a type name (`'String'`), a list of fields, or an array with its first item's shape. */
export type Template = string | { readonly [field: string]: Template } | readonly [Template]

/** The word between `[object ` and `]`: the type names that WeChat's messages use. */
export const typeName = (value: unknown): string =>
  Object.prototype.toString.call(value).slice('[object '.length, -1)

/** Of any realm: a program may run in one of its own. */
export const isArrayBuffer = (value: unknown): value is ArrayBuffer =>
  typeName(value) === 'ArrayBuffer'

const matches = (value: unknown, expected: string): boolean =>
  // An async function is as good as any other.
  expected === 'Function' ? typeof value === 'function' : typeName(value) === expected

const problems = (value: unknown, template: Template, path: string): string => {
  const isArray = Array.isArray(template)
  const expected = typeof template === 'string' ? template : isArray ? 'Array' : 'Object'
  if (!matches(value, expected)) {
    return `${path} should be ${expected} instead of ${typeName(value)};`
  }
  if (typeof template === 'string') return ''
  if (isArray && (value as unknown[]).length === 0) return `${path} should have at least 1 item;`
  // The template of an array has one field: its first item.
  const fields = value as Readonly<Record<string, unknown>>
  return Object.entries<Template>(template as Readonly<Record<string, Template>>)
    .map(([name, field]) =>
      problems(fields[name], field, isArray ? `${path}[${name}]` : `${path}.${name}`),
    )
    .join('')
}

/**
 * WeChat's check of the required fields: all problems in template order, joined by nothing, or `''`.
 * A wrong type at the root is the only message.
 */
export const checkTemplate = (argument: unknown, template: Template): string =>
  problems(argument, template, 'parameter')
