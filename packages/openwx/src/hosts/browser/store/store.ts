import type { DurableStore, StoredEntry } from '../../shared/durable-store.js'
import type { Contents } from './contents.js'
import { toFileError } from './database.js'
import type { Entries, EntryKey, EntryRecord } from './entries.js'
import { keyOf, placeOf } from './entries.js'
import type { Run } from './run.js'
import { leftByTheDead } from './run.js'

const CHANNEL = 'openwx-files'

/**
 * Files that outlive the page: names in the database, each with the id of a content that never changes.
 * A content is written under an id of its own before one transaction makes the names refer to it, so that
 * a page that dies at any time leaves what was there before or what was to be. A content without a name is
 * removed by whoever took its last one away, or after a death by the next page.
 */
export const createStore = (entries: Entries, contents: Contents, run: Run): DurableStore<Blob> => {
  const channel = new BroadcastChannel(CHANNEL)
  const ids = new WeakMap<Blob, string>()
  const underWay = new Set<Promise<unknown>>()
  let lastCommit: Promise<unknown> = Promise.resolve()
  let commits = 0
  let commitsUnderWay = 0
  /** Contents without a name, until no commit is under way: its blobs may be made of them. */
  const leftOver: string[] = []

  /** Work that closing waits for. */
  const during = <T>(work: Promise<T>): Promise<T> => {
    const end = () => underWay.delete(work)
    underWay.add(work)
    work.then(end, end)
    return work
  }
  const open = async (
    contentIds: readonly (string | undefined)[],
  ): Promise<(Blob | undefined)[]> => {
    const blobs = (await contents.open(contentIds.filter((id) => id !== undefined))).values()
    return contentIds.map((id) => {
      const blob = id === undefined ? undefined : blobs.next().value
      if (id !== undefined && blob !== undefined) ids.set(blob, id)
      return blob
    })
  }
  const toEntries = async (records: readonly EntryRecord[]): Promise<StoredEntry<Blob>[]> => {
    const blobs = await open(records.map(({ content }) => content))
    return records.flatMap(({ space, owner, name, content, createdMs, modifiedMs }, i) => {
      const [blob, entry] = [
        blobs[i],
        { place: placeOf([space, owner, name]), createdMs, modifiedMs },
      ]
      if (blob !== undefined) return { ...entry, blob }
      // The content of a file has gone, without us.
      return content === undefined ? entry : []
    })
  }
  /** What stays is for the next page to remove. */
  const removeContents = (left: Iterable<string>) =>
    contents.remove([...left]).catch(() => undefined)

  const sweep = async () => {
    const left = await leftByTheDead(await contents.list())
    // Asked after them: what a page has named since is not among those of the dead.
    const used = new Set((await entries.all()).map(({ content }) => content))
    await removeContents(left.filter((id) => !used.has(id)))
  }
  /** @returns Ids by blob, of those that were not stored yet. */
  const writeNew = async (blobs: ReadonlySet<Blob>): Promise<Map<Blob, string>> => {
    const written = new Map<Blob, string>()
    const results = await Promise.allSettled(
      [...blobs]
        .filter((blob) => !ids.has(blob))
        .map(async (blob) => written.set(blob, await contents.write(run.newName(), blob))),
    )
    const failed = results.find((result) => result.status === 'rejected')
    if (failed === undefined) return written
    await removeContents(written.values())
    throw failed.reason
  }

  return {
    load: async (changed) => {
      channel.onmessage = ({ data }: MessageEvent<readonly EntryKey[]>) => {
        const tell = async () => {
          let records: (EntryRecord | undefined)[]
          let put: StoredEntry<Blob>[]
          let before: number
          do {
            // What this page has written since would be taken back by what was read before it.
            await lastCommit.catch(() => undefined)
            before = commits
            records = await entries.get(data)
            put = await toEntries(records.filter((record) => record !== undefined))
          } while (commits !== before)
          changed({ put, remove: data.filter((_, i) => records[i] === undefined).map(placeOf) })
        }
        // A page that cannot read will hear so when it asks.
        void during(tell().catch(() => undefined))
      }
      try {
        const stored = await toEntries(await entries.all())
        void during(sweep().catch(() => undefined))
        return stored
      } catch (error) {
        throw toFileError(error)
      }
    },
    commit: ({ put, remove }) => {
      commits += 1
      commitsUnderWay += 1
      const writing = writeNew(new Set(put.flatMap(({ blob }) => blob ?? [])))
      const before = lastCommit
      const change = async () => {
        const [written] = await Promise.allSettled([writing, before])
        if (written.status === 'rejected') throw written.reason
        const fresh = written.value
        const records = put.map(({ place, blob, createdMs, modifiedMs }): EntryRecord => {
          const [space, owner, name] = keyOf(place)
          const content = blob && (fresh.get(blob) ?? ids.get(blob))
          const record = { space, owner, name, createdMs, modifiedMs }
          return content === undefined ? record : { ...record, content }
        })
        const removed = remove.map(keyOf)
        try {
          leftOver.push(...(await entries.change(records, removed, new Set(fresh.values()))))
        } catch (error) {
          await removeContents(fresh.values())
          throw error
        }
        channel.postMessage([...put.map(({ place }) => keyOf(place)), ...removed])
        for (const [blob, id] of fresh) ids.set(blob, id)
        try {
          return await open(records.map(({ content }) => content))
        } catch {
          // They are kept all the same; the page goes on with those that it has.
          return put.map(({ blob }) => blob)
        }
      }
      const work = change().catch((error: unknown) => {
        throw toFileError(error)
      })
      const clean = () => {
        commitsUnderWay -= 1
        if (commitsUnderWay === 0) void during(removeContents(leftOver.splice(0)))
      }
      lastCommit = work
      work.then(clean, clean)
      return during(work)
    },
    close: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay)
      channel.close()
      contents.close()
      run.end()
    },
  }
}
