// What the tests of a page's sound call in a page; the library is served as it was built.
import { createHost, createWx } from '/dist/index.browser.js'
import { toPcm16 } from '/dist/codec/pcm.js'
import { wavHeader } from '/dist/codec/wav.js'

const SAMPLE_RATE = 8000
const PART_SECONDS = 20
const QUIET_DB = -60

/** A tone for each number of hertz, one after the other. */
const tones = (hertz) => {
  const part = SAMPLE_RATE * PART_SECONDS
  const samples = Float32Array.from(
    { length: hertz.length * part },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz[Math.floor(i / part)] * i) / SAMPLE_RATE),
  )
  const pcm = toPcm16([samples])
  const file = new Uint8Array([
    ...wavHeader({ sampleRate: SAMPLE_RATE, channels: 1 }, pcm.length),
    ...pcm,
  ])
  return file.buffer
}

/** Every element that sounds come from. */
const elements = []
const NativeAudio = globalThis.Audio
globalThis.Audio = function () {
  const element = new NativeAudio()
  elements.push(element)
  return element
}

const events = []
const tell = (event) => {
  events.push(event)
  // The only way to a test that does not count as a gesture of the user.
  console.log(event)
}

const host = createHost()
const wx = createWx(host)
await host.ready()
const path = `${wx.env.USER_DATA_PATH}/tones.wav`
wx.getFileSystemManager().writeFileSync(path, tones([440, 880, 1320]))
const audio = wx.createInnerAudioContext()
for (const name of ['Canplay', 'Play', 'Pause', 'Seeked'])
  audio[`on${name}`](() => tell(`on${name}`))
audio.onError(({ errCode, errMsg }) => tell(`onError ${errCode} ${errMsg}`))
audio.src = path

let analyser
const test = {
  audio,
  events,
  /** Hertz of the loudest tone that leaves the page, or 0 when all is quiet. */
  loudest() {
    if (analyser === undefined) {
      const stream = elements[0].captureStream()
      // It gets its track once the element plays.
      if (stream.getAudioTracks().length === 0) return 0
      const context = new globalThis.AudioContext()
      analyser = new globalThis.AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
      context.createMediaStreamSource(stream).connect(analyser)
    }
    if (analyser.context.state === 'suspended') void analyser.context.resume()
    const levels = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(levels)
    const loudest = levels.reduce((best, level, i) => (level > levels[best] ? i : best), 0)
    const width = analyser.context.sampleRate / analyser.fftSize
    return levels[loudest] < QUIET_DB ? 0 : loudest * width
  },
  /** Makes sounds and destroys them at once; how many elements still hold something. */
  async churn(times) {
    const before = elements.length
    for (let i = 0; i < times; i += 1) {
      const sound = wx.createInnerAudioContext()
      const ready = new Promise((resolve) => sound.onCanplay(resolve))
      sound.src = path
      if (i % 2 === 0) await ready
      sound.play()
      sound.destroy()
    }
    const made = elements.slice(before)
    return [made.length, made.filter((element) => element.src !== '' || !element.paused).length]
  },
}
if (location.search === '?alone') audio.play()
globalThis.test = test
