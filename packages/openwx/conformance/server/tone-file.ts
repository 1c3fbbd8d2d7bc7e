import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { TONE_HERTZ, toneWav } from './tone.js'

const SAMPLE_RATE = 48_000

/**
 * The path of a WAV file with one second of a tone, for Chromium's fake microphone, which plays it again and
 * again without a seam.
 * @param folder Where it may lie.
 */
export const writeToneFile = (folder: string): string => {
  const file = path.join(folder, `tone-${TONE_HERTZ}.wav`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, toneWav(1, SAMPLE_RATE))
  return file
}
