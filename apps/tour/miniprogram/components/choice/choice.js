// One of a few values, all of them in sight.
Component({
  properties: {
    options: { type: Array, value: [] },
    value: { type: String, value: '' },
    name: { type: String, value: '' },
  },

  methods: {
    choose(event) {
      const { value } = event.currentTarget.dataset
      if (value !== this.data.value) this.triggerEvent('change', { value })
    },
  },
})
