import type { SettingsPort } from '../../ports/settings.js'
import type { SettingsMap } from '../shared/map-settings.js'
import { createMapSettings, withChanges } from '../shared/map-settings.js'

const keyOf = (owner: string) => `openwx.settings.${owner}`

const parse = (text: string | null): Readonly<Record<string, unknown>> => {
  try {
    const values: unknown = JSON.parse(text ?? '')
    return typeof values === 'object' && values !== null ? { ...values } : {}
  } catch {
    // Never decided anything, or somebody has broken the entry: asked again is better than granted.
    return {}
  }
}

/** Settings in the page's own storage; in memory where that is blocked or full. */
export const createPageSettings = (): SettingsPort => {
  const unkept: SettingsMap = new Map()
  const memory = createMapSettings(unkept)
  const stored = (owner: string) => {
    try {
      return parse(localStorage.getItem(keyOf(owner)))
    } catch {
      return {}
    }
  }
  return {
    load: async (owner) => ({ ...stored(owner), ...(await memory.load(owner)) }),
    save: (owner, changes) => {
      try {
        localStorage.setItem(keyOf(owner), JSON.stringify(withChanges(stored(owner), changes)))
        return Promise.resolve()
      } catch {
        return memory.save(owner, changes)
      }
    },
  }
}
