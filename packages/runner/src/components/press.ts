import { duringTap } from '../backend/taps.js'
import type { Own, Properties } from './define.js'

type Pressed = Pick<Own<Properties>, 'host' | 'component'>

/** Sends a tap that no finger made: a key, or the label of a control. */
export const tap = (
  { host, component }: Pressed,
  originalEvent: { target: unknown } = { target: host },
) => {
  const { left, top, width, height } = host.getBoundingClientRect()
  const send = () =>
    component.triggerEvent(
      'tap',
      { x: left + width / 2, y: top + height / 2 },
      {
        bubbles: true,
        composed: true,
        capturePhase: true,
        originalEvent,
        extraFields: { touches: [], changedTouches: [] },
      },
    )
  duringTap(send)
}

/** Makes a control reachable with Tab and pressed with Space and Enter, as its role promises. */
export const pressable = (own: Pressed, role: string, isDisabled: () => boolean = () => false) => {
  own.host.setAttribute('role', role)
  own.host.tabIndex = 0
  own.host.addEventListener('keydown', (event) => {
    if (event.target !== own.host || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    if (!event.repeat && !isDisabled()) tap(own, event)
  })
}

/** States of a control for assistive technology; a disabled one is out of the Tab order. */
export const announce = (
  host: HTMLElement,
  states: Readonly<Record<string, boolean | number | string>>,
) => {
  for (const [name, value] of Object.entries(states)) host.setAttribute(`aria-${name}`, `${value}`)
  if ('disabled' in states) host.tabIndex = states.disabled === true ? -1 : 0
}
