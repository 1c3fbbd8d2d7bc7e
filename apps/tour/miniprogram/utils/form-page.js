// What every page that tries a function has in common: presets above a form, the code that the form stands
// for, and the dock at the foot, with its log.

const common = {
  fail: ({ errMsg, errno }) => (errno === undefined ? errMsg : `${errMsg} · errno ${errno}`),
  complete: ({ errMsg }) => errMsg,
}

/**
 * The options for `Page`. `createForm(changes, server)` and `readForm(form)` are the form's own,
 * `writeLines(call)` shows what it reads as code, and `brief[kind](value)` is what the log says of one event.
 * `methods` are the page's own: `changed(form)` hears of each change of the form.
 */
const createFormPage = (page) => {
  const { texts, presets, createForm, readForm, writeLines, data, methods } = page
  const brief = Object.assign({}, common, page.brief)
  return Object.assign(
    {
      data: Object.assign(
        {
          texts,
          presets: presets.map(({ id, title }) => ({ id, title })),
          preset: '',
          note: '',
          form: createForm({}, ''),
          problems: {},
          ready: false,
          lines: [],
          running: 0,
          summary: null,
          focus: '',
        },
        data,
      ),

      onLoad() {
        this.begin()
      },

      begin() {
        this.server = getApp().globalData.server
        this.runs = 0
        this.usePreset(presets[0])
      },

      // The form

      choosePreset(event) {
        const { id } = event.currentTarget.dataset
        this.usePreset(presets.find((preset) => preset.id === id))
      },

      usePreset({ id, note, form }) {
        this.setForm(createForm(form, this.server), { preset: id, note })
      },

      /** One field has changed, so the form is no preset any more. */
      change(changes) {
        this.setForm(Object.assign({}, this.data.form, changes), { preset: '', note: '' })
      },

      setForm(form, more) {
        const call = readForm(form)
        const { problems, ready } = call
        this.call = call
        this.setData(Object.assign({ form, problems, ready, lines: writeLines(call) }, more))
        this.changed(form)
      },

      changed() {},

      /** Text fields, switches and choices name the field they change. */
      edit(event) {
        this.change({ [event.currentTarget.dataset.field]: event.detail.value })
      },

      editRows(event) {
        this.change({ [event.currentTarget.dataset.field]: event.detail.rows })
      },

      // The log

      dock() {
        return this.selectComponent('#dock')
      },

      /** One line of the log, of which the result is the time; none once the page is gone. */
      tell(kind, value, { call = 0, shownAs = kind } = {}) {
        if (this.gone) return undefined
        return this.dock().log({ kind: shownAs, call, value, brief: brief[kind](value) })
      },
    },
    methods,
  )
}

module.exports = { createFormPage }
