// What the tests of the store call in a page; the library is served as it was built.
import { createBrowserStore } from '/dist/hosts/browser/store/browser-store.js'

const place = (name) => ({ space: 'user', owner: 'wx1', name })
const repeat = (char, bytes) =>
  new Blob(
    [char.repeat(Math.min(bytes, 1024))].concat(
      Array.from({ length: Math.ceil(bytes / 1024) - 1 }, () => char.repeat(1024)),
    ),
  )

/** What a blob consists of: `['a', 2048]`, or a list of all that it has. */
const sumUp = async (blob) => {
  const text = await blob.text()
  return [[...new Set(text)].join(''), text.length]
}

const test = {
  warnings: [],
  changes: [],
  /** Blobs by name, as the store gave them. */
  blobs: {},
  store: undefined,

  async open() {
    const log = { warn: (text) => test.warnings.push(text), error: () => undefined }
    test.store = createBrowserStore(log)
    const keep = ({ put, remove }) => {
      for (const entry of put) test.blobs[entry.place.name] = entry.blob
      for (const { name } of remove) delete test.blobs[name]
      test.changes.push([
        ...put.map((entry) => entry.place.name),
        ...remove.map((p) => `-${p.name}`),
      ])
    }
    const entries = await test.store.load(keep)
    for (const entry of entries) test.blobs[entry.place.name] = entry.blob
    return entries.map((entry) => [entry.place.space, entry.place.owner, entry.place.name])
  },
  /** @param puts A blob's char and size, another name for the same bytes, or null for a folder. */
  async commit(puts, removed = []) {
    const put = Object.entries(puts).map(([name, what]) => ({
      place: place(name),
      createdMs: 1000,
      modifiedMs: 2000,
      ...(what !== null && {
        blob: typeof what === 'string' ? test.blobs[what] : repeat(what[0], what[1]),
      }),
    }))
    const kept = await test.store.commit({ put, remove: removed.map(place) })
    put.forEach((entry, i) => (test.blobs[entry.place.name] = kept[i]))
    for (const name of removed) delete test.blobs[name]
  },
  /** @param files Bytes by name. */
  async put(files) {
    const put = Object.entries(files).map(([name, bytes]) => ({
      place: place(name),
      blob: new Blob([new Uint8Array(bytes)]),
      createdMs: 1000,
      modifiedMs: 2000,
    }))
    await test.store.commit({ put, remove: [] })
  },
  /** What is stored is in blobs; says what they hold. */
  async read() {
    const read = {}
    for (const [name, blob] of Object.entries(test.blobs)) read[name] = blob && (await sumUp(blob))
    return read
  },
  problem: (work) =>
    work.then(
      () => 'none',
      (error) => error.problem ?? String(error),
    ),
  async contents() {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('openwx-files', { create: true })
    const names = []
    for await (const name of folder.keys()) names.push(name)
    return names
  },
}

globalThis.test = test
