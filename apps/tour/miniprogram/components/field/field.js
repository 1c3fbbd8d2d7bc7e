// A label, a control in the slot, and what is wrong with it.
Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    error: { type: String, value: '' },
    /** The control stands beside the label instead of below it. */
    beside: { type: Boolean, value: false },
    last: { type: Boolean, value: false },
  },
})
