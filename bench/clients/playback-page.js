import { createHost, createWx } from 'openwx/browser'

const SAMPLE_RATE = 44_100
const SECONDS = 30

let wx
let path
let url
let playing

const wav = () => {
  const bytes = SAMPLE_RATE * SECONDS * 2
  const view = new DataView(new ArrayBuffer(44 + bytes))
  const text = (at, value) => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + bytes, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, SAMPLE_RATE, true)
  view.setUint32(28, SAMPLE_RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, bytes, true)
  for (let i = 0; i < SAMPLE_RATE * SECONDS; i += 1) {
    view.setInt16(44 + i * 2, 8000 * Math.sin(i / 16), true)
  }
  return view.buffer
}

/** What the benchmark calls from outside the page. */
globalThis.bench = {
  prepare: async () => {
    const host = createHost()
    wx = createWx(host)
    await host.ready()
    path = `${wx.env.USER_DATA_PATH}/tone.wav`
    wx.getFileSystemManager().writeFileSync(path, wav())
    url = await host.resolveUrl(path)
  },
  /** @returns Milliseconds from nothing to sound. */
  startOf: async (contender) => {
    const begun = performance.now()
    if (contender === '<audio>') {
      const audio = new globalThis.Audio()
      const started = new Promise((resolve) => (audio.onplaying = resolve))
      audio.src = url
      void audio.play()
      await started
      const ms = performance.now() - begun
      audio.pause()
      audio.removeAttribute('src')
      audio.load()
      return ms
    }
    const audio = wx.createInnerAudioContext()
    const started = new Promise((resolve) => audio.onPlay(resolve))
    audio.src = path
    audio.play()
    await started
    const ms = performance.now() - begun
    audio.destroy()
    return ms
  },
  /** Plays until `stop`, with somebody who listens to its progress. */
  play: async (contender) => {
    if (contender === '<audio>') {
      const audio = new globalThis.Audio(url)
      audio.ontimeupdate = () => audio.currentTime
      await audio.play()
      playing = () => audio.pause()
      return
    }
    const audio = wx.createInnerAudioContext()
    const started = new Promise((resolve) => audio.onPlay(resolve))
    let told = 0
    audio.onTimeUpdate(() => (told += 1))
    audio.src = path
    audio.play()
    await started
    playing = () => {
      audio.destroy()
      if (told === 0) throw new Error('nothing was told of its progress')
    }
  },
  stop: () => playing(),
}
