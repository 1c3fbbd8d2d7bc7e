import type { Diagnostic, Program } from '../program.js'
import type { ErrorLog, Position } from './errors.js'
import { hotEvents, type StackAnswer, type StackQuestion } from './hot-events.js'
import type { Loader } from './loader.js'
import type { Templates } from './templates.js'

/** The part of Vite's client that we use. */
export type HotChannel = {
  on(event: string, listener: (data: never) => void): void
  send(event: string, data: unknown): void
}

const ANSWER_TIMEOUT_MS = 5_000

/** Asks the dev server where in the sources a stack points. */
export const createStackResolver = (hot: HotChannel | undefined) => {
  let last = 0
  const waiting = new Map<number, (position: Position | undefined) => void>()
  hot?.on(hotEvents.stack, ({ id, position }: StackAnswer) => {
    waiting.get(id)?.(position ?? undefined)
    waiting.delete(id)
  })
  return (stack: string): Promise<Position | undefined> =>
    new Promise((resolve) => {
      if (!hot) return resolve(undefined)
      const id = ++last
      waiting.set(id, resolve)
      setTimeout(() => {
        waiting.delete(id)
        resolve(undefined)
      }, ANSWER_TIMEOUT_MS)
      hot.send(hotEvents.stack, { id, stack } satisfies StackQuestion)
    })
}

/** Vite's overlay outlives the error that it shows unless somebody closes it. */
const closeOverlay = () => {
  for (const overlay of document.querySelectorAll('vite-error-overlay')) overlay.remove()
}

/** Takes over what changed on disk: templates and styles in place, with the pages' data kept. */
export const listenForUpdates = (
  hot: HotChannel,
  parts: { loader: Loader; templates: Templates; log: ErrorLog },
) => {
  hot.on(hotEvents.templates, (code: Program['templates']) => {
    parts.templates.replace(code)
    parts.loader.refreshTemplates()
  })
  hot.on(hotEvents.styles, (styles: Program['styles']) => {
    for (const [path, css] of Object.entries(styles)) parts.loader.setStyle(path, css)
  })
  hot.on(hotEvents.diagnostics, (diagnostics: Diagnostic[]) => {
    if (!diagnostics.some(({ level }) => level === 'error')) closeOverlay()
    parts.log.setDiagnostics(diagnostics)
  })
}
