import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { writeToneFile } from '../conformance/server/tone-file.js'

const PACKAGE = path.dirname(import.meta.dirname)
/** Those that begin to work as soon as they are loaded, in a place that Node has not. */
const SCRIPTS = /worker\.ts$|service-worker.main\.ts$/

/** Runs a module in Node itself, which sees packages as users have them and not as a test runner mends them. */
const run = async (program: string): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { cwd: import.meta.dirname },
  )
  return JSON.parse(stdout)
}

it('every module of the built package can be loaded', async () => {
  const modules = readdirSync(path.join(PACKAGE, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test|\.d)\.ts$/.test(file) && !SCRIPTS.test(file))
    .map((file) => pathToFileURL(path.join(PACKAGE, 'dist', file.replace(/\.ts$/, '.js'))).href)
  expect(modules.length).toBeGreaterThan(100)
  const failures = await run(`
    const failures = []
    for (const url of ${JSON.stringify(modules)}) {
      await import(url).catch(({ message }) => failures.push([url, message]))
    }
    console.log(JSON.stringify(failures))`)
  expect(failures).toEqual([])
})

it('records from a WAV file of another rate, and plays what it has recorded to its speaker', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'built-'))
  try {
    const told = await run(`
      import { createHost, createWx } from 'openwx'
      let loudest = 0
      const host = createHost({
        dataDir: ${JSON.stringify(dataDir)},
        microphone: ${JSON.stringify(writeToneFile(dataDir))},
        microphonePace: 'fast',
        speaker: {
          write: (pcm) => {
            const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2)
            for (const sample of samples) loudest = Math.max(loudest, sample)
          },
        },
      })
      const wx = createWx(host)
      const recorder = wx.getRecorderManager()
      const file = await new Promise((resolve, reject) => {
        recorder.onStop(resolve), recorder.onError(reject)
        recorder.start({ format: 'wav', sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 24000, duration: 300 })
      })
      const audio = wx.createInnerAudioContext()
      const end = await new Promise((resolve) => {
        audio.onEnded(() => resolve('ended')), audio.onError(resolve)
        audio.src = file.tempFilePath
        audio.play()
      })
      await host.dispose()
      console.log(JSON.stringify({ duration: file.duration, end, isHeard: loudest > 10000 }))`)
    expect(told).toEqual({ duration: 300, end: 'ended', isHeard: true })
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})
