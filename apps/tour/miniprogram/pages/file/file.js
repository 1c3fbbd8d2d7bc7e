const texts = require('./texts')
const { formatBytes } = require('../../utils/bytes')

const DIGESTS = ['md5', 'sha1']
const MAX_TEXT_BYTES = 4096

const pad = (number) => String(number).padStart(2, '0')

const formatTime = (seconds) => {
  const time = new Date(seconds * 1000)
  const day = [time.getFullYear(), pad(time.getMonth() + 1), pad(time.getDate())].join('-')
  return `${day} ${pad(time.getHours())}:${pad(time.getMinutes())}`
}

Page({
  data: {
    texts,
    /** [{ path, size, time }], newest first. */
    saved: [],
    /** Facts of one of them: { path, rows: [{ name, value }] }. */
    info: null,
    root: '',
    folder: '',
    /** [{ name, path, isFolder, size, time }], folders first. */
    entries: [],
    name: texts.folder.defaultName,
    text: texts.folder.defaultText,
    /** The file that is open: { path, text }. */
    opened: null,
    said: '',
  },

  onLoad() {
    this.files = wx.getFileSystemManager()
    const root = wx.env.USER_DATA_PATH
    this.setData({ root, folder: root })
  },

  onShow() {
    this.list()
    this.look()
  },

  edit(event) {
    this.setData({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  tell({ errMsg, message }) {
    this.setData({ said: errMsg || message })
  },

  // Saved files

  list() {
    wx.getSavedFileList({
      success: ({ fileList }) =>
        this.setData({
          saved: fileList
            .sort((one, other) => other.createTime - one.createTime)
            .map(({ filePath, size, createTime }) => ({
              path: filePath,
              size: formatBytes(size),
              time: formatTime(createTime),
            })),
        }),
      fail: (error) => this.tell(error),
    })
  },

  open(event) {
    const { path } = event.currentTarget.dataset
    wx.navigateTo({ url: `/pages/picture/picture?path=${encodeURIComponent(path)}` })
  },

  readInfo(event) {
    const { path } = event.currentTarget.dataset
    this.setData({ info: { path, rows: [] } })
    DIGESTS.forEach((digestAlgorithm) =>
      wx.getFileInfo({
        filePath: path,
        digestAlgorithm,
        success: ({ digest }) => this.addInfo(path, digestAlgorithm, digest),
        complete: (said) => this.tell(said),
      }),
    )
  },

  addInfo(path, name, value) {
    const { info } = this.data
    if (!info || info.path !== path) return
    this.setData({ 'info.rows': info.rows.concat({ name, value }) })
  },

  removeSaved(event) {
    wx.removeSavedFile({
      filePath: event.currentTarget.dataset.path,
      success: () => this.list(),
      complete: (said) => this.tell(said),
    })
  },

  // The folder

  /** Does something to the folder at once, and shows what has become of it. */
  attempt(action) {
    try {
      action(this.files)
      this.setData({ said: '' })
    } catch (error) {
      this.tell(error)
    }
    this.look()
  },

  look() {
    const { folder } = this.data
    const entries = this.files.readdirSync(folder).map((name) => {
      const path = `${folder}/${name}`
      const stat = this.files.statSync(path)
      return {
        name,
        path,
        isFolder: stat.isDirectory(),
        size: formatBytes(stat.size),
        time: formatTime(stat.lastModifiedTime),
      }
    })
    entries.sort((one, other) => other.isFolder - one.isFolder)
    this.setData({ entries })
  },

  enter(event) {
    const { path, isFolder } = event.currentTarget.dataset
    if (!isFolder) return this.read(path)
    this.setData({ folder: path, opened: null })
    this.look()
  },

  goUp() {
    const { folder } = this.data
    this.setData({ folder: folder.slice(0, folder.lastIndexOf('/')), opened: null })
    this.look()
  },

  read(path) {
    this.files.readFile({
      filePath: path,
      encoding: 'utf8',
      position: 0,
      length: Math.min(this.files.statSync(path).size, MAX_TEXT_BYTES),
      success: ({ data }) => this.setData({ opened: { path, text: data } }),
      complete: (said) => this.tell(said),
    })
  },

  write() {
    const { folder, name, text } = this.data
    this.attempt((files) => files.writeFileSync(`${folder}/${name}`, text, 'utf8'))
  },

  makeFolder() {
    const { folder, name } = this.data
    this.attempt((files) => files.mkdirSync(`${folder}/${name}`))
  },

  remove(event) {
    const { path, isFolder } = event.currentTarget.dataset
    this.setData({ opened: null })
    this.attempt((files) => (isFolder ? files.rmdirSync(path, true) : files.unlinkSync(path)))
  },
})
