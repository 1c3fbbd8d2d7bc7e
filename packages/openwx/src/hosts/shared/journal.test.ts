import { beforeEach, expect, it, vi } from 'vitest'
import type { FilePlace } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import type { StoreChanges, StoredEntry } from './durable-store.js'
import type { Journal } from './journal.js'
import { createJournal } from './journal.js'

interface Bytes {
  readonly size: number
  readonly text: string
}
type Entry = StoredEntry<Bytes>

const place = (name: string): FilePlace => ({ space: 'user', owner: 'wx1', name })
const blob = (text: string): Bytes => ({ size: text.length, text })

let index: Map<string, Entry>
let journal: Journal<Bytes>
/** Commits under way, to be ended by the test. */
let commits: {
  readonly changes: StoreChanges<Bytes>
  succeed(): void
  fail(): void
}[]
const log = { warn: vi.fn(), error: vi.fn() }

beforeEach(() => {
  index = new Map()
  commits = []
  log.error.mockReset()
  const store = {
    load: () => Promise.resolve([]),
    close: () => Promise.resolve(),
    commit: (changes: StoreChanges<Bytes>) =>
      new Promise<(Bytes | undefined)[]>((resolve, reject) => {
        commits.push({
          changes,
          succeed: () =>
            resolve(changes.put.map((entry) => entry.blob && blob(`${entry.blob.text}, kept`))),
          fail: () => reject(new FileError('full')),
        })
      }),
  }
  journal = createJournal(
    store,
    {
      entry: ({ name }) => index.get(name),
      apply: ({ put, remove }) => {
        for (const { name } of remove) index.delete(name)
        for (const entry of put) index.set(entry.place.name, entry)
      },
      settle: (entries) => {
        for (const entry of entries) index.set(entry.place.name, entry)
      },
    },
    log,
  )
})

const set = (name: string, text: string | undefined) => {
  const before = index.get(name)
  const now =
    text === undefined
      ? undefined
      : { place: place(name), blob: blob(text), createdMs: 0, modifiedMs: 0 }
  if (now === undefined) index.delete(name)
  else index.set(name, now)
  journal.note(place(name), now, before)
}
const texts = () => Object.fromEntries([...index].map(([name, entry]) => [name, entry.blob?.text]))
const committed = () =>
  commits.map(({ changes }) => [
    ...changes.put.map((entry) => `${entry.place.name}=${String(entry.blob?.text)}`),
    ...changes.remove.map(({ name }) => `-${name}`),
  ])
const problem = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error as FileError).problem,
  )

it('commits what changed in one go, each place as it is at last', async () => {
  set('a', '1')
  set('a', '2')
  set('b', '1')
  set('b', undefined)
  const flushed = journal.flush()
  expect(committed()).toEqual([['a=2', '-b']])
  commits[0]?.succeed()
  await flushed
  expect(texts()).toEqual({ a: '2, kept' })
})

it('writes behind when the running code has ended, if nobody asks before', async () => {
  set('a', '1')
  expect(commits).toEqual([])
  await Promise.resolve()
  expect(committed()).toEqual([['a=1']])
  const flushed = journal.flush()
  commits[0]?.succeed()
  await flushed
  expect(log.error).not.toHaveBeenCalled()
})

it('takes back what was not kept, and says so to who asked, only', async () => {
  set('a', '1')
  const first = journal.flush()
  commits[0]?.succeed()
  await first
  set('a', '2')
  set('b', '1')
  const second = problem(journal.flush())
  commits[1]?.fail()
  expect(await second).toBe('full')
  expect(texts()).toEqual({ a: '1, kept' })
  expect(await problem(journal.flush())).toBe('none')
  expect(log.error).not.toHaveBeenCalled()
})

it('tells the log what was written behind and not kept', async () => {
  set('a', '1')
  await Promise.resolve()
  commits[0]?.fail()
  await vi.waitFor(() => expect(log.error).toHaveBeenCalledOnce())
  expect(log.error.mock.calls[0]?.[0]).toBe('openwx: not kept, and as before: a')
  expect(texts()).toEqual({})
})

it('leaves a later change alone, which falls back on what was kept before both', async () => {
  set('a', '1')
  const first = journal.flush()
  commits[0]?.succeed()
  await first
  set('a', '2')
  const second = problem(journal.flush())
  set('a', '3')
  const third = problem(journal.flush())
  set('a', '4')
  const fourth = problem(journal.flush())
  commits[1]?.fail()
  await second
  expect(texts()).toEqual({ a: '4' })
  commits[2]?.fail()
  await third
  expect(texts()).toEqual({ a: '4' })
  commits[3]?.fail()
  await fourth
  expect(texts()).toEqual({ a: '1, kept' })
})

it('falls back on an earlier change that was kept', async () => {
  set('a', '1')
  const first = journal.flush()
  set('a', '2')
  const second = problem(journal.flush())
  commits[0]?.succeed()
  await first
  expect(texts()).toEqual({ a: '2' })
  commits[1]?.fail()
  await second
  expect(texts()).toEqual({ a: '1' })
})

it('takes over what other pages did, but for what is about to be written over it', async () => {
  const theirs = (name: string): Entry => ({
    place: place(name),
    blob: blob('theirs'),
    createdMs: 0,
    modifiedMs: 0,
  })
  set('running', '1')
  const flushed = journal.flush()
  set('noted', '1')
  set('gone', undefined)
  journal.takeOver({
    put: [theirs('running'), theirs('new'), theirs('gone')],
    remove: [place('noted'), place('other')],
  })
  expect(texts()).toEqual({ running: '1', noted: '1', new: 'theirs' })
  commits[0]?.succeed()
  await flushed
})
