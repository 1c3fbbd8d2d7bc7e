/** `<checkbox>`, `<radio>` and their groups. */
import type { GeneralComponent } from 'glass-easel'
import { builtIn, controlOf } from './define.js'
import type { Own } from './define.js'
import { around, element, hostOf, inside } from './dom.js'
import { announce, pressable } from './press.js'

const properties = { value: '', checked: false, disabled: false, color: '#07c160' }
type Kind = 'checkbox' | 'radio'

const dataOf = (choice: GeneralComponent) => choice.data as { value: string; checked: boolean }
const clear = (choices: readonly GeneralComponent[]) => {
  for (const choice of choices) if (dataOf(choice).checked) choice.setData({ checked: false })
}
const chosen = (group: HTMLElement, kind: Kind) =>
  inside(group, kind)
    .map(dataOf)
    .filter(({ checked }) => checked)
    .map(({ value }) => value)

/** The glyph and the children of a choice; the class names are those that programs style. */
const choice = (own: Own<typeof properties>, kind: Kind, next: (checked: boolean) => boolean) => {
  const slot = element('div', `wx-${kind}-content`)
  const glyph = element('div', '')
  own.host.append(element('div', `wx-${kind}-wrapper`, glyph, slot))
  const choose = () => {
    const checked = next(own.props.checked)
    if (own.props.disabled || checked === own.props.checked) return
    own.set({ checked })
    const group = around(own.host, `${kind}-group`)
    group?.triggerEvent('change', { value: controlOf(group)?.field?.value() })
  }
  own.component.addListener('tap', choose)
  pressable(own, kind)
  const update = () => {
    const { checked, disabled, color } = own.props
    const name = `wx-${kind}-input`
    const states = [name, checked && `${name}-checked`, disabled && `${name}-disabled`]
    glyph.className = states.filter(Boolean).join(' ')
    glyph.style.setProperty('--color', color)
    announce(own.host, { checked, disabled })
  }
  return { slot, update, activate: choose }
}

export const checkbox = builtIn({
  properties,
  reflect: ['checked', 'disabled'],
  mount: (own) => choice(own, 'checkbox', (checked) => !checked),
})

export const radio = builtIn({
  properties,
  reflect: ['checked', 'disabled'],
  mount(own) {
    const control = choice(own, 'radio', () => true)
    /** The other radios of the group, those before this one and those behind it. */
    const others = () => {
      const group = around(own.host, 'radio-group')
      const all = group ? inside(hostOf(group), 'radio') : []
      const index = all.indexOf(own.component)
      return { before: all.slice(0, Math.max(index, 0)), behind: all.slice(index + 1) }
    }
    return {
      ...control,
      attached() {
        // Those behind are still to come: of two that begin checked, the last stays.
        if (own.props.checked) clear(others().before)
      },
      update(changed) {
        control.update()
        if (!changed.has('checked') || !own.props.checked) return
        const { before, behind } = others()
        clear([...before, ...behind])
      },
    }
  },
})

export const checkboxGroup = builtIn({
  properties: { name: '' },
  mount: ({ host }) => ({
    field: {
      value: () => chosen(host, 'checkbox'),
      reset: () => clear(inside(host, 'checkbox')),
    },
  }),
})

export const radioGroup = builtIn({
  properties: { name: '' },
  mount(own) {
    own.host.setAttribute('role', 'radiogroup')
    return {
      field: {
        value: () => chosen(own.host, 'radio')[0] ?? '',
        reset: () => clear(inside(own.host, 'radio')),
      },
    }
  },
})
