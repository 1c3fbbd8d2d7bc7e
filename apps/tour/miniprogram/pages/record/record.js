const texts = require('./texts')
const presets = require('./presets')
const { APIS, CHANNELS, FORMATS, RATES, createForm, readForm } = require('./form')
const { writeCode } = require('./code')
const { formatBytes } = require('../../utils/bytes')
const { createFormPage } = require('../../utils/form-page')
const { grouped } = require('../../utils/names')
const { levelOf, readSound } = require('../../utils/sound-file')

/** As many as stand side by side on a narrow phone. */
const BARS = 48

const secondsOf = (ms) => `${(ms / 1000).toFixed(2)} s`

const brief = {
  call: ({ format }) => format || 'startRecord',
  start: () => '',
  pause: () => '',
  resume: () => '',
  frame: ({ frameBuffer, isLastFrame }) =>
    formatBytes(frameBuffer.byteLength) + (isLastFrame ? ' · the last' : ''),
  stop: ({ tempFilePath }) => tempFilePath,
  error: ({ errMsg }) => errMsg,
  ended: ({ currentTime }) => `${currentTime.toFixed(2)} s`,
  success: ({ tempFilePath, data, savedFilePath }) => tempFilePath || savedFilePath || data,
  interruption: (which) => which,
}

/** Rows that say what is in a file. */
const factsOf = ({ path, bytes, told, sound }) => {
  const { result } = texts
  const rows = [
    { name: 'path', label: result.path, value: path },
    { name: 'size', label: result.size, value: formatBytes(bytes) },
  ]
  if (told !== undefined) rows.push({ name: 'told', label: result.told, value: secondsOf(told) })
  if (!sound) return rows.concat({ name: 'format', label: result.format, value: texts.raw })
  const { format, sampleRate, channels, bitRate, seconds, strayBytes } = sound
  rows.push(
    { name: 'format', label: result.format, value: format },
    { name: 'rate', label: result.rate, value: `${sampleRate} Hz, ${texts.channels(channels)}` },
    { name: 'bitRate', label: result.bitRate, value: `${Math.round(bitRate / 1000)} kbit/s` },
    { name: 'seconds', label: result.seconds, value: secondsOf(seconds * 1000) },
  )
  return strayBytes > 0
    ? rows.concat({ name: 'stray', label: result.stray, value: formatBytes(strayBytes) })
    : rows
}

const methods = {
  onLoad() {
    this.recorder = wx.getRecorderManager()
    this.listen()
    this.begin()
  },

  onUnload() {
    // The recorder belongs to the program and would go on.
    this.stop()
    if (this.player) this.player.destroy()
    this.gone = true
  },

  listen() {
    const { recorder } = this
    recorder.onStart(() => this.move('start', undefined, 'recording'))
    recorder.onPause(() => this.move('pause', undefined, 'paused'))
    recorder.onResume(() => this.move('resume', undefined, 'recording'))
    recorder.onFrameRecorded((res) => this.frame(res))
    recorder.onStop((res) => {
      this.move('stop', res, 'done')
      this.show(res.tempFilePath, res.duration)
    })
    // What cannot be done now leaves what is being done as it is.
    recorder.onError((err) => {
      const goesOn = ['recording', 'paused'].includes(this.data.state)
      this.move('error', err, goesOn ? this.data.state : 'failed')
    })
    if (!recorder.onInterruptionBegin) return
    recorder.onInterruptionBegin(() => this.move('interruption', 'begins', this.data.state))
    recorder.onInterruptionEnd(() => this.move('interruption', 'ends', this.data.state))
  },

  pick(event) {
    this.change({ sampleRate: RATES[Number(event.detail.value)] })
  },

  changed({ sampleRate }) {
    this.setData({ rateIndex: RATES.indexOf(sampleRate) })
  },

  // A recording

  run() {
    const { api, options } = this.call
    this.events = []
    this.frames = 0
    this.frameBytes = 0
    this.isPlain = options.format === 'PCM'
    this.runs += 1
    if (this.player) this.player.stop()
    this.setData({ bars: [], result: null, upload: null, focus: 'live', isPlain: this.isPlain })
    this.dock().begin(texts.runTitle(this.runs, options.format || api))
    this.move('call', options, 'starting')
    if (api === 'startRecord') this.record()
    else this.recorder.start(options)
  },

  record() {
    wx.startRecord({
      success: (res) => {
        this.move('success', res, 'done')
        this.show(res.tempFilePath)
      },
      fail: (err) => this.move('fail', err, 'failed'),
      complete: (res) => this.tell('complete', res),
    })
  },

  stop() {
    if (this.data.running === 0) return
    if (this.call.api === 'startRecord') wx.stopRecord()
    else this.recorder.stop()
  },

  togglePause() {
    if (this.data.state === 'paused') this.recorder.resume()
    else this.recorder.pause()
  },

  /** Something has happened, after which the recording is in that state. */
  move(kind, value, state) {
    const at = this.tell(kind, value)
    if (this.gone) return
    this.events.push(kind)
    const running = state === 'done' || state === 'failed' ? 0 : 1
    this.setData({ state, running, summary: this.summarize(state, at) })
  },

  summarize(state, at) {
    return {
      cells: [
        {
          label: texts.summary.state,
          value: texts.states[state],
          tone: state === 'failed' ? 'bad' : 'good',
        },
        { label: texts.summary.frames, value: String(this.frames) },
        { label: texts.summary.time, value: `${at} ms` },
      ],
      order: { label: texts.summary.order, value: grouped(this.events).join(' → ') },
    }
  },

  frame(res) {
    this.frames += 1
    this.frameBytes += res.frameBuffer.byteLength
    this.move('frame', res, this.data.state)
    if (this.gone) return
    this.setData({ frames: this.frames, frameBytes: formatBytes(this.frameBytes) })
    if (!this.isPlain || res.frameBuffer.byteLength === 0) return
    const level = levelOf(res.frameBuffer)
    const bars = this.data.bars.concat({ id: this.frames, level })
    this.setData({ level, bars: bars.slice(-BARS) })
  },

  // Its file

  togglePlay() {
    if (!this.player) {
      const player = wx.createInnerAudioContext()
      player.onPlay(() => this.setData({ 'result.playing': true }))
      player.onPause(() => this.setData({ 'result.playing': false }))
      player.onStop(() => this.setData({ 'result.playing': false }))
      player.onEnded(() => {
        this.tell('ended', { currentTime: player.currentTime })
        this.setData({ 'result.playing': false })
      })
      player.onError((err) => {
        this.tell('error', err)
        this.setData({ 'result.playing': false })
      })
      this.player = player
    }
    const { path, playing } = this.data.result
    if (playing) {
      this.player.pause()
      return
    }
    if (this.player.src !== path) this.player.src = path
    this.player.play()
  },

  show(path, told) {
    wx.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => {
        if (this.gone) return
        const sound = readSound(data)
        const rows = factsOf({ path, bytes: data.byteLength, told, sound })
        // Samples without a header are nothing that a player knows.
        const playable = sound !== undefined
        this.setData({ result: { path, rows, playable, playing: false }, focus: 'result' })
      },
      fail: (err) => this.tell('fail', err),
    })
  },

  upload() {
    wx.uploadFile({
      url: `${this.server}/upload`,
      filePath: this.data.result.path,
      name: 'file',
      success: (res) => {
        this.tell('success', res)
        const { files } = JSON.parse(res.data)
        this.setData({ 'result.sent': texts.result.received(files[0]) })
      },
      fail: (err) => this.tell('fail', err),
    })
  },

  save() {
    wx.getFileSystemManager().saveFile({
      tempFilePath: this.data.result.path,
      success: (res) => {
        this.tell('success', res)
        this.setData({
          'result.path': res.savedFilePath,
          'result.rows[0].value': res.savedFilePath,
        })
      },
      fail: (err) => this.tell('fail', err),
    })
  },

  clear() {
    if (this.data.running === 0) this.setData({ summary: null, bars: [], level: 0 })
  },
}

Page(
  createFormPage({
    texts,
    presets,
    createForm,
    readForm,
    writeLines: writeCode,
    brief,
    data: {
      apis: APIS,
      formats: FORMATS,
      channels: CHANNELS,
      rates: RATES,
      rateIndex: 0,
      state: '',
      isPlain: false,
      frames: 0,
      frameBytes: '',
      level: 0,
      bars: [],
      result: null,
    },
    methods,
  }),
)
