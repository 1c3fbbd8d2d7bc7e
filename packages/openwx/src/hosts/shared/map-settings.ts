import type { SettingsPort } from '../../ports/settings.js'

/** What users have decided, by program. */
export type SettingsMap = Map<string, Readonly<Record<string, unknown>>>

/** The values with some of them changed; an undefined one is removed. */
export const withChanges = (
  values: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries({ ...values, ...changes }).filter(([, value]) => value !== undefined),
  )

/** Settings in a map: whoever keeps the map keeps them. */
export const createMapSettings = (map: SettingsMap = new Map()): SettingsPort => ({
  load: (owner) => Promise.resolve(map.get(owner) ?? {}),
  save: (owner, changes) => {
    map.set(owner, withChanges(map.get(owner) ?? {}, changes))
    return Promise.resolve()
  },
})
