const texts = require('./texts')
const presets = require('./presets')
const { METHODS, MAX_CALLS, SWITCHES, createForm, readForm } = require('./form')
const { writeCode } = require('./code')
const { brief } = require('./brief')
const { createSummary } = require('./summary')
const { createFormPage } = require('../../utils/form-page')

const ENDPOINTS = [
  '/echo',
  '/slow?ms=1000',
  '/chunked?parts=5&ms=300',
  '/status/404',
  '/redirect?to=/echo',
  '/cookies',
  '/header?x-tour=hello',
  '/gzip',
  '/broken',
  '/bytes?n=1024',
]

const methods = {
  onLoad() {
    this.tasks = []
    this.begin()
  },

  onUnload() {
    // The page that would show their end is gone.
    this.gone = true
    this.abortAll()
  },

  // The form

  usePreset({ id, note, path, form }) {
    this.setForm(createForm(Object.assign({ url: this.server + path }, form)), { preset: id, note })
  },

  changed({ url, method }) {
    const path = url.startsWith(this.server) ? url.slice(this.server.length) : ''
    const endpoint = ENDPOINTS.indexOf(path)
    this.setData({
      methodIndex: METHODS.indexOf(method),
      endpointIndex: endpoint < 0 ? ENDPOINTS.length : endpoint,
    })
  },

  chooseMethod(event) {
    this.change({ method: METHODS[event.detail.value] })
  },

  chooseEndpoint(event) {
    const path = ENDPOINTS[event.detail.value]
    this.change({ url: path === undefined ? 'https://' : this.server + path })
  },

  editSwitch(event) {
    const { name } = event.currentTarget.dataset
    this.change({
      switches: Object.assign({}, this.data.form.switches, { [name]: event.detail.value }),
    })
  },

  step(event) {
    const calls = this.data.form.calls + Number(event.currentTarget.dataset.by)
    if (calls >= 1 && calls <= MAX_CALLS) this.change({ calls })
  },

  toggleTransport() {
    this.setData({ transportOpen: !this.data.transportOpen })
  },

  // The run

  run() {
    const { options, calls, abortAfter } = this.call
    this.runs += 1
    this.summary = createSummary(calls)
    this.tasks = []
    this.setData({ running: calls, summary: this.summary.view() })
    this.dock().begin(texts.runTitle(this.runs, calls, brief.call(options)))
    for (let call = 1; call <= calls; call++) {
      this.start(options, abortAfter, calls > 1 ? call : 0)
    }
  },

  start(options, abortAfter, call) {
    const entry = { call, task: null, ended: false }
    const log = (kind, value) => this.log(entry, kind, value)
    this.tasks.push(entry)
    log('call', options)
    const task = wx.request(
      Object.assign({}, options, {
        success: (res) => log('success', res),
        fail: (err) => log('fail', err),
        complete: (res) => log('complete', res),
      }),
    )
    task.onHeadersReceived((res) => log('headers', res))
    if (options.enableChunked) task.onChunkReceived((res) => log('chunk', res))
    entry.task = task
    if (abortAfter !== undefined) setTimeout(() => this.abort(entry), abortAfter)
  },

  log(entry, kind, value) {
    if (kind === 'complete') entry.ended = true
    const { call } = entry
    const at = this.tell(kind, value, { call })
    if (this.gone) return
    this.summary.add(call, kind, value, at)
    const changes = { summary: this.summary.view() }
    if (kind === 'complete') changes.running = this.data.running - 1
    this.setData(changes)
  },

  abort(entry) {
    if (entry.ended) return
    this.log(entry, 'abort')
    entry.task.abort()
  },

  abortAll() {
    this.tasks.forEach((entry) => this.abort(entry))
  },

  clearSummary() {
    if (this.data.running === 0) this.setData({ summary: null })
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
      methods: METHODS,
      endpoints: ENDPOINTS.concat(texts.custom),
      dataTypes: ['json', 'text'],
      responseTypes: ['text', 'arraybuffer'],
      redirects: ['follow', 'manual'],
      switches: SWITCHES,
      maxCalls: MAX_CALLS,
      methodIndex: 0,
      endpointIndex: 0,
      transportOpen: false,
    },
    methods,
  }),
)
