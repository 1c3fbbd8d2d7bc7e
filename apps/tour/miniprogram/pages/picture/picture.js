const texts = require('./texts')
const samples = require('./samples')
const { formatBytes } = require('../../utils/bytes')

const MAX_COUNT = 9
const COMPRESS_QUALITY = 40

const facts = (values) =>
  Object.keys(values)
    .filter((name) => values[name] !== undefined)
    .map((name) => ({ name, title: texts.facts[name], value: values[name] }))

Page({
  data: {
    texts,
    samples,
    count: 3,
    sizeTypes: Object.keys(texts.sizeTypes),
    sizeType: 'both',
    sourceTypes: Object.keys(texts.sourceTypes),
    sourceType: 'both',
    /** Paths, newest last. */
    pictures: [],
    /** The path of the one that buttons mean. */
    current: '',
    /** [{ name, title, value }]: what the last call brought. */
    facts: [],
    /** What the last call said. */
    said: '',
    calling: false,
  },

  /** `path`: a file that another page has kept. */
  onLoad({ path }) {
    if (path) this.add([decodeURIComponent(path)])
  },

  edit(event) {
    this.setData({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  changeCount(event) {
    const count = this.data.count + Number(event.currentTarget.dataset.by)
    this.setData({ count: Math.min(Math.max(count, 1), MAX_COUNT) })
  },

  // Where pictures come from

  choose(event) {
    const { api } = event.currentTarget.dataset
    const { count, sizeType, sourceType } = this.data
    const options = {
      count,
      sizeType: texts.sizeTypes[sizeType],
      sourceType: texts.sourceTypes[sourceType],
    }
    if (api === 'chooseMedia') options.mediaType = ['image']
    this.call(api, options, ({ tempFiles }) =>
      this.add(tempFiles.map(({ path, tempFilePath }) => tempFilePath || path)),
    )
  },

  add(paths) {
    const pictures = this.data.pictures.filter((path) => !paths.includes(path)).concat(paths)
    this.setData({ pictures, current: paths[paths.length - 1] })
  },

  takeSample(event) {
    this.setData({ said: '', facts: [] })
    this.add([event.currentTarget.dataset.path])
  },

  mark(event) {
    this.setData({ current: event.currentTarget.dataset.path, said: '', facts: [] })
  },

  // What is done with one

  preview() {
    const { pictures, current } = this.data
    this.call('previewImage', { urls: pictures, current })
  },

  info() {
    this.call(
      'getImageInfo',
      { src: this.data.current },
      ({ path, width, height, orientation, type }) =>
        this.show({ path, dimensions: `${width} × ${height}`, orientation, type }),
    )
  },

  compress() {
    this.call(
      'compressImage',
      { src: this.data.current, quality: COMPRESS_QUALITY },
      ({ tempFilePath }) => {
        this.add([tempFilePath])
        wx.getFileInfo({
          filePath: tempFilePath,
          success: ({ size }) => this.show({ path: tempFilePath, size: formatBytes(size) }),
        })
      },
    )
  },

  toAlbum() {
    this.call('saveImageToPhotosAlbum', { filePath: this.data.current })
  },

  save() {
    const tempFilePath = this.data.current
    this.call('saveFile', { tempFilePath }, ({ savedFilePath }) => {
      // The temp file is the saved one now.
      this.setData({
        pictures: this.data.pictures.map((path) => (path === tempFilePath ? savedFilePath : path)),
        current: savedFilePath,
      })
      this.show({ path: savedFilePath })
    })
  },

  upload() {
    const options = {
      url: `${getApp().globalData.server}/upload`,
      filePath: this.data.current,
      name: 'picture',
    }
    this.call('uploadFile', options, ({ statusCode, data }) => {
      const [file] = JSON.parse(data).files
      this.show({ answer: `${statusCode} · ${file.type}`, size: formatBytes(file.bytes) })
    })
  },

  openFiles() {
    wx.navigateTo({ url: '/pages/file/file' })
  },

  show(values) {
    this.setData({ facts: facts(values) })
  },

  /** One call at a time, and what it says. */
  call(api, options, success) {
    if (this.data.calling) return
    this.setData({ calling: true, said: '', facts: [] })
    wx[api](
      Object.assign({}, options, {
        success,
        complete: ({ errMsg }) => this.setData({ calling: false, said: errMsg }),
      }),
    )
  },
})
