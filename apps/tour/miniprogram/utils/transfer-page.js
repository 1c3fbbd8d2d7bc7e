// What the pages of wx.uploadFile and wx.downloadFile have in common: one call at a time, with its progress.
const { formatBytes } = require('./bytes')
const { createFormPage } = require('./form-page')
const { grouped } = require('./names')
const { writeTask } = require('./task-code')

const pathOf = (url) => url.replace(/^https?:\/\/[^/]+/i, '') || '/'

/** Bytes that a progress event tells of, and of how many; 0 where that is not known. */
const bytesOf = (event) =>
  event.totalBytesExpectedToWrite === undefined
    ? { done: event.totalBytesSent, all: event.totalBytesExpectedToSend }
    : { done: event.totalBytesWritten, all: event.totalBytesExpectedToWrite }

const brief = {
  call: ({ url }) => pathOf(url),
  headers: ({ statusCode, header }) =>
    [statusCode, `${Object.keys(header).length} headers`].filter(Boolean).join(' · '),
  progress: (event) => `${event.progress}% · ${formatBytes(bytesOf(event).done)}`,
  success: (res) => `${res.statusCode} · ${res.tempFilePath || res.filePath || res.data}`,
  abort: () => 'task.abort()',
}

/** Collects the events of one call. */
const createRecord = (labels) => {
  const events = []
  let status = '…'
  let time = '…'
  let bytes = 0
  return {
    add(kind, value, at) {
      events.push(kind)
      if (kind === 'progress') bytes = bytesOf(value).done
      if (kind === 'success') status = String(value.statusCode)
      if (kind === 'fail') status = 'fail'
      if (kind === 'complete') time = `${at} ms`
    },
    bytes: () => bytes,
    /** For the dock's `summary`. */
    view: () => ({
      cells: [
        { label: labels.status, value: status, tone: status === 'fail' ? 'bad' : 'good' },
        { label: labels.bytes, value: formatBytes(bytes) },
        { label: labels.time, value: time },
      ],
      order: { label: labels.order, value: grouped(events).join(' → ') },
    }),
  }
}

/** For the dock's `progress`. */
const progressOf = (event, texts) => {
  const { done, all } = bytesOf(event)
  return {
    percent: event.progress,
    known: all > 0,
    text: all > 0 ? texts.part(formatBytes(done), formatBytes(all)) : texts.some(formatBytes(done)),
  }
}

/**
 * The options for `Page`. `api` is the function's name; of `methods`, `event(kind, value)` hears of each event
 * of the call. The rest is as for {@link createFormPage}.
 */
const createTransferPage = ({ api, texts, data, methods, ...form }) =>
  createFormPage({
    ...form,
    texts,
    brief,
    writeLines: ({ options, abortAfter }) => writeTask(api, options, abortAfter),
    data: Object.assign({ progress: null, result: null }, data),
    methods: Object.assign(
      {
        onUnload() {
          // The page that would show its end is gone.
          this.gone = true
          this.abort()
        },

        run() {
          const { options, abortAfter } = this.call
          const current = { task: null, record: createRecord(texts.summary), ended: false }
          this.current = current
          this.runs += 1
          this.setData({
            running: 1,
            summary: current.record.view(),
            progress: { percent: 0, known: true, text: texts.progress.waiting },
            result: null,
            focus: '',
          })
          this.dock().begin(texts.runTitle(this.runs, pathOf(options.url)))
          this.log(current, 'call', options)
          const task = wx[api](
            Object.assign({}, options, {
              success: (res) => this.log(current, 'success', res),
              fail: (err) => this.log(current, 'fail', err),
              complete: (res) => this.log(current, 'complete', res),
            }),
          )
          task.onHeadersReceived((res) => this.log(current, 'headers', res))
          task.onProgressUpdate((res) => this.log(current, 'progress', res))
          current.task = task
          if (abortAfter !== undefined) {
            setTimeout(() => {
              if (this.current === current) this.abort()
            }, abortAfter)
          }
        },

        log(current, kind, value) {
          if (kind === 'complete') current.ended = true
          const at = this.tell(kind, value)
          if (this.gone) return
          const { record } = current
          record.add(kind, value, at)
          const changes = { summary: record.view() }
          if (kind === 'progress') changes.progress = progressOf(value, texts.progress)
          if (kind === 'complete') changes.running = 0
          // A whole that was never known, and a call that failed, leave no bar behind.
          if (kind === 'fail' || (kind === 'success' && !this.data.progress.known)) {
            changes.progress = null
          }
          this.setData(changes)
          this.event(kind, value, record)
        },

        abort() {
          const { current } = this
          if (!current || current.ended) return
          this.log(current, 'abort')
          current.task.abort()
        },

        clear() {
          if (this.data.running === 0) this.setData({ summary: null, progress: null })
        },
      },
      methods,
    ),
  })

module.exports = { createTransferPage }
