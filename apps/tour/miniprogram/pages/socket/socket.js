const texts = require('./texts')
const presets = require('./presets')
const { createForm, readForm } = require('./form')
const { writeCode } = require('./code')
const { createEcho } = require('./echo')
const { formatBytes, isArrayBuffer, preview } = require('../../utils/bytes')
const { createFormPage } = require('../../utils/form-page')

const SIZES = { '1 KiB': 1024, '16 KiB': 16 * 1024, '256 KiB': 256 * 1024 }
const MAX_BUBBLES = 100
const MIB = 1024 * 1024

const pathOf = (url) => url.replace(/^wss?:\/\/[^/]+/i, '') || '/'
const isEcho = (url) => pathOf(url).startsWith('/echo-socket')
const nameOf = (url) => decodeURIComponent((/[?&]name=([^&]*)/.exec(url) || ['', 'guest'])[1])

const textOf = (data) => {
  if (!isArrayBuffer(data)) return data
  const { text, hex } = preview(data)
  return `${formatBytes(data.byteLength)} · ${text === undefined ? hex : text}`
}

const brief = {
  call: ({ url }) => pathOf(url),
  success: ({ socketTaskId }) => `socketTaskId ${socketTaskId}`,
  open: ({ header }) => `${Object.keys(header || {}).length} headers`,
  send: ({ data }) => textOf(data),
  message: ({ data }) => textOf(data),
  echo: ({ messages, bytes, seconds }) =>
    texts.echoed(messages, formatBytes(bytes), (bytes / MIB / seconds).toFixed(1)),
  closing: ({ code, reason }) => ['task.close()', code, reason].filter(Boolean).join(' · '),
  error: ({ errMsg }) => errMsg,
  close: ({ code, reason }) => [code, reason].filter(Boolean).join(' · '),
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch (error) {
    return { kind: 'say', name: '', text }
  }
}

const methods = {
  onLoad() {
    this.bubbles = 0
    this.task = null
    this.begin()
  },

  onUnload() {
    // The page that would show its end is gone.
    this.gone = true
    if (this.echo) this.echo.stop()
    if (this.data.running) this.task.close({})
  },

  changed({ url }) {
    // While a socket is there, the card in sight is the one for it.
    if (!this.data.running) this.setData({ isEcho: isEcho(url) })
  },

  // The socket

  connect() {
    const { options } = this.call
    this.runs += 1
    this.counts = { state: texts.state.connecting, sent: 0, received: 0 }
    this.name = nameOf(options.url)
    this.setData({
      running: 1,
      focus: '',
      bubbles: [],
      newest: '',
      meter: null,
      isEcho: isEcho(options.url),
    })
    this.dock().begin(texts.runTitle(this.runs, pathOf(options.url)))
    this.tell('call', options)
    const task = wx.connectSocket(
      Object.assign({}, options, {
        success: (res) => this.tell('success', res),
        fail: (err) => {
          this.tell('fail', err)
          this.ended(texts.state.failed)
        },
      }),
    )
    this.task = task
    task.onOpen((res) => {
      this.tell('open', res)
      if (this.gone) return
      this.setData({ isOpen: true, focus: 'talk' })
      this.count({ state: texts.state.open })
    })
    task.onMessage((res) => this.receive(res))
    task.onError((err) => {
      this.tell('error', err)
      this.ended(texts.state.failed)
    })
    task.onClose((res) => {
      this.tell('close', res)
      this.ended(texts.closed(res.code))
    })
    this.count({})
  },

  close() {
    const { closing } = this.call
    this.tell('closing', closing, { shownAs: 'abort' })
    this.task.close(Object.assign({}, closing, { fail: (err) => this.tell('fail', err) }))
  },

  ended(state) {
    if (this.echo) this.echo.stop()
    this.echo = null
    if (this.gone) return
    this.setData({ running: 0, isOpen: false, echoing: false })
    this.count({ state })
  },

  /** For the dock's `summary`. */
  count(changes) {
    const counts = Object.assign(this.counts, changes)
    const { state, sent, received } = counts
    const tone = state === texts.state.failed ? 'bad' : state === texts.state.open ? 'good' : ''
    this.setData({
      summary: {
        cells: [
          { label: texts.summary.state, value: state, tone },
          { label: texts.summary.sent, value: String(sent) },
          { label: texts.summary.received, value: String(received) },
        ],
      },
    })
  },

  clear() {
    if (!this.data.running) this.setData({ summary: null, bubbles: [], meter: null })
  },

  receive(res) {
    if (this.gone) return
    // Thousands of messages are told as one.
    if (this.echo && isArrayBuffer(res.data)) {
      this.echo.received(res.data)
      return
    }
    this.tell('message', res)
    this.count({ received: this.counts.received + 1 })
    if (!isArrayBuffer(res.data)) this.addBubble(parsed(res.data))
  },

  // The chat

  addBubble({ kind, name, text, members }) {
    const say = { join: () => texts.joined(name, members), leave: () => texts.left(name, members) }
    this.bubbles += 1
    const bubble = {
      id: `bubble-${this.bubbles}`,
      side: say[kind] ? 'aside' : name === this.name ? 'mine' : 'theirs',
      name,
      text: say[kind] ? say[kind]() : text,
    }
    const bubbles = this.data.bubbles.concat(bubble).slice(-MAX_BUBBLES)
    this.setData({ bubbles, newest: bubble.id })
  },

  draft(event) {
    this.setData({ draft: event.detail.value })
  },

  send() {
    const data = this.data.draft
    if (data === '' || !this.data.isOpen) return
    this.tell('send', { data })
    this.task.send({ data, fail: (err) => this.tell('fail', err) })
    this.count({ sent: this.counts.sent + 1 })
    this.setData({ draft: '' })
  },

  // The echo

  chooseSize(event) {
    this.setData({ size: event.detail.value })
  },

  toggleEcho() {
    if (!this.data.isOpen) return
    if (this.data.echoing) {
      // What is still on its way is counted, and no more is sent.
      this.echo.stop()
      this.setData({ echoing: false })
      return
    }
    this.total = 0
    this.echo = createEcho(
      (data) => {
        this.counts.sent += 1
        this.task.send({ data })
      },
      (figures) => this.measured(figures),
    )
    this.setData({ echoing: true, meter: null })
    this.echo.start(SIZES[this.data.size])
  },

  measured(figures) {
    if (this.gone || figures.messages === 0) return
    const { messages, bytes, seconds } = figures
    this.total += bytes
    this.tell('echo', figures, { shownAs: 'message' })
    this.count({ received: this.counts.received + messages })
    this.setData({
      meter: {
        rate: (bytes / MIB / seconds).toFixed(1),
        messages: String(Math.round(messages / seconds)),
        total: formatBytes(this.total),
      },
    })
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
      sizes: Object.keys(SIZES),
      /** What the socket is for: the demo server's room, or its echo. */
      isEcho: false,
      /** `running` says that there is a socket, this one that it can be used. */
      isOpen: false,
      bubbles: [],
      newest: '',
      draft: '',
      size: '16 KiB',
      echoing: false,
      meter: null,
    },
    methods,
  }),
)
