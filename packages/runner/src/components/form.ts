import type { GeneralComponent } from 'glass-easel'
import { around, componentOf, hostOf } from './dom.js'
import { builtIn, controlOf } from './define.js'

type FormActions = { submit(): void; reset(): void }
const forms = new WeakMap<GeneralComponent, FormActions>()

/** The form around an element. */
export const formOf = (host: Element): FormActions | undefined => {
  const component = around(host, 'form')
  return component ? forms.get(component) : undefined
}

/** The fields with a name in a form, in document order; those inside other components are theirs. */
const fieldsOf = (form: GeneralComponent) =>
  [...hostOf(form).querySelectorAll('*')].flatMap((host) => {
    const component = componentOf(host)
    const field = component && controlOf(component)?.field
    const name = (component?.data as { name?: string } | undefined)?.name ?? ''
    return field && component.ownerShadowRoot === form.ownerShadowRoot ? [{ name, field }] : []
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
