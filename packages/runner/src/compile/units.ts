import path from 'node:path'
import type { Diagnostic, StyleIsolation, Unit } from '../program.js'
import { stringMap, type AppModel } from './app-json.js'
import { positionOf } from './diagnostics.js'
import type { Files } from './files.js'
import { isObject, readJson, type JsonObject } from './json.js'
import { findScript } from './resolve.js'

const ISOLATIONS: readonly string[] = [
  'isolated',
  'apply-shared',
  'shared',
  'page-isolated',
  'page-apply-shared',
  'page-shared',
]

const isIsolation = (value: unknown): value is StyleIsolation =>
  typeof value === 'string' && ISOLATIONS.includes(value)

/**
 * Programs may set the isolation in the script's `options` as well, but class prefixes are decided
 * at build time, so it is read from the text.
 */
const isolationInScript = (script: string): StyleIsolation | undefined => {
  const named = /\bstyleIsolation\s*:\s*['"]([\w-]+)['"]/.exec(script)?.[1]
  if (isIsolation(named)) return named
  return /\baddGlobalClass\s*:\s*true\b/.test(script) ? 'apply-shared' : undefined
}

const isolationOf = (json: JsonObject, isPage: boolean, script: string): StyleIsolation => {
  if (isIsolation(json.styleIsolation)) return json.styleIsolation
  if (json.addGlobalClass === true) return 'apply-shared'
  return isolationInScript(script) ?? (isPage ? 'shared' : 'isolated')
}

const hasOwnScope = (isolation: StyleIsolation): boolean =>
  isolation !== 'shared' && isolation !== 'page-shared'

/** Readable in a browser's inspector, and a valid start of a class name. */
const scopeName = (unit: string): string => unit.replace(/[^\w-]/g, '_')

const isUnit = (files: Files, unit: string): boolean =>
  files.exists(`${unit}.wxml`) || findScript(files, unit) !== undefined

/**
 * What a `usingComponents` value means: `/` is the root, a relative path is looked for beside the
 * user, at the root and in the npm folders.
 */
const findComponent = (files: Files, user: string, target: string): string | undefined => {
  if (/^[\w-]+:\/\//.test(target)) return undefined
  const folder = path.posix.dirname(user)
  const bases = target.startsWith('/') ? ['.'] : [folder, '.', ...npmFolders(folder)]
  return bases
    .map((base) => path.posix.join(base, target))
    .flatMap((unit) => [unit, path.posix.join(unit, 'index')])
    .find((unit) => isUnit(files, unit))
}

const npmFolders = (folder: string): string[] => {
  const here = path.posix.join(folder, 'miniprogram_npm')
  return folder === '.' ? [here] : [here, ...npmFolders(path.posix.dirname(folder))]
}

/** Walks the pages and everything they use, and makes each json ready for the runtime. */
export const readUnits = (
  files: Files,
  model: AppModel,
  report: (diagnostic: Diagnostic) => void,
): Record<string, Unit> => {
  const units: Record<string, Unit> = {}

  const resolveUsing = (unit: string, json: JsonObject): Record<string, string> => {
    const using: Record<string, string> = {}
    const add = (owner: string, user: string, tag: string, target: string) => {
      const found = findComponent(files, user, target)
      // A component that app.json gives to everyone does not contain itself.
      if (found === unit) return
      if (found !== undefined) using[tag] = `/${found}`
      else {
        report({
          level: 'error',
          file: owner,
          ...positionOf(files.read(owner) ?? '', `"${tag}"`),
          message: `component "${tag}" not found at "${target}"`,
        })
      }
    }
    for (const [tag, target] of Object.entries(model.usingComponents)) {
      add('app.json', 'app', tag, target)
    }
    for (const [tag, target] of Object.entries(stringMap(json.usingComponents))) {
      add(`${unit}.json`, unit, tag, target)
    }
    return using
  }

  const visit = (unit: string, isPage: boolean) => {
    if (units[unit]) return
    const json = readJson(files, `${unit}.json`, report)
    const script = findScript(files, unit)
    const isolation = isolationOf(json, isPage, script ? (files.read(script) ?? '') : '')
    const usingComponents = resolveUsing(unit, json)
    const hasTemplate = files.exists(`${unit}.wxml`)
    if (!hasTemplate) {
      report({ level: 'error', file: `${unit}.wxml`, message: 'file not found' })
    }
    units[unit] = {
      isPage,
      window: isPage ? json : {},
      usingComponents,
      ...(isObject(json.componentGenerics) && {
        componentGenerics: json.componentGenerics as NonNullable<Unit['componentGenerics']>,
      }),
      ...(isObject(json.componentPlaceholder) && {
        componentPlaceholder: stringMap(json.componentPlaceholder),
      }),
      ...(typeof json.pureDataPattern === 'string' && {
        pureDataPattern: json.pureDataPattern,
      }),
      styleIsolation: isolation,
      ...(hasOwnScope(isolation) && { styleScope: scopeName(unit) }),
      hasTemplate,
      ...(script !== undefined && { script }),
    }
    for (const target of Object.values(usingComponents)) visit(target.slice(1), false)
    for (const generic of Object.values(units[unit].componentGenerics ?? {})) {
      const target = isObject(generic) && findComponent(files, unit, String(generic.default))
      if (target) visit(target, false)
    }
  }

  model.pages.forEach((page) => visit(page, true))
  return units
}
