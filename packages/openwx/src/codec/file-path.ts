import type { FilePlace, FileSpace } from '../ports/files.js'

/** `'device'` writes `wxfile://tmp_1.png`, `'devtools'` writes `http://tmp/1.png`. */
export type PathProfile = 'device' | 'devtools'

const LOCAL = /^(?:wxfile|http):\/\/(?:(?<own>tmp|store)[_/]|usr(?:\/|$))(?<name>.*)$/s
const SCHEME = /^[a-z][a-z\d+.-]*:/i
/** Deep enough for anything that some server or file system might still undo. */
const MAX_DECODINGS = 4

const isPlain = (text: string): boolean =>
  !text.includes('\\') &&
  !text.includes('\0') &&
  text.split('/').every((segment) => segment !== '.' && segment !== '..')

/** Whether a name leads nowhere else, also once somebody has undone its percent-encoding. */
const isSafe = (name: string): boolean => {
  let text = name
  for (let i = 0; i < MAX_DECODINGS; i++) {
    if (!isPlain(text)) return false
    try {
      text = decodeURIComponent(text)
    } catch {
      // A percent sign that is only that.
      return true
    }
  }
  return isPlain(text)
}

/**
 * The place that a program's path means, in the spelling of either profile; a path without a scheme lies
 * in the package, with or without a leading `/`. Undefined for an address in the network (see
 * {@link isNetworkAddress}), and for a path that would lead out of its space.
 * @param owner The program whose path it is.
 */
export const parseFilePath = (path: string, owner: string): FilePlace | undefined => {
  const groups = LOCAL.exec(path)?.groups
  if (groups === undefined && SCHEME.test(path)) return undefined
  const name = (groups?.name ?? path)
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')
  if (!isSafe(name)) return undefined
  const space = groups === undefined ? 'package' : spaceOf(groups.own)
  if (space === 'user') return { space, owner, name }
  // The names of temp and saved files are ours: there are no folders.
  if (name === '' || (space !== 'package' && name.includes('/'))) return undefined
  return space === 'saved' ? { space, owner, name } : { space, name }
}

/** Hosts that stand for files, however an address with one of them is written. */
const RESERVED = /^http:[/\\]+(?:tmp|store|usr)(?![a-z\d.-])/i

/**
 * Whether a path is the address of something in the network. What is neither that nor a path that
 * {@link parseFilePath} knows is nowhere.
 */
export const isNetworkAddress = (path: string): boolean =>
  /^https?:\/\//i.test(path) && !RESERVED.test(path)

const spaceOf = (own: string | undefined): FileSpace =>
  own === undefined ? 'user' : own === 'tmp' ? 'temp' : 'saved'

const prefixes: Readonly<Record<PathProfile, Readonly<Record<FileSpace, string>>>> = {
  device: { temp: 'wxfile://tmp_', saved: 'wxfile://store_', user: 'wxfile://usr/', package: '/' },
  devtools: { temp: 'http://tmp/', saved: 'http://store/', user: 'http://usr/', package: '/' },
}

/** A place as programs see it. */
export const formatFilePath = ({ space, name }: FilePlace, profile: PathProfile): string =>
  prefixes[profile][space] + name

/** The folder that a place lies in; the space itself for one at its top. */
export const folderOf = (place: FilePlace): FilePlace => ({
  ...place,
  name: place.name.slice(0, Math.max(0, place.name.lastIndexOf('/'))),
})

/** The last segment of a path, in any spelling: `tmp_1.png` of `wxfile://tmp_1.png`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** What follows the last dot of the last segment, in lower case, or `''`. */
export const extensionOf = (path: string): string =>
  /[^/.][^/]*\.([^/.]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
