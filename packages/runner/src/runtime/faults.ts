import {
  addGlobalErrorListener,
  addGlobalWarningListener,
  type GeneralComponent,
} from 'glass-easel'
import type { ErrorLog } from './errors.js'

/** The page or component of the program; a built-in belongs to whoever has it in its template. */
const ownerOf = (component: GeneralComponent): string =>
  component.is.startsWith('wx://')
    ? (component.ownerShadowRoot?.getHostNode().is ?? component.is)
    : component.is

/** Brings everything that nobody caught into the log: the framework's errors and the browser's. */
export const listenForFaults = (
  log: ErrorLog,
  onUnhandledRejection: (rejection: { reason: unknown; promise: Promise<unknown> }) => void,
) => {
  addGlobalErrorListener((error, method = '', component) => {
    // The second word is a function's name, which minifying has changed.
    const kind = method.split(' ')[0] ?? ''
    const owner = typeof component === 'object' ? ownerOf(component) : component
    log.report(error, owner === undefined ? kind : `${kind} (${owner})`)
    return false
  })
  addGlobalWarningListener((message) => {
    console.warn(message)
    return false
  })
  window.addEventListener('error', ({ error, message }) => log.report(error ?? message, 'script'))
  window.addEventListener('unhandledrejection', (event) => {
    const { promise } = event
    const reason: unknown = event.reason
    log.report(reason, 'unhandled rejection')
    onUnhandledRejection({ reason, promise })
  })
}
