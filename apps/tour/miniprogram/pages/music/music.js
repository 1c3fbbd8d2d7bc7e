const texts = require('./texts')
const { tracks, oddities } = require('./tracks')
const { getPlayer } = require('./player')
const { writeCode } = require('./code')
const { audioBrief } = require('../../utils/audio-brief')
const { clock, share } = require('../../utils/time')

const RATES = ['0.5', '1', '1.5', '2']
const shown = ({ id, title, singer, epname }) => ({
  id,
  title,
  by: epname ? `${singer} · ${epname}` : singer,
})

Page({
  data: {
    texts,
    tracks: tracks.map(shown),
    oddities: oddities.map(shown),
    rates: RATES,
    rate: '1',
    now: shown(tracks[0]),
    cover: '',
    playing: false,
    /** Seconds. */
    position: 0,
    duration: 0,
    positionText: clock(),
    durationText: clock(),
    buffered: 0,
    bufferedText: '',
    error: null,
    lines: [],
  },

  onLoad() {
    this.server = getApp().globalData.server
    this.player = getPlayer(this.server)
    this.player.watch((kind, value) => this.hear(kind, value))
    this.setData({ rate: String(this.player.manager.playbackRate) })
    this.showTrack()
    this.showTime()
  },

  onUnload() {
    // What plays goes on, and nobody watches.
    this.player.watch(() => undefined)
  },

  hear(kind, value) {
    if (kind === 'time') {
      this.showTime()
      return
    }
    if (kind !== 'track') {
      this.selectComponent('#log').log({ kind, value, brief: audioBrief(kind, value) })
    }
    if (kind === 'track') this.showTrack()
    if (kind === 'error') this.setData({ error: value })
    this.showTime()
  },

  showTrack() {
    const track = this.player.current()
    this.setData({
      now: shown(track),
      cover: track.cover && this.server + track.cover,
      error: null,
      lines: writeCode(track, this.server, Number(this.data.rate)),
    })
  },

  showTime() {
    const { paused, duration = 0, currentTime = 0, buffered = 0 } = this.player.manager
    const changes = {
      playing: paused === false,
      duration,
      durationText: duration > 0 ? clock(duration) : clock(),
      buffered: share(buffered, duration),
      bufferedText: texts.buffered(clock(buffered)),
    }
    // While it is dragged, the handle is the finger's.
    if (!this.dragging) {
      Object.assign(changes, { position: currentTime, positionText: clock(currentTime) })
    }
    this.setData(changes)
  },

  choose(event) {
    this.player.start(event.currentTarget.dataset.id)
  },

  toggle() {
    this.player.toggle()
    this.showTime()
  },

  previous() {
    this.player.previous()
  },

  next() {
    this.player.next()
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
    this.player.manager.seek(event.detail.value)
    this.setData({ position: event.detail.value })
  },

  changeRate(event) {
    const rate = event.detail.value
    this.player.manager.playbackRate = Number(rate)
    this.setData({ rate, lines: writeCode(this.player.current(), this.server, Number(rate)) })
  },
})
