const texts = require('./texts')
const presets = require('./presets')
const { PICTURES, createForm, readForm } = require('./form')
const { formatBytes } = require('../../utils/bytes')
const { createTransferPage } = require('../../utils/transfer-page')

const LARGE_BYTES = 16 * 1024 * 1024
const SOURCES = PICTURES.concat(texts.sources.downloaded, texts.sources.custom)
const DOWNLOADED = PICTURES.length

/** What /upload answers, as rows to show; undefined for another answer. */
const readAnswer = (text) => {
  try {
    const { files, fields } = JSON.parse(text)
    return {
      files: files.map(({ fileName, type, bytes, sha256 }) => ({
        fileName,
        type,
        size: formatBytes(bytes),
        sum: sha256,
      })),
      fields: Object.keys(fields).map((name) => ({ name, value: fields[name] })),
    }
  } catch (error) {
    return undefined
  }
}

const sourceOf = (path) => {
  const { downloaded } = getApp().globalData
  if (downloaded && downloaded.path === path) return DOWNLOADED
  const index = PICTURES.indexOf(path)
  return index < 0 ? DOWNLOADED + 1 : index
}

const methods = {
  onLoad({ file }) {
    this.begin()
    const { downloaded } = getApp().globalData
    if (file === 'downloaded' && downloaded) this.change({ filePath: downloaded.path })
  },

  /** The form has another file. */
  changed({ filePath, large }) {
    this.setData({ sourceIndex: sourceOf(filePath), fetching: '' })
    if (large && filePath === PICTURES[0]) this.fetchLarge()
  },

  chooseSource(event) {
    const index = Number(event.detail.value)
    const { downloaded } = getApp().globalData
    if (index < DOWNLOADED) this.change({ filePath: PICTURES[index] })
    else this.change({ filePath: index === DOWNLOADED && downloaded ? downloaded.path : '' })
  },

  /** Gets a file that takes a while to send, unless the page has one. */
  fetchLarge() {
    if (this.large) return this.useLarge()
    this.setData({ fetching: texts.fetching, ready: false })
    return wx.downloadFile({
      url: `${this.server}/file?type=bin&bytes=${LARGE_BYTES}`,
      success: ({ tempFilePath }) => {
        this.large = tempFilePath
        this.useLarge()
      },
      fail: ({ errMsg }) => this.setData({ fetching: texts.fetchFailed(errMsg) }),
    })
  },

  useLarge() {
    const { form, preset, note } = this.data
    // Another preset may have been chosen meanwhile.
    if (!form.large || this.gone) return
    this.setForm(Object.assign({}, form, { filePath: this.large }), { preset, note })
  },

  event(kind, value) {
    if (kind !== 'success') return
    this.setData({ result: readAnswer(value.data) || { text: value.data }, focus: 'result' })
  },
}

Page(
  createTransferPage({
    api: 'uploadFile',
    texts,
    presets,
    createForm,
    readForm,
    data: { sources: SOURCES, sourceIndex: 0, fetching: '' },
    methods,
  }),
)
