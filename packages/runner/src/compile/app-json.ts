import path from 'node:path'
import type { AppJson, Diagnostic, TabBarConfig } from '../program.js'
import { CompileError, positionOf } from './diagnostics.js'
import type { Files } from './files.js'
import { isObject, readJson, type JsonObject } from './json.js'

export type AppModel = {
  app: AppJson
  pages: readonly string[]
  /** `usingComponents` of app.json: every page and component sees them. */
  usingComponents: Readonly<Record<string, string>>
  /** Whether `useExtendedLib` asks for the WeUI style sheet. */
  weui: boolean
}

export const stringMap = (value: unknown): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
    : {}

const pagesOf = (json: JsonObject): string[] => {
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  // Both spellings are documented.
  const packages: unknown = json.subpackages ?? json.subPackages
  const subpages = (Array.isArray(packages) ? packages : []).flatMap((item: unknown) =>
    isObject(item) && typeof item.root === 'string'
      ? strings(item.pages).map((page) => path.posix.join(item.root as string, page))
      : [],
  )
  return [...strings(json.pages), ...subpages].map((page) => page.replace(/^\//, ''))
}

const themeOf = (
  files: Files,
  json: JsonObject,
  report: (diagnostic: Diagnostic) => void,
): AppJson['theme'] => {
  const location = json.themeLocation
  if (typeof location !== 'string') return { light: {}, dark: {} }
  const theme = readJson(files, path.posix.join('.', location), report)
  return { light: stringMap(theme.light), dark: stringMap(theme.dark) }
}

/** Reads app.json. Throws a {@link CompileError} when it names no page: then there is no program. */
export const readAppJson = (files: Files, report: (diagnostic: Diagnostic) => void): AppModel => {
  const broken: Diagnostic[] = []
  const json = readJson(files, 'app.json', (diagnostic) => void broken.push(diagnostic))
  if (broken[0]) throw new CompileError(broken[0])
  const pages = pagesOf(json)
  if (pages.length === 0) {
    throw new CompileError({ level: 'error', file: 'app.json', message: 'names no pages' })
  }
  const present = pages.filter((page) => {
    const found = ['wxml', 'js', 'ts'].some((extension) => files.exists(`${page}.${extension}`))
    if (!found) {
      report({
        level: 'error',
        file: 'app.json',
        ...positionOf(files.read('app.json') ?? '', `"${page}"`),
        message: `page "${page}" has no files`,
      })
    }
    return found
  })
  const extended = json.useExtendedLib
  return {
    app: {
      window: isObject(json.window) ? json.window : {},
      ...(isObject(json.tabBar) && { tabBar: json.tabBar as TabBarConfig }),
      ...(typeof json.entryPagePath === 'string' && { entryPagePath: json.entryPagePath }),
      ...(isObject(json.networkTimeout) && { networkTimeout: json.networkTimeout }),
      ...(Array.isArray(json.requiredBackgroundModes) && {
        requiredBackgroundModes: json.requiredBackgroundModes as string[],
      }),
      darkmode: json.darkmode === true,
      usePrivacyCheck: json.__usePrivacyCheck__ === true,
      theme: themeOf(files, json, report),
    },
    pages: present,
    usingComponents: stringMap(json.usingComponents),
    weui: isObject(extended) && extended.weui === true,
  }
}
