import type { GeneralComponent } from 'glass-easel'
import { around, componentOf, hostOf } from './dom.js'
import { builtIn, controlOf } from './define.js'
import type { Field } from './define.js'

type FormActions = { submit(): void; reset(): void }
const forms = new WeakMap<GeneralComponent, FormActions>()

/** The form around an element. */
export const formOf = (host: Element): FormActions | undefined => {
  const component = around(host, 'form')
  return component ? forms.get(component) : undefined
}

const customFields = new WeakSet<GeneralComponent>()
/** Makes a component of the program a field: the behavior `wx://form-field` calls this. */
export const becomeFormField = (component: GeneralComponent) => void customFields.add(component)

type FieldData = { name?: string; value?: unknown }
const fieldOf = (component: GeneralComponent): Field | undefined => {
  if (!customFields.has(component)) return controlOf(component)?.field
  // What a reset means to it, a component of the program hears nowhere.
  return { value: () => (component.data as FieldData).value, reset: () => undefined }
}

/** The fields of a form, in document order; those inside of other components are theirs. */
const fieldsOf = (form: GeneralComponent) =>
  [...hostOf(form).querySelectorAll('*')].flatMap((host) => {
    const component = componentOf(host)
    const field = component?.ownerShadowRoot === form.ownerShadowRoot && fieldOf(component)
    return field ? [{ name: (component.data as FieldData).name ?? '', field }] : []
  })

export const form = builtIn({
  properties: { reportSubmit: false, reportSubmitTimeout: 0 },
  mount(own) {
    forms.set(own.component, {
      submit() {
        const named = fieldsOf(own.component).filter(({ name }) => name !== '')
        const value = Object.fromEntries(named.map(({ name, field }) => [name, field.value()]))
        own.emit('submit', { value, formId: '' })
      },
      reset() {
        for (const { field } of fieldsOf(own.component)) field.reset()
        own.emit('reset')
      },
    })
    return {}
  },
})
