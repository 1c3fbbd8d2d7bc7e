import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'

/** Time in the background after which the network is taken away. */
const GRACE_MS = 5000

/** Whether the program has lost the network for being out of sight, or for good. */
export interface Suspension {
  readonly active: boolean
  /** Told once when the network goes; the result removes the listener. */
  onSuspend(listener: () => void): () => void
}

export const interrupted = (): WxError => new WxError('interrupted', 'interrupted')

/** Use through `context.shared`: one timer serves every network function of a `wx` object. */
export const createSuspension = ({ host }: ApiContext): Suspension => {
  let active = host.lifeCycle.state === 'disposed'
  let cancelTimer: (() => void) | undefined
  // Not a Set: one that is always added to and deleted from leaves tables behind that keep what was in them.
  const listeners: (() => void)[] = []

  const suspend = () => {
    active = true
    for (const listener of [...listeners]) listener()
  }
  const enter = (state: typeof host.lifeCycle.state) => {
    cancelTimer?.()
    cancelTimer = undefined
    if (state === 'foreground') active = false
    else if (state === 'background') cancelTimer = host.clock.after(GRACE_MS, suspend)
    else suspend()
  }

  if (host.lifeCycle.state === 'background') enter('background')
  host.lifeCycle.onChange(enter)
  return {
    get active() {
      return active
    },
    onSuspend: (listener) => {
      listeners.push(listener)
      return () => {
        const place = listeners.indexOf(listener)
        if (place >= 0) listeners.splice(place, 1)
      }
    },
  }
}
