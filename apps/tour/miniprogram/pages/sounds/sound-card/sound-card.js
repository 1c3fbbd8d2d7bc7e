const texts = require('../texts')
const { clock, share } = require('../../../utils/time')

const EVENTS = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Error']

// One sound with all that can be turned on it. `tell` says { kind, value }, `settings` how it is set.
Component({
  properties: {
    src: { type: String, value: '' },
    title: { type: String, value: '' },
  },

  data: {
    texts,
    rates: ['0.5', '1', '1.5', '2'],
    playing: false,
    volume: 100,
    rate: '1',
    loop: true,
    percent: 0,
    positionText: clock(0),
    durationText: clock(),
  },

  lifetimes: {
    attached() {
      const audio = wx.createInnerAudioContext()
      this.audio = audio
      EVENTS.forEach((event) => {
        const kind = event.toLowerCase()
        audio[`on${event}`]((error) => {
          const { duration, currentTime } = audio
          this.show()
          const value = error || (kind === 'canplay' ? { duration } : { currentTime })
          this.triggerEvent('tell', { kind, value })
        })
      })
      audio.onTimeUpdate(() => this.show())
      audio.loop = this.data.loop
      audio.src = this.data.src
      this.tellSettings()
    },

    detached() {
      this.audio.destroy()
    },
  },

  methods: {
    show() {
      const { paused, currentTime, duration } = this.audio
      this.setData({
        playing: !paused,
        percent: share(currentTime, duration),
        positionText: clock(currentTime),
        durationText: duration > 0 ? clock(duration) : clock(),
      })
    },

    tellSettings() {
      const { src, volume, playbackRate, loop } = this.audio
      this.triggerEvent('settings', { src, volume, playbackRate, loop })
    },

    play() {
      this.audio.play()
      this.show()
    },

    stop() {
      this.audio.stop()
    },

    toggle() {
      if (this.audio.paused) this.audio.play()
      else this.audio.pause()
      this.show()
    },

    changeVolume(event) {
      this.audio.volume = event.detail.value / 100
      this.setData({ volume: event.detail.value })
      this.tellSettings()
    },

    changeRate(event) {
      this.audio.playbackRate = Number(event.detail.value)
      this.setData({ rate: event.detail.value })
      this.tellSettings()
    },

    changeLoop(event) {
      this.audio.loop = event.detail.value
      this.setData({ loop: event.detail.value })
      this.tellSettings()
    },
  },
})
