const texts = require('./texts')
const { writeCode } = require('./code')
const { audioBrief } = require('../../utils/audio-brief')

/** Somebody who holds the button longer than this has not tapped it. */
const TAP_MS = 300
const LIMIT_S = 60
/** The bubble of a minute takes the whole row. */
const WIDTHS = { least: 160, most: 440 }

const widthOf = (seconds) =>
  Math.round(
    WIDTHS.least + (WIDTHS.most - WIDTHS.least) * Math.min(1, Math.sqrt(seconds / LIMIT_S)),
  )

const createVoice = (id, side, path, seconds) => ({
  id: `voice-${id}`,
  side,
  path,
  seconds,
  label: texts.message(seconds),
  width: widthOf(seconds),
})

Page({
  data: {
    texts,
    voices: [
      createVoice(1, 'theirs', '/sounds/hello.mp3', 3),
      createVoice(2, 'theirs', '/sounds/answer.mp3', 5),
    ],
    newest: '',
    /** The message that is played or paused. */
    current: '',
    state: '',
    /** '' or 'recording'. */
    talk: '',
    lines: writeCode(''),
  },

  onLoad() {
    this.count = this.data.voices.length
    this.plays = 0
  },

  onUnload() {
    this.gone = true
    wx.stopVoice()
    if (this.data.talk) wx.stopRecord()
  },

  log(kind, value, brief) {
    if (this.gone) return
    this.selectComponent('#log').log({ kind, value, brief: brief || audioBrief(kind, value) })
  },

  // To listen

  tapVoice(event) {
    const { id } = event.currentTarget.dataset
    if (id === this.data.current && this.data.state === 'playing') this.pause()
    else this.play(this.data.voices.find((voice) => voice.id === id))
  },

  play({ id, path }) {
    this.plays += 1
    const own = this.plays
    this.log('call', { filePath: path }, `playVoice ${path}`)
    this.setPlaying(id, 'playing')
    wx.playVoice({
      filePath: path,
      success: (res) => this.log('success', res, 'playVoice is over'),
      fail: (err) => this.log('fail', err),
      // Of those that were paused and went on, or had to give way, only the last one counts.
      complete: () => {
        if (own === this.plays && !this.gone) this.setPlaying('', '')
      },
    })
  },

  pause() {
    wx.pauseVoice({ success: (res) => this.log('success', res, 'pauseVoice') })
    this.setPlaying(this.data.current, 'paused')
  },

  stop() {
    wx.stopVoice({ success: (res) => this.log('success', res, 'stopVoice') })
  },

  setPlaying(current, state) {
    this.setData({ current, state, lines: writeCode(state) })
  },

  // To talk: as long as the button is held, or from one tap to the next.

  press(event) {
    if (this.data.talk) {
      this.finish()
      return
    }
    this.pressedAt = event.timeStamp
    this.record()
  },

  release(event) {
    if (this.pressedAt && event.timeStamp - this.pressedAt > TAP_MS) this.finish()
    this.pressedAt = 0
  },

  record() {
    // The loudspeaker would be in the message.
    wx.stopVoice()
    this.setData({ talk: 'recording' })
    this.log('call', undefined, 'startRecord')
    this.startedAt = Date.now()
    wx.startRecord({
      success: (res) => {
        this.log('success', res, res.tempFilePath)
        if (!this.gone) this.add(res.tempFilePath)
      },
      fail: (err) => this.log('fail', err),
      complete: () => {
        if (!this.gone) this.setData({ talk: '' })
      },
    })
  },

  finish() {
    this.pressedAt = 0
    if (this.data.talk) wx.stopRecord()
  },

  add(path) {
    const seconds = Math.max(1, Math.round((Date.now() - this.startedAt) / 1000))
    this.count += 1
    const voice = createVoice(this.count, 'mine', path, Math.min(LIMIT_S, seconds))
    this.setData({ voices: this.data.voices.concat(voice), newest: voice.id })
  },
})
