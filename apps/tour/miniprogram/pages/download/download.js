const texts = require('./texts')
const presets = require('./presets')
const { KINDS, createForm, fileUrl, readForm } = require('./form')
const { formatBytes } = require('../../utils/bytes')
const { headerOf } = require('../../utils/names')
const { createTransferPage } = require('../../utils/transfer-page')

const methods = {
  /** A field of the file on the server: its address follows. */
  describe(event) {
    const changes = { [event.currentTarget.dataset.field]: event.detail.value }
    const form = Object.assign({}, this.data.form, changes)
    this.change(Object.assign(changes, { url: fileUrl(form, this.server) }))
  },

  event(kind, value, record) {
    if (kind === 'headers') this.type = headerOf(value.header, 'content-type') || ''
    if (kind === 'success') this.show(value.tempFilePath || value.filePath, record.bytes())
  },

  show(path, bytes) {
    const type = this.type
    getApp().globalData.downloaded = { path, bytes }
    this.setData({
      result: { path, type, size: formatBytes(bytes), isPicture: type.startsWith('image/') },
      focus: 'result',
    })
  },

  pictureFailed() {
    this.setData({ 'result.isPicture': false, 'result.broken': true })
  },

  upload() {
    wx.navigateTo({ url: '/pages/upload/upload?file=downloaded' })
  },
}

Page(
  createTransferPage({
    api: 'downloadFile',
    texts,
    presets,
    createForm,
    readForm,
    data: { kinds: KINDS },
    methods,
  }),
)
