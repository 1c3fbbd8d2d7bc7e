const texts = require('./texts')
const presets = require('./presets')
const { METHODS, MAX_CALLS, SWITCHES, createForm, readForm } = require('./form')
const { writeCode } = require('./code')
const { brief } = require('./brief')
const { createSummary } = require('./summary')

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

Page({
  data: {
    texts,
    presets: presets.map(({ id, title }) => ({ id, title })),
    methods: METHODS,
    endpoints: ENDPOINTS.concat(texts.custom),
    dataTypes: ['json', 'text'],
    responseTypes: ['text', 'arraybuffer'],
    redirects: ['follow', 'manual'],
    switches: SWITCHES,
    maxCalls: MAX_CALLS,
    preset: '',
    note: '',
    form: createForm(),
    methodIndex: 0,
    endpointIndex: 0,
    problems: {},
    ready: false,
    lines: [],
    transportOpen: false,
    running: 0,
    summary: null,
  },

  onLoad() {
    this.server = getApp().globalData.server
    this.tasks = []
    this.runs = 0
    this.usePreset(presets[0])
  },

  onUnload() {
    // The page that would show their end is gone.
    this.gone = true
    this.abortAll()
  },

  // The form

  choosePreset(event) {
    const { id } = event.currentTarget.dataset
    this.usePreset(presets.find((preset) => preset.id === id))
  },

  usePreset({ id, note, path, form }) {
    this.setForm(createForm(Object.assign({ url: this.server + path }, form)), { preset: id, note })
  },

  /** One field has changed, so the form is no preset any more. */
  change(changes) {
    this.setForm(Object.assign({}, this.data.form, changes), { preset: '', note: '' })
  },

  setForm(form, more) {
    const call = readForm(form)
    const path = form.url.startsWith(this.server) ? form.url.slice(this.server.length) : ''
    const endpoint = ENDPOINTS.indexOf(path)
    this.call = call
    this.setData(
      Object.assign(
        {
          form,
          methodIndex: METHODS.indexOf(form.method),
          endpointIndex: endpoint < 0 ? ENDPOINTS.length : endpoint,
          problems: call.problems,
          ready: call.ready,
          lines: writeCode(call),
        },
        more,
      ),
    )
  },

  /** Text fields, switches and choices name the field they change. */
  edit(event) {
    this.change({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  chooseMethod(event) {
    this.change({ method: METHODS[event.detail.value] })
  },

  chooseEndpoint(event) {
    const path = ENDPOINTS[event.detail.value]
    this.change({ url: path === undefined ? 'https://' : this.server + path })
  },

  editHeaders(event) {
    this.change({ headers: event.detail.rows })
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

  dock() {
    return this.selectComponent('#dock')
  },

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
    if (this.gone) return
    const { call } = entry
    const at = this.dock().log({ kind, call, value, brief: brief[kind](value) })
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
})
