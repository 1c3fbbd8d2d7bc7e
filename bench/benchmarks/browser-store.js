import { openPage } from '../lib/page.js'
import { atMost, millisecondsRow as row } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const BYTES = 100 * 1024 * 1024
const SMALL_BYTES = 4096
const ROUNDS = 5
const MAX_LIST_MS = 100

/** What a page keeps, in Chromium. */
export const run = async () => {
  const { url, page, close } = await openPage({ client: 'store-page.js', server: 'file-server.js' })
  try {
    const moves = []
    const values = await interleavedRounds(ROUNDS, ['wx', 'raw'], async (name) => {
      if (name === 'raw') {
        return (await page.evaluate((bytes) => globalThis.bench.raw(bytes), BYTES)).save
      }
      const address = `${url}/bytes?count=${BYTES}`
      const { save, move } = await page.evaluate((url) => globalThis.bench.save(url), address)
      moves.push(move)
      return save
    })
    await page.evaluate((url) => globalThis.bench.fill(url), `${url}/bytes?count=${SMALL_BYTES}`)
    const times = async (name) => {
      const list = []
      for (let i = 0; i < ROUNDS; i++) {
        list.push(await page.evaluate((name) => globalThis.bench[name](), name))
      }
      return list
    }
    return [
      {
        title: 'Chromium: what a page keeps',
        how: `100 MiB saved, and 1,000 saved files of 4 KiB listed; medians of ${ROUNDS}.`,
        rows: [
          row('wx.saveFile of a download of 100 MiB', values.wx),
          row('a Blob of 100 MiB piped to createWritable', values.raw),
          row('rename of the saved file', moves),
          row('getSavedFileList', await times('list'), atMost(MAX_LIST_MS, `${MAX_LIST_MS} ms`)),
          row('host.ready with those files', await times('ready')),
        ],
      },
    ]
  } finally {
    await close()
  }
}
