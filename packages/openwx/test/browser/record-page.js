// What the tests of the page's microphone call in a page; the library is served as it was built.
import { createHost, createWx } from '/dist/index.browser.js'

/** Every track, context and worker that the page has made, to see what becomes of them. */
const made = { tracks: [], contexts: [], workers: [] }

const { getUserMedia } = navigator.mediaDevices ?? {}
if (getUserMedia) {
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia.call(navigator.mediaDevices, constraints)
    made.tracks.push(...stream.getTracks())
    return stream
  }
}
globalThis.AudioContext = class extends globalThis.AudioContext {
  constructor(options) {
    super(options)
    made.contexts.push(this)
  }
}
globalThis.Worker = class extends globalThis.Worker {
  isTerminated = false
  constructor(url, options) {
    super(url, options)
    made.workers.push(this)
  }
  terminate() {
    this.isTerminated = true
    super.terminate()
  }
}

/** Listens beside the library to what comes from the audio thread. */
const counted = [0, []]
globalThis.AudioWorkletNode = class extends globalThis.AudioWorkletNode {
  constructor(...construction) {
    super(...construction)
    this.port.addEventListener('message', ({ data }) => {
      if (data === 'paused') return
      counted[0] += data[0].length
      counted[1].push(data[0].length)
    })
  }
}

/** Frequency by the upward zero crossings of a sound, and its level against a full sine. */
const toneOf = (sound, sampleRate) => {
  const crossings = []
  let power = 0
  for (let i = 1; i < sound.length; i++) {
    power += sound[i] ** 2
    if (sound[i - 1] < 0 && sound[i] >= 0) crossings.push(i - sound[i] / (sound[i] - sound[i - 1]))
  }
  const [first = 0, last = 0] = [crossings[0], crossings.at(-1)]
  return {
    hertz: ((crossings.length - 1) * sampleRate) / (last - first),
    decibels: 10 * Math.log10((2 * power) / sound.length),
  }
}
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

/**
 * What the browser decodes, by its last channel. The pretended microphone stumbles on a busy machine, so
 * the median of tenths of a second counts.
 */
const measure = async (path) => {
  const bytes = await (await fetch(await host.resolveUrl(path))).arrayBuffer()
  const decoded = await new globalThis.OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
  const { numberOfChannels: channels, sampleRate } = decoded
  const sound = decoded.getChannelData(channels - 1)
  const length = sampleRate / 10
  const parts = []
  for (let at = 0; at + length <= sound.length; at += length) {
    parts.push(toneOf(sound.subarray(at, at + length), sampleRate))
  }
  return {
    channels,
    hertz: median(parts.map(({ hertz }) => hertz)),
    decibels: median(parts.map(({ decibels }) => decibels)),
  }
}

const host = createHost()
host.user.askScope = () => Promise.resolve('accept')
const recorder = createWx(host).getRecorderManager()
const events = []
let wake = () => {}
const tell = (event) => {
  events.push(event)
  wake()
}
recorder.onStart(() => tell('onStart'))
recorder.onPause(() => tell('onPause'))
recorder.onResume(() => tell('onResume'))
recorder.onInterruptionBegin(() => tell('onInterruptionBegin'))
recorder.onInterruptionEnd(() => tell('onInterruptionEnd'))
recorder.onStop((stop) => tell({ stop }))
recorder.onError(({ errMsg }) => tell(errMsg))

const next = async () => {
  while (events.length === 0) await new Promise((resolve) => (wake = resolve))
  return events.shift()
}

globalThis.test = { host, recorder, made, counted, next, measure }
