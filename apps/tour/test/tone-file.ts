import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const SAMPLE_RATE = 48_000
const HERTZ = 440
const HEADER_BYTES = 44

/** The path of a WAV file with one second of a tone at −6 dB, which Chromium's fake microphone plays again and again. */
export const writeToneFile = (): string => {
  const file = Buffer.alloc(HEADER_BYTES + 2 * SAMPLE_RATE)
  file.write('RIFF')
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(SAMPLE_RATE, 24)
  file.writeUInt32LE(2 * SAMPLE_RATE, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * SAMPLE_RATE, 40)
  for (let i = 0; i < SAMPLE_RATE; i++) {
    const sample = 0.5 * Math.sin((2 * Math.PI * HERTZ * i) / SAMPLE_RATE)
    file.writeInt16LE(Math.round(sample * 0x7fff), HEADER_BYTES + 2 * i)
  }
  const place = path.resolve('node_modules/.cache/openwx/tour-tone.wav')
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, file)
  return place
}
