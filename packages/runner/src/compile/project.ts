import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Program } from '../program.js'
import { CompileError } from './diagnostics.js'
import { isObject, type JsonObject } from './json.js'

/** A mini program on disk, as its project files describe it. */
export type Project = {
  /** The folder that was asked for. */
  dir: string
  /** Where app.json is. */
  root: string
  name: string
  appId: string
  /** Base library to emulate; absent for the newest one. */
  libVersion?: string
  urlCheck: boolean
  domains: Program['domains']
  /** `openwx.config.json`: names that a test server answers, as `name: 'address:port'`. */
  hosts: Readonly<Record<string, string>>
  /** `openwx.config.json`: origins that the gateway may reach besides the domain lists. */
  allow: readonly string[]
}

const DEFAULT_APP_ID = 'wx0000000000000000'
const DOMAIN_KINDS = ['request', 'uploadFile', 'downloadFile', 'socket'] as const

/** The files that a {@link Project} is read from; when one changes, everything changes. */
export const PROJECT_FILES = [
  'project.config.json',
  'project.private.config.json',
  'openwx.config.json',
] as const

const readProjectFile = (dir: string, file: string): JsonObject => {
  const target = path.join(dir, file)
  if (!existsSync(target)) return {}
  try {
    const value: unknown = JSON.parse(readFileSync(target, 'utf8').replace(/^\uFEFF/, ''))
    return isObject(value) ? value : {}
  } catch (error) {
    throw new CompileError({
      level: 'error',
      file,
      message: error instanceof Error ? error.message : String(error),
    })
  }
}

const stringOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const settingOf = (config: JsonObject, key: string): unknown =>
  isObject(config.setting) ? config.setting[key] : undefined

const findRoot = (dir: string, configured: string | undefined): string => {
  const candidates = configured === undefined ? ['.', 'miniprogram'] : [configured]
  const root = candidates
    .map((candidate) => path.resolve(dir, candidate))
    .find((candidate) => existsSync(path.join(candidate, 'app.json')))
  if (root !== undefined) return root
  const places = candidates.map((candidate) => path.join(dir, candidate, 'app.json'))
  throw new CompileError({
    level: 'error',
    file: 'app.json',
    message: `not found, so there is no mini program here (looked at ${places.join(', ')})`,
  })
}

/** Reads the project files of a folder. Throws a {@link CompileError} when no app.json is there. */
export const readProject = (folder: string): Project => {
  const dir = path.resolve(folder)
  const [config, local, own] = PROJECT_FILES.map((file) => readProjectFile(dir, file)) as [
    JsonObject,
    JsonObject,
    JsonObject,
  ]
  const domains = isObject(own.domains) ? own.domains : {}
  const hosts = isObject(own.hosts) ? own.hosts : {}
  const version = stringOf(local.libVersion) ?? stringOf(config.libVersion)
  return {
    dir,
    root: findRoot(dir, stringOf(config.miniprogramRoot)),
    name: stringOf(config.projectname) ?? path.basename(dir),
    appId: stringOf(config.appid) ?? DEFAULT_APP_ID,
    // Names such as `trial` and `latest` mean the newest one.
    ...(version && /^\d+\.\d+\.\d+$/.test(version) && { libVersion: version }),
    urlCheck: (settingOf(local, 'urlCheck') ?? settingOf(config, 'urlCheck')) !== false,
    domains: Object.fromEntries(DOMAIN_KINDS.map((kind) => [kind, stringsOf(domains[kind])])),
    hosts: Object.fromEntries(
      Object.entries(hosts).filter((entry): entry is [string, string] => !!stringOf(entry[1])),
    ),
    allow: stringsOf(own.allow),
  }
}
