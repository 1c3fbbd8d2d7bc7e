import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { LogPort } from '../../ports/host.js'
import type { SettingsPort } from '../../ports/settings.js'
import { createMapSettings, withChanges } from '../shared/map-settings.js'
import { consoleLog } from '../shared/system.js'

/**
 * Settings in one small file per program, written anew as a whole; in memory where there is no folder. What cannot be
 * written stays in memory too, as nobody wants to be asked the same again and again.
 * @param log Is told so, once.
 */
export const createNodeSettings = (
  dataDir: string | undefined,
  log: Pick<LogPort, 'warn'> = consoleLog,
): SettingsPort => {
  if (dataDir === undefined) return createMapSettings()
  const folder = path.join(dataDir, 'settings')
  const fileOf = (owner: string) => path.join(folder, `${encodeURIComponent(owner)}.json`)
  let lastSave: Promise<unknown> = Promise.resolve()
  const unwritten = new Map<string, Readonly<Record<string, unknown>>>()
  let isTold = false

  const read = async (owner: string): Promise<Readonly<Record<string, unknown>>> => {
    try {
      const values: unknown = JSON.parse(await readFile(fileOf(owner), 'utf8'))
      return typeof values === 'object' && values !== null ? { ...values } : {}
    } catch {
      // Never decided anything, or somebody has broken the file: asked again is better than granted.
      return {}
    }
  }
  const load = async (owner: string) => withChanges(await read(owner), unwritten.get(owner) ?? {})
  const write = async (owner: string, values: Readonly<Record<string, unknown>>) => {
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
  const save = async (owner: string, changes: Readonly<Record<string, unknown>>) => {
    const values = withChanges(await load(owner), changes)
    try {
      await write(owner, values)
      unwritten.delete(owner)
    } catch (error) {
      unwritten.set(owner, { ...unwritten.get(owner), ...changes })
      if (isTold) return
      isTold = true
      const reason = (error as NodeJS.ErrnoException).code ?? 'it cannot be written'
      log.warn(`what the user decides is kept for this run only: ${reason}`)
    }
  }
  return {
    load: async (owner) => {
      await lastSave
      return load(owner)
    },
    save: (owner, changes) => {
      const saving = lastSave.then(() => save(owner, changes))
      lastSave = saving
      return saving
    },
  }
}
