import type { template } from 'glass-easel'
import { wxsHooks } from '../backend/wxs.js'
import type { Templates as Code } from '../program.js'

type Group = template.ComponentTemplate['content']
type WxsModule = { exports: unknown }

/** `x.constructor` in WXS is the name of x's type; see the compiler for how it gets here. */
const constructorName = Symbol('constructor of wxs')
Object.defineProperty(Object.prototype, constructorName, {
  get(this: unknown) {
    return Object.prototype.toString.call(this).slice(8, -1)
  },
})

const wxsGlobals = {
  $constructor: constructorName,
  getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  // WXS has no `new`; the parts are those of the Date constructor.
  getDate: (...parts: [] | [string | number]) => Reflect.construct(Date, parts) as Date,
}

/** Names that generated code finds in its scope, besides {@link wxsGlobals}. */
const HELPER_NAMES = ['X', 'Y', 'Z', 'P', 'Q'] as const

const normalize = (path: string): string => {
  const parts: string[] = []
  for (const part of path.replace(/\.wxs$/, '').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

const lazyRecord = <T>(get: (key: string) => T): Record<string, T> =>
  new Proxy({}, { get: (_, key) => (typeof key === 'string' ? get(key) : undefined) })

/** WXS may assign undeclared variables, so generated code cannot run in a module. */
const sloppyScript = (
  names: readonly string[],
  body: string,
): ((...values: unknown[]) => unknown) =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program's own code
  new Function(...names, body) as (...values: unknown[]) => unknown

export type Templates = {
  group(path: string): Group | undefined
  /** Takes new code; every template is made anew at its next use. */
  replace(code: Code): void
}

/**
 * Evaluates generated templates, each at its first use, so that a broken one takes no other down.
 */
export const createTemplates = (
  initial: Code,
  report: (error: unknown, where: string) => void,
): Templates => {
  let code = initial
  const groups = new Map<string, Group | undefined>()
  const modules = new Map<string, WxsModule>()
  const helpers = sloppyScript([], `${code.helpers};return {${HELPER_NAMES.join(',')}}`)() as {
    Q: Record<string, unknown>
  } & Record<string, unknown>
  // Generated code passes these to every template that has a WXS module.
  Object.assign(helpers.Q, {
    A: wxsHooks.filterObserver,
    B: <T>(listener: T) => listener,
    C: wxsHooks.callListener,
  })

  const evaluate = (body: string, where: string, scope: Record<string, unknown>): unknown => {
    const all = { ...helpers, ...wxsGlobals, ...scope }
    try {
      const source = `${body}\n//# sourceURL=openwx-template/${where}`
      return sloppyScript(Object.keys(all), source)(...Object.values(all))
    } catch (error) {
      report(error, where)
      return undefined
    }
  }

  type Loader = (require: (request: string) => unknown, exports: unknown, module: WxsModule) => void

  /** Generated code defines a module with this and calls the result for its exports. */
  const define = (path: string, loader: Loader) => () => {
    const folder = path.split('/').slice(0, -1).join('/')
    const module: WxsModule = { exports: {} }
    const require = (request: string) =>
      exportsOf(normalize(request.startsWith('/') ? request : `${folder}/${request}`))
    try {
      loader.call(null, require, module.exports, module)
    } catch (error) {
      report(error, path)
    }
    return module.exports
  }

  const exportsOf = (path: string): unknown => {
    const known = modules.get(path)
    if (known) return known.exports
    const module: WxsModule = { exports: {} }
    modules.set(path, module)
    const source = code.wxs[path]
    if (source === undefined) report(new Error(`no such WXS module: ${path}`), path)
    else {
      const loader = (require: unknown, exports: unknown, inner: unknown) =>
        evaluate(source, `${path}.wxs`, { require, exports, module: inner })
      module.exports = define(path, loader)()
    }
    return module.exports
  }

  const group = (path: string): Group | undefined => {
    if (groups.has(path)) return groups.get(path)
    const source = code.wxml[path]
    const made =
      source === undefined
        ? undefined
        : (evaluate(`return ${source}`, `${path}.wxml`, {
            G: lazyRecord(group),
            R: lazyRecord((name) => () => exportsOf(normalize(name))),
            D: define,
          }) as Group | undefined)
    groups.set(path, made)
    return made
  }

  return {
    group,
    replace: (next) => {
      code = next
      groups.clear()
      modules.clear()
    },
  }
}
