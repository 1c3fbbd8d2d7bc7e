import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { HostOptions } from '../src/index.node.js'
import { createHost, createWx } from '../src/index.node.js'
import type { RecorderStartOptions, RecorderStop } from '../src/public-types.js'

export const TONE = 440
export const LEVEL = 0.5

export interface Recorded extends RecorderStop {
  readonly file: Uint8Array
  readonly frames: readonly ArrayBuffer[]
}

/** Records as fast as Node can. */
export const record = async (
  options: RecorderStartOptions,
  microphone: HostOptions['microphone'] = { tone: TONE, level: LEVEL },
): Promise<Recorded> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'recording-'))
  const host = createHost({ microphone, microphonePace: 'fast', dataDir })
  const wx = createWx(host)
  const manager = wx.getRecorderManager()
  const frames: ArrayBuffer[] = []
  manager.onFrameRecorded(({ frameBuffer }) => frames.push(frameBuffer))
  try {
    const stop = await new Promise<RecorderStop>((resolve, reject) => {
      manager.onStop(resolve)
      manager.onError(({ errMsg }) => reject(new Error(errMsg)))
      manager.start(options)
    })
    const url = await host.resolveUrl(stop.tempFilePath)
    const file = new Uint8Array(await readFile(new URL(url ?? '')))
    return { ...stop, file, frames }
  } finally {
    await host.dispose()
    rmSync(dataDir, { recursive: true })
  }
}

/** Lowest, middle and highest bit rate by sample rate. */
const rows = [
  [8000, 16_000, 32_000, 48_000],
  [11_025, 16_000, 32_000, 48_000],
  [12_000, 24_000, 48_000, 64_000],
  [16_000, 24_000, 48_000, 96_000],
  [22_050, 32_000, 64_000, 128_000],
  [24_000, 32_000, 64_000, 128_000],
  [32_000, 48_000, 96_000, 192_000],
  [44_100, 64_000, 128_000, 320_000],
  [48_000, 64_000, 128_000, 320_000],
] as const

/** What the documentation allows, for each number of channels. */
export const recordings = rows.flatMap(([sampleRate, ...bitRates]) =>
  ([1, 2] as const).flatMap((numberOfChannels) =>
    bitRates.map((encodeBitRate) => ({ sampleRate, numberOfChannels, encodeBitRate })),
  ),
)
