const { toText } = require('../../utils/snippet')

const COPIED_FOR_MS = 1600

Component({
  properties: {
    title: { type: String, value: '' },
    /** [{ indent, pieces: [{ kind, text }] }] */
    lines: { type: Array, value: [] },
  },

  data: {
    /** `lines`, with ids to tell them apart. */
    shown: [],
    copied: false,
    texts: { copy: 'Copy', copied: 'Copied' },
  },

  observers: {
    lines(lines) {
      const shown = lines.map(({ indent, pieces }, id) => ({
        id,
        indent,
        pieces: pieces.map(({ kind, text }, at) => ({ id: at, kind, text })),
      }))
      this.setData({ shown })
    },
  },

  lifetimes: {
    detached() {
      clearTimeout(this.timer)
    },
  },

  methods: {
    copy() {
      wx.setClipboardData({
        data: toText(this.data.lines),
        success: () => {
          this.setData({ copied: true })
          clearTimeout(this.timer)
          this.timer = setTimeout(() => this.setData({ copied: false }), COPIED_FOR_MS)
        },
      })
    },
  },
})
