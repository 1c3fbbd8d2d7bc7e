// The lower part of every API page: the log with its summary, and the buttons below it.
// The page calls `begin` when a run starts and `log` for all that happens in it.
Component({
  properties: {
    /** Calls that have not ended yet. */
    running: { type: Number, value: 0 },
    disabled: { type: Boolean, value: false },
    runText: { type: String, value: 'Run' },
    runningText: { type: String, value: 'Running' },
    abortText: { type: String, value: 'Abort' },
    /** { cells: [{ label, value }], order: { label, value } } */
    summary: { type: Object, value: null },
    /** { percent, text, known }; while the whole is not known, `percent` says nothing. */
    progress: { type: Object, value: null },
  },

  data: {
    panel: 'closed',
    paused: false,
    shown: 0,
    held: 0,
    texts: {
      log: 'Log',
      pause: 'Pause',
      resume: 'Resume',
      waiting: 'waiting',
      clear: 'Clear',
      empty: 'Press the button, and watch the callbacks come in.',
    },
  },

  lifetimes: {
    created() {
      this.startedAt = 0
    },
  },

  methods: {
    /** Starts the clock of a run and opens the log. */
    begin(title) {
      this.startedAt = Date.now()
      if (this.data.panel === 'closed') this.setData({ panel: 'half' })
      this.events().add({ kind: 'run', at: 0, call: 0, brief: title })
    },

    /** Logs { kind, call, brief, value }; returns the milliseconds since the run began. */
    log(entry) {
      const at = Date.now() - this.startedAt
      this.events().add(Object.assign({}, entry, { at }))
      return at
    },

    events() {
      return this.selectComponent('#events')
    },

    count(event) {
      const { shown, held } = event.detail
      this.setData({ shown, held })
    },

    togglePanel() {
      const next = { closed: 'half', half: 'full', full: 'closed' }
      this.setData({ panel: next[this.data.panel] })
    },

    pause() {
      const paused = !this.data.paused
      this.setData({ paused })
      this.events().pause(paused)
    },

    clear() {
      this.events().clear()
      this.triggerEvent('clear')
    },

    run() {
      if (!this.data.disabled && this.data.running === 0) this.triggerEvent('run')
    },

    abort() {
      if (this.data.running > 0) this.triggerEvent('abort')
    },
  },
})
