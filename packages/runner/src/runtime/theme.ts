import type { AppJson } from '../program.js'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

/** Which of theme.json's halves applies now; a program without `darkmode` is always light. */
export const colorScheme = (app: AppJson): 'light' | 'dark' =>
  app.darkmode && dark.matches ? 'dark' : 'light'

export const onColorScheme = (listener: () => void) => dark.addEventListener('change', listener)

/** Replaces `@name` in a piece of app.json by the theme's value. */
export const themed = <T>(app: AppJson, value: T): T => {
  const names = app.theme[colorScheme(app)]
  const resolve = (part: unknown): unknown => {
    if (typeof part === 'string' && part.startsWith('@')) return names[part.slice(1)] ?? part
    if (Array.isArray(part)) return part.map(resolve)
    if (typeof part === 'object' && part !== null) {
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, resolve(inner)]))
    }
    return part
  }
  return resolve(value) as T
}
