// What the tests of the host's files call in a page; the library is served as it was built.
import { createHost, createWx } from '/dist/index.browser.js'

const owner = 'wx1'
const user = (name) => ({ space: 'user', owner, name })
const bytesOf = (text, times) => new TextEncoder().encode(text.repeat(times))
const sumUp = (bytes) => {
  const text = new TextDecoder().decode(bytes)
  return [[...new Set(text)].join(''), text.length]
}

const test = {
  errors: [],
  host: undefined,
  saved: [],

  async open() {
    console.error = (...parts) => test.errors.push(parts.map(String).join(' '))
    test.host = createHost()
    await test.host.ready()
  },
  async save(text, times) {
    const { files } = test.host
    const temp = await files.createTemp(await files.createBlob(bytesOf(text, times)), 'txt')
    const place = files.tree.save(temp, owner)
    await files.flush()
    return place.name
  },
  list: (space) => test.host.files.tree.list({ space, owner, name: '' }).map(({ name }) => name),
  size: (space, name) => test.host.files.tree.stat({ space, owner, name })?.size,
  async write(name, text, times) {
    const { files } = test.host
    await files.write(user(name), await files.createBlob(bytesOf(text, times)))
  },
  makeFolder: (name) => test.host.files.tree.makeFolder(user(name), true),
  writeSync: (name, text, times) => test.host.files.tree.write(user(name), bytesOf(text, times)),
  appendSync: (name, text, times) => test.host.files.tree.append(user(name), bytesOf(text, times)),
  renameSync: (from, to) => test.host.files.tree.rename(user(from), user(to)),
  copySync: (from, to) => test.host.files.tree.copy(user(from), user(to)),
  readSync: (space, name) => sumUp(test.host.files.tree.read({ space, owner, name })),
  async read(name) {
    const { files } = test.host
    return sumUp(await files.read(await files.open(user(name))))
  },
  /** Writes a document, and puts a button onto the page that opens it; the page's title tells how that ended. */
  async offer(name, bytes) {
    const wx = createWx(test.host)
    const filePath = `wxfile://usr/${name}`
    const data = Uint8Array.from(bytes).buffer
    await new Promise((success, fail) => {
      wx.getFileSystemManager().writeFile({ filePath, data, success, fail })
    })
    const button = document.createElement('button')
    const complete = ({ errMsg }) => (document.title = errMsg)
    button.onclick = () => wx.openDocument({ filePath, complete })
    document.body.append(button)
    // Whether there is a viewer depends on the machine that the test runs on.
    Object.defineProperty(navigator, 'pdfViewerEnabled', { value: true })
  },
  problem: (work) =>
    Promise.resolve()
      .then(work)
      .then(
        () => 'none',
        (error) => error.problem ?? String(error),
      ),
}

globalThis.test = test
