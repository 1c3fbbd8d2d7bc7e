import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, copyFile, open, rm, stat, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { FilePlace, FilesPort, HostBlob } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { tempName } from '../shared/file-names.js'
import { createFileTree } from '../shared/file-tree.js'
import type { NodeBlob } from './blob.js'
import { readBlob, readPart, versionOf } from './blob.js'
import { createNodeDisk, NO_FOLLOW } from './disk.js'
import { toFileError } from './file-error.js'
import type { NodeFilesOptions } from './folders.js'
import { createNodeFolders } from './folders.js'
import type { Scratch, ScratchSource } from './scratch.js'
import { createScratch } from './scratch.js'
import { createNodeWriter } from './writer.js'

export interface NodeFiles extends FilesPort {
  /** @throws FileError when there is no place for one. */
  createScratch(source: ScratchSource): Scratch
  /** A copy of any file of the machine, in as little time as its disk allows. */
  copyIn(file: string): Promise<NodeBlob>
  /** Removes everything that was for this run only. */
  close(): Promise<void>
}

/** Files in folders. Names change at once, contents are made beforehand, without blocking. */
export const createNodeFiles = (options: NodeFilesOptions = {}): NodeFiles => {
  const folders = createNodeFolders(options)
  const disk = createNodeDisk(folders)
  const tree = createFileTree(disk)
  const { pathOf, scratchPath, track } = folders
  const writers = new Set<{ discard(): void }>()
  /** The blobs that reach a host's files come from the same host. */
  const own = (blob: HostBlob) => blob as NodeBlob

  /** A file that nobody sees yet; nothing is left of it when making it fails. */
  const makeScratch = async (fill: (file: string) => Promise<void>): Promise<NodeBlob> => {
    const file = scratchPath()
    try {
      await fill(file)
      return { path: file, size: (await stat(file)).size }
    } catch (error) {
      await rm(file, { force: true })
      throw toFileError(error)
    }
  }
  const copyIn = (source: string): Promise<NodeBlob> =>
    makeScratch(async (file) => {
      await copyFile(source, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      // A file of the package may be read-only, and its copy is not.
      await chmod(file, 0o600)
    })
  const append = async (place: FilePlace, bytes: Uint8Array): Promise<void> => {
    tree.appendable(place)
    const file = pathOf(place)
    if (file === undefined) throw new FileError('permission')
    try {
      const handle = await open(file, constants.O_WRONLY | constants.O_APPEND | NO_FOLLOW)
      try {
        const { size } = await handle.stat()
        await handle.appendFile(bytes).catch(async (error: unknown) => {
          await handle.truncate(size)
          throw error
        })
      } finally {
        await handle.close()
      }
    } catch (error) {
      throw toFileError(error)
    }
    tree.grew(place, bytes.length)
  }

  return {
    tree,
    ready: () => Promise.resolve(),
    flush: () => Promise.resolve(),
    createScratch: (source) => createScratch(scratchPath(), source, track),
    copyIn: (file) => track(copyIn(file)),
    createTemp: (blob, extension) =>
      Promise.resolve().then(() => {
        const place: FilePlace = { space: 'temp', name: tempName(extension) }
        try {
          disk.adopt(place, own(blob))
        } catch (error) {
          disk.free(own(blob))
          throw error
        }
        return place
      }),
    createBlob: (bytes) =>
      track(makeScratch((file) => writeFile(file, bytes, { flag: 'wx', mode: 0o600 }))),
    createWriter: () => {
      const writer = createNodeWriter(scratchPath(), track)
      writers.add(writer)
      return {
        ...writer,
        end: async (head) => {
          const blob = await writer.end(head)
          writers.delete(writer)
          return blob
        },
      }
    },
    read: (blob, start = 0, length = Infinity) =>
      track(readPart(own(blob), start, Math.min(blob.size, start + length))),
    digest: (blob, algorithm) =>
      track(
        (async () => {
          const hash = createHash(algorithm)
          for await (const piece of readBlob(own(blob))) hash.update(piece)
          return hash.digest('hex')
        })(),
      ),
    write: (place, blob) => Promise.resolve().then(() => tree.adopt(place, own(blob))),
    copy: (from, to) =>
      track(
        (async () => {
          tree.file(from)
          tree.checkTarget(to)
          const source = pathOf(from)
          if (source === undefined) throw new FileError('not-found')
          tree.adopt(to, await copyIn(source))
        })(),
      ),
    append: (place, bytes) => track(append(place, bytes)),
    open: async (place): Promise<NodeBlob | undefined> => {
      if (disk.stat(place)?.kind !== 'file') return undefined
      const file = pathOf(place)
      if (file === undefined) return undefined
      try {
        const stats = await stat(file, { bigint: true })
        return { path: file, size: Number(stats.size), version: versionOf(stats) }
      } catch (error) {
        const known = toFileError(error)
        if (known.problem === 'not-found') return undefined
        throw known
      }
    },
    stat: (place) => Promise.resolve().then(() => disk.stat(place)),
    remove: (place) =>
      Promise.resolve().then(() => {
        if (place.space === 'package' || disk.stat(place)?.kind !== 'file') return false
        tree.remove(place)
        return true
      }),
    url: (place) =>
      Promise.resolve().then(() => {
        const file = disk.stat(place)?.kind === 'file' ? pathOf(place) : undefined
        return file === undefined ? undefined : pathToFileURL(file).href
      }),
    discard: (blob) => void track(rm(own(blob).path, { force: true }).catch(() => undefined)),
    reserve: tree.reserve,
    close: async () => {
      for (const writer of writers) writer.discard()
      await folders.close()
    },
  }
}
