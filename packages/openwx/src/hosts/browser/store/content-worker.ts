/**
 * Writes contents into the page's private file system, where only a worker can do it fast;
 * `folder-contents.ts` asks. Imports nothing, so that the script can be served by itself.
 */
import type { FileProblem } from '../../../ports/port-error.js'

export interface WriteQuestion {
  readonly folder: string
  /** The name of the file; comes back in the answer. */
  readonly id: string
  readonly blob: Blob
}

export interface WriteAnswer {
  readonly id: string
  readonly problem?: FileProblem
  readonly detail?: string
}

/** What a worker has and a page has not; one project compiles for both. */
interface AccessHandle {
  write(bytes: ArrayBuffer, options: { at: number }): number
  flush(): void
  close(): void
}
interface WorkerFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<AccessHandle>
}
const worker = globalThis as unknown as {
  postMessage(message: WriteAnswer | 'ready'): void
  onmessage: (event: MessageEvent<WriteQuestion>) => void
}

/** Larger steps are no faster, and memory holds two of them. */
const STEP_BYTES = 2 * 1024 * 1024

const writeAll = async (access: AccessHandle, blob: Blob) => {
  const step = (at: number): Promise<ArrayBuffer> => {
    const reading = blob.slice(at, at + STEP_BYTES).arrayBuffer()
    // It may fail before anybody waits for it.
    reading.catch(() => undefined)
    return reading
  }
  let next = step(0)
  for (let at = 0; at < blob.size; at += STEP_BYTES) {
    const bytes = await next
    // Read while the one before is written.
    next = step(at + STEP_BYTES)
    if (access.write(bytes, { at }) < bytes.byteLength) {
      throw new DOMException('only a part was taken', 'QuotaExceededError')
    }
  }
  access.flush()
}

const write = async ({ folder, id, blob }: WriteQuestion): Promise<WriteAnswer> => {
  const root = await navigator.storage.getDirectory()
  const home = await root.getDirectoryHandle(folder, { create: true })
  try {
    const file = (await home.getFileHandle(id, { create: true })) as WorkerFile
    const access = await file.createSyncAccessHandle()
    try {
      await writeAll(access, blob)
    } finally {
      access.close()
    }
    return { id }
  } catch (error) {
    await home.removeEntry(id).catch(() => undefined)
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    return { id, problem: isFull ? 'full' : 'io', detail: String(error) }
  }
}

// One after the other: there is one disk, and memory stays small.
let last: Promise<unknown> = Promise.resolve()
worker.onmessage = ({ data }) => {
  const fail = (error: unknown): WriteAnswer => ({
    id: data.id,
    problem: 'io',
    detail: String(error),
  })
  last = last.then(async () => worker.postMessage(await write(data).catch(fail)))
}
worker.postMessage('ready')
