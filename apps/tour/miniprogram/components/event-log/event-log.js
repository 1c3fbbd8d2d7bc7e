const { pretty } = require('../../utils/pretty')

const MAX_ENTRIES = 400

// Rows of what happened, newest last. The page calls `add`; the values stay here, and only what is
// opened becomes text.
Component({
  properties: {
    empty: { type: String, value: '' },
  },

  data: {
    /** [{ id, kind, at, call, brief, open, detail }] */
    entries: [],
    newest: '',
  },

  lifetimes: {
    created() {
      this.values = new Map()
      this.paused = false
      this.held = []
      this.count = 0
    },
  },

  methods: {
    /** Adds one entry: { kind, at, call, brief, value }. */
    add(entry) {
      const { value, ...shown } = entry
      this.count += 1
      const id = `entry-${this.count}`
      if (value !== undefined) this.values.set(id, value)
      const row = Object.assign(shown, { id, open: false, detail: '', more: value !== undefined })
      if (this.paused) {
        this.held.push(row)
        this.tell()
      } else {
        this.show([row])
      }
    },

    /** While it is paused, new entries are held back. */
    pause(paused) {
      this.paused = paused
      if (!paused) this.show(this.held.splice(0))
    },

    clear() {
      this.values.clear()
      this.held = []
      this.setData({ entries: [], newest: '' })
      this.tell()
    },

    show(rows) {
      const { length } = this.data.entries
      if (length + rows.length > MAX_ENTRIES) {
        const entries = this.data.entries.concat(rows)
        entries
          .splice(0, entries.length - MAX_ENTRIES / 2)
          .forEach(({ id }) => this.values.delete(id))
        this.setData({ entries })
      } else {
        const added = {}
        rows.forEach((row, index) => {
          added[`entries[${length + index}]`] = row
        })
        this.setData(added)
      }
      if (rows.length > 0) this.setData({ newest: rows[rows.length - 1].id })
      this.tell()
    },

    tell() {
      this.triggerEvent('count', { shown: this.data.entries.length, held: this.held.length })
    },

    toggle(event) {
      const { index } = event.currentTarget.dataset
      const { id, open, more } = this.data.entries[index]
      if (!more) return
      this.setData({
        [`entries[${index}].open`]: !open,
        [`entries[${index}].detail`]: open ? '' : pretty(this.values.get(id)),
      })
    },
  },
})
