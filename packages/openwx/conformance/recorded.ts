import { expect } from 'vitest'
import type { Bench } from './bench.js'

/** Small, quick to encode, and easy to count. */
export const PCM = { format: 'PCM', sampleRate: 16_000, numberOfChannels: 1 }
export const PCM_BYTES_A_SECOND = 32_000

/** What a recorder's `onError` is written down as. */
export const refusals = {
  denied: 'onError: operateRecorder:fail auth deny',
  busy: 'onError: operateRecorder:fail is recording or paused',
  notRecording: 'onError: operateRecorder:fail not recording',
  notPaused: 'onError: operateRecorder:fail not paused',
  notStarted: 'onError: operateRecorder:fail recorder not start',
  systemBusy: 'onError: operateRecorder:fail system busy',
  unfit: 'onError: operateRecorder:fail:start record fail',
  noSuchFormat: 'onError: operateRecorder:fail record format error',
  noSuchDevice: 'onError: operateRecorder:fail NotFoundError',
  systemDenied: 'onError: operateRecorder:fail:system permission denied',
} as const

/** The bytes of a file, as its program reads them. */
export const contentOf = async ({ call, wx }: Bench, filePath: string): Promise<Uint8Array> => {
  const { data } = await call(wx.getFileSystemManager().readFile, { filePath }).success()
  return data instanceof ArrayBuffer ? new Uint8Array(data) : expect.fail('it was read as text')
}
