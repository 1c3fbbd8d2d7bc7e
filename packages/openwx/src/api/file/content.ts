import { WxError } from '../../call/error.js'
import { isArrayBuffer, typeName } from '../../call/template.js'
import type { FileEncoding } from '../../codec/file-encoding.js'
import { decodeBytes, encodeText, isFileEncoding } from '../../codec/file-encoding.js'
import { FileError } from '../../ports/port-error.js'
import type { Operation, Storage } from './operation.js'

export interface ReadFileOptions {
  filePath: string
  /** Of the result's text. @default none: an ArrayBuffer */
  encoding?: FileEncoding
  /** First byte; within the file. Since 2.10.0. @default 0 */
  position?: number
  /** Bytes, from 1 to the file's length. Since 2.10.0. @default all that follow */
  length?: number
}
export interface ReadFileResult {
  data: string | ArrayBuffer
}
export interface WriteFileOptions {
  /** In the user's folder; its own folder must exist. */
  filePath: string
  data: string | ArrayBuffer
  /** Of a text. @default 'utf8' */
  encoding?: FileEncoding
}
export interface CopyFileOptions {
  srcPath: string
  /** In the user's folder; its own folder must exist. */
  destPath: string
}
export interface TruncateOptions {
  filePath: string
  /** Bytes to keep; what is missing becomes zeros. @default 0 */
  length?: number
}
/** What a function tells that only does something. */
export type Nothing = object

const checkEncoding = (encoding: unknown): void => {
  if (encoding !== undefined && encoding !== null && !isFileEncoding(encoding)) {
    throw new WxError(
      'invalid-argument',
      `parameter error: invalid encoding "${typeof encoding === 'string' ? encoding : typeName(encoding)}"`,
    )
  }
}

const outOfRange = (option: string, errno: number): WxError =>
  new WxError('out-of-range', `the value of "${option}" is out of range`, { errno })
const LENGTH_OUT_OF_RANGE = 1301006
const POSITION_OUT_OF_RANGE = 1301009

/** The bytes that a program wants written: a copy, as it may go on writing into its buffer. */
const contentOf = ({ data, encoding }: WriteFileOptions): Uint8Array<ArrayBuffer> => {
  checkEncoding(encoding)
  if (isArrayBuffer(data)) return new Uint8Array(data.slice(0))
  if (typeof data !== 'string') {
    const message = `parameter.data should be String instead of ${typeName(data)};`
    throw new WxError('invalid-argument', `parameter error: ${message}`)
  }
  const bytes = encodeText(data, encoding ?? 'utf8')
  if (bytes === undefined) {
    throw new WxError('invalid-data', `${encoding} encode error`, { errno: 1300203 })
  }
  return bytes
}

/** Which bytes of a file of that size are meant. */
const rangeOf = (
  { position, length }: ReadFileOptions,
  size: number,
  storage: Storage,
): { start: number; length: number } => {
  if (!storage.since('2.10.0')) return { start: 0, length: size }
  const isAsked = (value: unknown) => value !== undefined && value !== null
  const isWithin = (value: unknown, least: number, most: number) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
  if (isAsked(position) && !isWithin(position, 0, size - 1)) {
    throw outOfRange('position', POSITION_OUT_OF_RANGE)
  }
  if (isAsked(length) && !isWithin(length, 1, size)) {
    throw outOfRange('length', LENGTH_OUT_OF_RANGE)
  }
  const start = position ?? 0
  return { start, length: Math.min(length ?? size, size - start) }
}

const openTexts = ({ filePath }: { filePath: string }) =>
  ({
    'not-found': `no such file or directory, open ${filePath}`,
    permission: `permission denied, open ${filePath}`,
    'is-folder': [`illegal operation on a directory, open "${filePath}"`, 1301003],
  }) as const

export const readFile: Operation<ReadFileOptions, ReadFileResult> = {
  name: 'readFile',
  template: { filePath: 'String' },
  changes: false,
  texts: openTexts,
  start: (options, storage) => {
    const { encoding, filePath } = options
    checkEncoding(encoding)
    const rangeIn = (size: number) => {
      const range = rangeOf(options, size, storage)
      storage.checkContent(range.length)
      return range
    }
    const result = (bytes: Uint8Array<ArrayBuffer>): ReadFileResult => ({
      data: isFileEncoding(encoding) ? decodeBytes(bytes, encoding) : bytes.buffer,
    })
    return {
      now: () => {
        const place = storage.place(filePath)
        const stat = storage.tree.stat(place)
        if (stat === undefined) throw new FileError('not-found')
        if (stat.kind === 'folder') throw new FileError('is-folder')
        const { start, length } = rangeIn(stat.size)
        return result(storage.tree.read(place, start, length))
      },
      later: async () => {
        const place = storage.place(filePath)
        const { files } = storage
        const blob = await files.open(place)
        if (blob === undefined) {
          const stat = await files.stat(place)
          throw new FileError(stat?.kind === 'folder' ? 'is-folder' : 'not-found')
        }
        const { start, length } = rangeIn(blob.size)
        return result(await files.read(blob, start, length))
      },
    }
  },
}

/** Writes what room has been taken for, and gives that back. */
const within = (free: () => void, write: () => void): Nothing => {
  try {
    write()
  } finally {
    free()
  }
  return {}
}
const withinLater = async (free: () => void, write: () => Promise<void>): Promise<Nothing> => {
  try {
    await write()
  } finally {
    free()
  }
  return {}
}

export const writeFile: Operation<WriteFileOptions, Nothing> = {
  name: 'writeFile',
  template: { filePath: 'String' },
  changes: true,
  texts: openTexts,
  start: (options, storage) => {
    const bytes = contentOf(options)
    const prepare = () => {
      const place = storage.target(options.filePath)
      storage.checkContent(bytes.length)
      return { place, free: storage.reserve(bytes.length, place) }
    }
    return {
      now: () => {
        const { place, free } = prepare()
        return within(free, () => storage.tree.write(place, bytes))
      },
      later: async () => {
        const { place, free } = prepare()
        const write = async () => storage.files.write(place, await storage.files.createBlob(bytes))
        return withinLater(free, write)
      },
    }
  },
}

export const appendFile: Operation<WriteFileOptions, Nothing> = {
  name: 'appendFile',
  template: { filePath: 'String' },
  changes: true,
  texts: openTexts,
  start: (options, storage) => {
    const bytes = contentOf(options)
    const prepare = () => {
      const place = storage.target(options.filePath)
      storage.checkContent((storage.tree.stat(place)?.size ?? 0) + bytes.length)
      return { place, free: storage.reserve(bytes.length) }
    }
    return {
      now: () => {
        const { place, free } = prepare()
        return within(free, () => storage.tree.append(place, bytes))
      },
      later: async () => {
        const { place, free } = prepare()
        return withinLater(free, () => storage.files.append(place, bytes))
      },
    }
  },
}

export const copyFile: Operation<CopyFileOptions, Nothing> = {
  name: 'copyFile',
  template: { srcPath: 'String', destPath: 'String' },
  changes: true,
  texts: ({ srcPath, destPath }) => ({
    'not-found': `no such file or directory, copyFile ${srcPath} -> ${destPath}`,
    permission: `permission denied, copyFile ${srcPath} -> ${destPath}`,
    'is-folder': [`permission denied, copyFile ${srcPath} -> ${destPath}`, 1300013],
  }),
  start: ({ srcPath, destPath }, storage) => ({
    now: () => {
      const from = storage.place(srcPath)
      const to = storage.target(destPath)
      const free = storage.reserve(storage.tree.stat(from)?.size ?? 0, to)
      return within(free, () => storage.tree.copy(from, to))
    },
    later: async () => {
      const from = storage.place(srcPath)
      const to = storage.target(destPath)
      const free = storage.reserve((await storage.files.stat(from))?.size ?? 0, to)
      return withinLater(free, () => storage.files.copy(from, to))
    },
  }),
}

export const truncate: Operation<TruncateOptions, Nothing> = {
  name: 'truncate',
  template: { filePath: 'String' },
  changes: true,
  texts: openTexts,
  start: ({ filePath, length = 0 }, storage) => ({
    now: () => {
      if (!Number.isInteger(length) || length < 0) throw outOfRange('length', LENGTH_OUT_OF_RANGE)
      const place = storage.target(filePath)
      storage.checkContent(length)
      const free = storage.reserve(length, place)
      return within(free, () => storage.tree.truncate(place, length))
    },
  }),
}
