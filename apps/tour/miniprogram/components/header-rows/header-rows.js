// Pairs of a name and a value: headers, if nothing else is said. `change` carries the whole new list.
Component({
  properties: {
    /** [{ name, value }] */
    rows: { type: Array, value: [] },
    addText: { type: String, value: 'Add a header' },
  },

  data: {
    /** `rows`, with ids to tell them apart. */
    shown: [],
    texts: { name: 'name', value: 'value' },
  },

  observers: {
    rows(rows) {
      this.setData({ shown: rows.map(({ name, value }, id) => ({ id, name, value })) })
    },
  },

  methods: {
    edit(event) {
      const { index, part } = event.currentTarget.dataset
      const rows = this.data.rows.slice()
      rows[index] = Object.assign({}, rows[index], { [part]: event.detail.value })
      this.triggerEvent('change', { rows })
    },

    add() {
      this.triggerEvent('change', { rows: this.data.rows.concat({ name: '', value: '' }) })
    },

    remove(event) {
      const { index } = event.currentTarget.dataset
      this.triggerEvent('change', { rows: this.data.rows.filter((row, at) => at !== index) })
    },
  },
})
