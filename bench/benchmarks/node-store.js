import { mkdtempSync, rmSync } from 'node:fs'
import { copyFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHost, createWx } from 'openwx'
import { atLeast, atMost, millisecondsRow, ratioRows } from '../lib/report.js'
import { interleavedRounds } from '../lib/rounds.js'

const BYTES = 100 * 1024 * 1024
const SMALL_BYTES = 4096
const FILES = 1000
const ROUNDS = 5
const MIN_RATIO = 10
const MAX_LIST_MS = 100

const secondsOf = async (work) => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** What a program keeps, on Node. */
export const run = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'openwx-bench-'))
  const host = createHost({ dataDir: path.join(folder, 'data') })
  const wx = createWx(host, { maxStorageBytes: 2 * BYTES })
  const makeTemp = async (bytes) => {
    const blob = await host.files.createBlob(new Uint8Array(bytes).fill(1))
    return `wxfile://tmp_${(await host.files.createTemp(blob, 'bin')).name}`
  }
  const save = async () => {
    const tempFilePath = await makeTemp(BYTES)
    let filePath
    const seconds = await secondsOf(async () => {
      filePath = (await wx.saveFile({ tempFilePath })).savedFilePath
    })
    const { size } = await wx.getSavedFileInfo({ filePath })
    if (size !== BYTES) throw new Error(`${size} bytes were saved`)
    await wx.removeSavedFile({ filePath })
    return 1 / seconds
  }
  const copy = async () => {
    const from = fileURLToPath(await host.resolveUrl(await makeTemp(BYTES)))
    const to = path.join(folder, 'copy')
    const seconds = await secondsOf(() => copyFile(from, to))
    await Promise.all([from, to].map((file) => rm(file)))
    return 1 / seconds
  }
  try {
    const saves = await interleavedRounds(ROUNDS, ['wx', 'fs'], (name) =>
      name === 'wx' ? save() : copy(),
    )
    for (let i = 0; i < FILES; i++) {
      await wx.saveFile({ tempFilePath: await makeTemp(SMALL_BYTES) })
    }
    const { list } = await interleavedRounds(ROUNDS, ['list'], async () => {
      let fileList = []
      const seconds = await secondsOf(async () => ({ fileList } = await wx.getSavedFileList()))
      if (fileList.length !== FILES) throw new Error(`${fileList.length} files were listed`)
      return seconds * 1000
    })
    return [
      {
        title: 'Node: a file of 100 MiB is saved',
        how: `Files a second, as a ratio to \`fs.copyFile\` in the same folder of temporary files; ${ROUNDS} rounds.`,
        rows: ratioRows({ 'wx.saveFile': saves.wx, 'fs.copyFile': saves.fs }, 'fs.copyFile', {
          'wx.saveFile': atLeast(MIN_RATIO),
        }),
      },
      {
        title: 'Node: 1,000 saved files are listed',
        how: `Files of 4 KiB; the median of ${ROUNDS}.`,
        rows: [
          millisecondsRow('wx.getSavedFileList', list, atMost(MAX_LIST_MS, `${MAX_LIST_MS} ms`)),
        ],
      },
    ]
  } finally {
    await host.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
