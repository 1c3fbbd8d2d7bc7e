import { openPage } from '../lib/page.js'
import { atLeast, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const [WIDTH, HEIGHT] = [8660, 5774]
const ROUNDS = 7
const CALLS = 5

/** The size of a picture of 50 megapixels, in Chromium. */
export const run = async () => {
  const { url, page, close } = await openPage({
    client: 'picture-page.js',
    server: 'picture-server.js',
  })
  try {
    const address = `${url}/${WIDTH}x${HEIGHT}.jpg`
    await page.evaluate((address) => globalThis.bench.load(address), address)
    const tell = (name) =>
      page.evaluate(
        ([name, address, calls, pixels]) => globalThis.bench.tell(name, address, calls, pixels),
        [name, address, CALLS, WIDTH * HEIGHT],
      )
    const names = ['wx.getImageInfo', '<img> onload']
    for (const name of names) await tell(name)
    const values = await interleavedRounds(ROUNDS, names, tell)
    return [
      {
        title: 'Chromium: the size of a JPEG of 50 megapixels',
        how:
          'Calls a second, as a ratio to an `<img>` that the same Blob is put into, until it says that it is loaded. ' +
          `${ROUNDS} rounds of ${CALLS}.`,
        rows: ratioRows(values, '<img> onload', { 'wx.getImageInfo': atLeast(30) }),
      },
    ]
  } finally {
    await close()
  }
}
