import { createHost, createWx } from 'openwx/browser'

const FORMAT = { sampleRate: 44_100, channels: 1, bitRate: 128_000 }
const OPTIONS = {
  format: 'mp3',
  sampleRate: FORMAT.sampleRate,
  numberOfChannels: FORMAT.channels,
  encodeBitRate: FORMAT.bitRate,
  frameSize: 4,
}
const BLOCK = 1024
/** As far as a recording runs ahead of its encoder. */
const AHEAD = 32

let host
let recorder

const event = (name) => new Promise((resolve) => recorder[name](resolve))

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: () => {
    host = createHost()
    host.user.askScope = () => Promise.resolve('accept')
    recorder = createWx(host).getRecorderManager()
    recorder.onError(({ errMsg }) => console.error(errMsg))
  },
  /** @returns Milliseconds from the call to the first frame. */
  firstFrame: async () => {
    const frame = event('onFrameRecorded')
    const start = performance.now()
    recorder.start(OPTIONS)
    await frame
    const ms = performance.now() - start
    await globalThis.bench.stop()
    return ms
  },
  start: async () => {
    recorder.onFrameRecorded(() => {})
    const started = event('onStart')
    recorder.start(OPTIONS)
    await started
  },
  stop: async () => {
    const stopped = event('onStop')
    recorder.stop()
    return (await stopped).duration
  },
  /** @returns Seconds of sound that are encoded in one second. */
  encode: async (name, seconds) => {
    let bytes = 0
    const encoder = await host.encoders.open({ name, ...FORMAT }, (chunk) => {
      bytes += chunk.length
    })
    const blocks = Math.round((seconds * FORMAT.sampleRate) / BLOCK)
    const tone = (block) =>
      Float32Array.from({ length: BLOCK }, (_, i) => Math.sin((block * BLOCK + i) / 16) / 2)
    const sound = Array.from({ length: blocks }, (_, block) => tone(block))
    const start = performance.now()
    const under = []
    for (const block of sound) {
      under.push(encoder.encode([block]))
      if (under.length > AHEAD) await under.shift()
    }
    await encoder.finish()
    const took = (performance.now() - start) / 1000
    if (bytes < (seconds * FORMAT.bitRate) / 8 / 4) throw new Error('no sound came out')
    return seconds / took
  },
}
