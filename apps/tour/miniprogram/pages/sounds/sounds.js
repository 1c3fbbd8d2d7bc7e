const texts = require('./texts')
const { writeCode } = require('./code')
const { audioBrief } = require('../../utils/audio-brief')

const sounds = texts.sounds.map(({ id, title }) => ({ id, title, src: `/sounds/${id}.mp3` }))

Page({
  data: {
    texts,
    sounds,
    chime: 'waiting',
    chimeError: '',
    lines: [],
  },

  onLoad() {
    this.ring()
  },

  onUnload() {
    this.chime.destroy()
  },

  // All of them

  cards() {
    return this.selectAllComponents('.sound')
  },

  playAll() {
    this.cards().forEach((card) => card.play())
  },

  stopAll() {
    this.cards().forEach((card) => card.stop())
  },

  hear(event) {
    const { kind, value } = event.detail
    const { title } = event.currentTarget.dataset
    this.log(kind, value, title)
  },

  log(kind, value, title) {
    const brief = [title, audioBrief(kind, value)].filter(Boolean).join(' · ')
    this.selectComponent('#log').log({ kind, value, brief })
  },

  showCode(event) {
    if (event.currentTarget.dataset.id !== sounds[0].id) return
    this.setData({ lines: writeCode(event.detail) })
  },

  // The chime

  ring() {
    if (this.chime) this.chime.destroy()
    const chime = wx.createInnerAudioContext()
    this.chime = chime
    this.setData({ chime: 'waiting', chimeError: '' })
    chime.onPlay(() => this.setData({ chime: 'playing' }))
    chime.onEnded(() => this.setData({ chime: 'over' }))
    chime.onError((error) => {
      this.log('error', error, texts.chime.title)
      this.setData({ chime: 'refused', chimeError: `errCode ${error.errCode}: ${error.errMsg}` })
    })
    chime.autoplay = true
    chime.src = '/sounds/chime.mp3'
  },
})
