import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { Template } from '../../call/template.js'
import type { FilePlace, FilesPort, FileTree } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { ProblemTexts } from './file-problem.js'
import { fileProblem } from './file-problem.js'
import { formatPath, parsePath } from './paths.js'

/** One file through FileSystemManager's functions of content. */
const MAX_CONTENT_BYTES = 100 * 1024 * 1024

const DEVTOOLS_STORAGE_FULL = 'exceeded the maximum size of the file storage limit'

/** What happens to the files of one program. */
export interface Storage {
  readonly owner: string
  readonly files: FilesPort
  /** What the profile of the program says in words of its own, whichever function it is. */
  readonly texts: ProblemTexts
  /** @throws FileError `not-ready` */
  readonly tree: FileTree
  /** The place that a path means. @throws FileError `not-found` where no file can be */
  place(path: string): FilePlace
  /** The same for what is written to. @throws FileError `permission` for any space but the user's */
  target(path: string): FilePlace
  format(place: FilePlace): string
  /** Sets room aside; see `FilesPort.reserve`. @param place What is there makes room. */
  reserve(bytes: number, place?: FilePlace): () => void
  /** @throws FileError `full` for more than one file may have through FileSystemManager */
  checkContent(bytes: number): void
  since(version: string): boolean
  /** Runs work when the host is ready and everything that changed files before it is done. */
  run<T>(changes: boolean, work: () => Promise<T> | T): Promise<T>
}

/** Use through `context.shared`: the order of changes is one. */
export const createStorage = (context: ApiContext): Storage => {
  const { host, app } = context
  const { files } = host
  let changed: Promise<unknown> | undefined
  const place = (path: string): FilePlace => {
    const parsed = parsePath(context, path)
    if (parsed === undefined) throw new FileError('not-found')
    return parsed
  }
  return {
    owner: app.appId,
    files,
    texts: app.profile === 'devtools' ? { full: DEVTOOLS_STORAGE_FULL } : {},
    get tree() {
      return files.tree
    },
    place,
    target: (path) => {
      const parsed = parsePath(context, path)
      if (parsed?.space !== 'user') throw new FileError('permission')
      return parsed
    },
    format: (of) => formatPath(context, of),
    reserve: (bytes, over) => {
      const freed = (over && files.tree.stat(over)?.size) ?? 0
      return files.reserve(app.appId, bytes - freed, app.maxStorageBytes)
    },
    checkContent: (bytes) => {
      if (bytes > MAX_CONTENT_BYTES) throw new FileError('full')
    },
    since: context.since,
    run: (changes, work) => {
      const inTurn = (changed ?? files.ready()).then(() => {
        if (host.lifeCycle.state === 'disposed') throw new WxError('interrupted', 'interrupted')
        return work()
      })
      if (!changes) return inTurn
      const kept = inTurn.then(async (result) => {
        await files.flush()
        return result
      })
      changed = kept.catch(() => undefined)
      return kept
    },
  }
}

/** One call on its way, with everything that its caller might still change read. */
export interface Task<R extends object> {
  /** Absent where the function has no `Sync` form. */
  now?(): R
  /** Without blocking. @default {@link Task.now} */
  later?(): Promise<R>
}

/** A function of files, whichever object of the program has it, and whether it waits or not. */
export interface Operation<O extends object, R extends object> {
  readonly name: string
  /** Required fields. @default none */
  readonly template?: Readonly<Record<string, Template>>
  readonly changes: boolean
  /** This function's words for what can go wrong. */
  texts(options: O): ProblemTexts
  start(options: O, storage: Storage): Task<R>
}

/** Performs an operation in its turn. @throws WxError */
export const perform = async <O extends object, R extends object>(
  operation: Operation<O, R>,
  options: O,
  storage: Storage,
): Promise<R> => {
  try {
    const task = operation.start(options, storage)
    const work = task.later ?? task.now
    if (work === undefined) throw new FileError('io')
    return await storage.run(operation.changes, work)
  } catch (error) {
    throw fileProblem(error, { ...storage.texts, ...operation.texts(options) })
  }
}

/** Performs an operation at once. @throws WxError */
export const performNow = <O extends object, R extends object>(
  operation: Operation<O, R>,
  options: O,
  storage: Storage,
): R => {
  try {
    const { now } = operation.start(options, storage)
    if (now === undefined) throw new FileError('io')
    return now()
  } catch (error) {
    throw fileProblem(error, { ...storage.texts, ...operation.texts(options) })
  }
}
