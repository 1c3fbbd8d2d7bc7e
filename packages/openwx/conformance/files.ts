import { expect } from 'vitest'
import type { UploadFileResult } from '../src/api/network/upload-file.js'
import type { Bench } from './bench.js'

/** The program of a bench, unless it is told otherwise. */
export const APP_ID = 'wx0000000000000000'

/** What the fixture's `/upload` tells of a form. */
export interface ToldForm {
  readonly method: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly bodyBytes: number
  readonly parts: readonly ToldPart[]
}

export interface ToldPart {
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: number
  readonly sha256: string
  /** Absent for a long part. */
  readonly text?: string
}

export const formOf = ({ statusCode, data }: UploadFileResult): ToldForm => {
  expect([statusCode, data.slice(0, 1)], data).toEqual([200, '{'])
  return JSON.parse(data) as ToldForm
}

/** Makes a temp file by downloading one. */
export const makeFile = async (
  bench: Bench,
  { text = 'some text', type = 'image/png' } = {},
): Promise<string> => {
  const url = `/text?body=${encodeURIComponent(text)}&type=${encodeURIComponent(type)}`
  return (await bench.download({ url }).success()).tempFilePath
}

/** Makes a temp file of one of the pictures in server/pictures.ts. */
export const makePicture = async (bench: Bench, name: string): Promise<string> =>
  (await bench.download({ url: `/pictures/${name}` }).success()).tempFilePath

/** Makes a temp file of that many zeros. */
export const makeZeros = async (bench: Bench, bytes: number): Promise<string> =>
  (await bench.download({ url: `/zeros?bytes=${bytes}` }).success()).tempFilePath

/** Removes a temp file, as the system may do at any time. */
export const removeTemp = ({ host }: Bench, path: string): Promise<boolean> =>
  host.files.remove({ space: 'temp', name: path.replace('wxfile://tmp_', '') })

/** What a file holds, by uploading it. */
export const contentOf = async (bench: Bench, filePath: string): Promise<ToldPart> => {
  const result = await bench.upload({ url: '/upload', filePath, name: 'file' }).success()
  const part = formOf(result).parts.at(-1)
  return part ?? expect.fail('a form without a part')
}
