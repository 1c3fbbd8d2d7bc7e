const texts = require('./texts')
const { writeCode } = require('./code')
const { tracks } = require('../music/tracks')

const SEEK_S = 10
const EVENTS = ['Play', 'Pause', 'Stop']
const FACTS = ['currentPosition', 'duration', 'downloadPercent', 'dataUrl']

const rounded = (value) => (typeof value === 'number' ? Number(value.toFixed(2)) : value)

Page({
  data: {
    texts,
    tracks: tracks.map(({ id, title }) => ({ id, title })),
    /** The number that the last state had; none before. */
    status: '',
    /** [{ name, value }] */
    facts: [],
    lines: [],
  },

  onLoad() {
    this.server = getApp().globalData.server
    EVENTS.forEach((event) => {
      wx[`onBackgroundAudio${event}`](() => {
        if (this.gone) return
        this.log(event.toLowerCase(), undefined, `onBackgroundAudio${event}`)
        this.askState()
      })
    })
    this.setData({ lines: writeCode('playBackgroundAudio', this.optionsOf(tracks[0])) })
  },

  onUnload() {
    // What plays goes on.
    this.gone = true
  },

  // The query tells it from the same track of the page with the playlist.
  optionsOf({ file, title, cover }) {
    return {
      dataUrl: `${this.server}${file}?old`,
      title,
      coverImgUrl: this.server + cover,
    }
  },

  play(event) {
    const track = tracks.find(({ id }) => id === event.currentTarget.dataset.id)
    this.call('playBackgroundAudio', this.optionsOf(track))
  },

  pause() {
    this.call('pauseBackgroundAudio')
  },

  stop() {
    this.call('stopBackgroundAudio')
  },

  seek() {
    this.call('seekBackgroundAudio', { position: SEEK_S }, () => this.askState())
  },

  look() {
    this.call('getBackgroundAudioPlayerState', {}, (res) => this.showState(res))
  },

  call(api, options = {}, success = () => undefined) {
    this.setData({ lines: writeCode(api, options) })
    this.log('call', options, api)
    wx[api](
      Object.assign({}, options, {
        success: (res) => {
          this.log('success', res, res.errMsg)
          success(res)
        },
        fail: (err) => this.log('fail', err, err.errMsg),
      }),
    )
  },

  askState() {
    wx.getBackgroundAudioPlayerState({ success: (res) => this.showState(res) })
  },

  showState(state) {
    if (this.gone) return
    this.setData({
      status: String(state.status),
      facts: FACTS.filter((name) => state[name] !== undefined).map((name) => ({
        name,
        value: rounded(state[name]),
      })),
    })
  },

  log(kind, value, brief) {
    if (!this.gone) this.selectComponent('#log').log({ kind, value, brief })
  },
})
