// The log of a page that has no run of its own: the clock begins with the first event.
Component({
  data: {
    shown: 0,
    texts: { title: 'Events', clear: 'Clear', empty: 'What happens is told here.' },
  },

  lifetimes: {
    created() {
      this.startedAt = 0
    },
  },

  methods: {
    /** Logs { kind, brief, value }. */
    log(entry) {
      if (this.startedAt === 0) this.startedAt = Date.now()
      const at = Date.now() - this.startedAt
      this.selectComponent('#events').add(Object.assign({ call: 0 }, entry, { at }))
    },

    count(event) {
      this.setData({ shown: event.detail.shown })
    },

    clear() {
      this.startedAt = 0
      this.selectComponent('#events').clear()
    },
  },
})
