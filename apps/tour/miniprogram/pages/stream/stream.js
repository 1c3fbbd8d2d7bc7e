const texts = require('./texts')
const streams = require('./streams')
const { writeCode } = require('./code')
const { audioBrief } = require('../../utils/audio-brief')
const { clock, share } = require('../../utils/time')

const STATES = {
  canplay: 'loading',
  play: 'playing',
  waiting: 'waiting',
  stop: 'stopped',
  ended: 'ended',
  error: 'failed',
}
/** Seconds that have to pass for that; what is left in the loudspeaker is less. */
const GOES_ON_S = 0.3
const EVENTS = ['Canplay', 'Play', 'Stop', 'Ended', 'Waiting', 'Seeking', 'Seeked', 'Error']

Page({
  data: {
    texts,
    streams: streams.map(({ id, title }) => ({ id, title })),
    stream: streams[0].id,
    note: streams[0].note,
    state: 'none',
    /** Whether it plays, or is about to. */
    isOn: false,
    isLive: false,
    position: 0,
    duration: 0,
    positionText: clock(),
    durationText: clock(),
    bufferedText: clock(),
    percent: 0,
    waits: 0,
    error: null,
    lines: [],
  },

  onLoad() {
    this.server = getApp().globalData.server
    const audio = wx.createInnerAudioContext()
    this.audio = audio
    EVENTS.forEach((event) => {
      const kind = event.toLowerCase()
      audio[`on${event}`]((error) => this.hear(kind, error))
    })
    audio.onTimeUpdate(() => {
      // No event says that the waiting is over.
      if (this.data.state === 'waiting' && audio.currentTime > this.waitedAt + GOES_ON_S) {
        this.setData({ state: 'playing' })
      }
      this.show()
    })
    this.use(streams[0])
  },

  onUnload() {
    this.audio.destroy()
  },

  address() {
    return `${this.server}/hls/${this.data.stream}.m3u8`
  },

  choose(event) {
    const { id } = event.currentTarget.dataset
    this.use(streams.find((stream) => stream.id === id))
    this.play()
  },

  use({ id, note }) {
    this.setData({ stream: id, note })
    this.setData({ lines: writeCode(this.address()) })
  },

  toggle() {
    if (this.data.isOn) this.audio.stop()
    else this.play()
  },

  play() {
    this.setData({ state: 'loading', isOn: true, isLive: false, waits: 0, error: null })
    this.audio.src = this.address()
    this.audio.play()
    this.show()
  },

  hear(kind, error) {
    const { audio } = this
    const { duration, currentTime } = audio
    const value = error || (kind === 'canplay' ? { duration } : { currentTime })
    this.selectComponent('#log').log({ kind, value, brief: audioBrief(kind, value) })
    const changes = { isOn: !['stop', 'ended', 'error'].includes(kind) && this.data.isOn }
    if (STATES[kind]) changes.state = STATES[kind]
    if (kind === 'play') changes.isLive = duration === 0
    if (kind === 'waiting') {
      this.waitedAt = currentTime
      changes.waits = this.data.waits + 1
    }
    if (kind === 'error') changes.error = error
    this.setData(changes)
    this.show()
  },

  show() {
    const { currentTime, duration, buffered } = this.audio
    const changes = {
      duration,
      durationText: duration > 0 ? clock(duration) : clock(),
      bufferedText: clock(buffered),
      percent: share(buffered, duration),
    }
    if (!this.dragging) {
      Object.assign(changes, { position: currentTime, positionText: clock(currentTime) })
    }
    this.setData(changes)
  },

  drag(event) {
    this.dragging = true
    this.setData({ positionText: clock(event.detail.value) })
  },

  /** Put back where it was, it is no change. */
  drop() {
    this.dragging = false
  },

  seek(event) {
    this.dragging = false
    this.audio.seek(event.detail.value)
    this.setData({ position: event.detail.value })
  },
})
