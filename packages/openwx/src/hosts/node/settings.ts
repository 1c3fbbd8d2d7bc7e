import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { SettingsPort } from '../../ports/settings.js'
import { createMapSettings, withChanges } from '../shared/map-settings.js'

/** Settings in one small file per program, written anew as a whole; in memory where there is no folder. */
export const createNodeSettings = (dataDir: string | undefined): SettingsPort => {
  if (dataDir === undefined) return createMapSettings()
  const folder = path.join(dataDir, 'settings')
  const fileOf = (owner: string) => path.join(folder, `${encodeURIComponent(owner)}.json`)
  let lastSave: Promise<unknown> = Promise.resolve()

  const load = async (owner: string): Promise<Readonly<Record<string, unknown>>> => {
    try {
      const values: unknown = JSON.parse(await readFile(fileOf(owner), 'utf8'))
      return typeof values === 'object' && values !== null ? { ...values } : {}
    } catch {
      // Never decided anything, or somebody has broken the file: asked again is better than granted.
      return {}
    }
  }
  const write = async (owner: string, changes: Readonly<Record<string, unknown>>) => {
    const values = withChanges(await load(owner), changes)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const draft = `${fileOf(owner)}.${process.pid}`
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(JSON.stringify(values))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, fileOf(owner))
  }
  return {
    load: async (owner) => {
      await lastSave
      return load(owner)
    },
    save: (owner, changes) => {
      const saving = lastSave.then(() => write(owner, changes))
      lastSave = saving.catch(() => undefined)
      return saving
    },
  }
}
