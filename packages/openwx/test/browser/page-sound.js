// What the pages of the sound tests share: files of tones, and an ear for what leaves the page.
import { toPcm16 } from '/dist/codec/pcm.js'
import { wavHeader } from '/dist/codec/wav.js'

const SAMPLE_RATE = 8000
const QUIET_DB = -60

/** A WAV file with a tone for each number of hertz, one after the other. */
export const tones = (hertz, seconds) => {
  const part = SAMPLE_RATE * seconds
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
export const elements = []
const NativeAudio = globalThis.Audio
globalThis.Audio = function () {
  const element = new NativeAudio()
  elements.push(element)
  return element
}

/** Tells the hertz of the loudest tone that leaves an element, or 0 when all is quiet. */
export const createEar = (elementOf) => {
  let analyser
  return () => {
    if (analyser === undefined) {
      const stream = elementOf()?.captureStream()
      // It gets its track once the element plays.
      if (!stream || stream.getAudioTracks().length === 0) return 0
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
  }
}
