import { mkdtempSync, writeFileSync } from 'node:fs'
import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'

/** Who uses a folder; a folder whose user is dead is nobody's. */
const OWNER_FILE = 'owner.json'

interface Owner {
  readonly pid: number
  /** Process numbers mean something on one machine only. */
  readonly machine: string
}

/**
 * Makes a folder for this run that nobody else can look into or guess the name of, below a folder that
 * is there.
 */
export const createRunFolder = (parent: string, prefix: string): string => {
  const folder = mkdtempSync(path.join(parent, prefix))
  const owner: Owner = { pid: process.pid, machine: hostname() }
  writeFileSync(path.join(folder, OWNER_FILE), JSON.stringify(owner), { mode: 0o600 })
  return folder
}

/** Removes what runs of this user that ended without a word have left below `parent`. Never fails. */
export const sweepDeadRuns = async (parent: string, prefix: string): Promise<void> => {
  const names = await readdir(parent).catch(() => [])
  await Promise.all(
    names
      .filter((name) => name.startsWith(prefix))
      .map(async (name) => {
        const folder = path.join(parent, name)
        try {
          if (await isDeadRun(folder)) await rm(folder, { recursive: true, force: true })
        } catch {
          // Somebody else's, or swept by another run meanwhile.
        }
      }),
  )
}

const isDeadRun = async (folder: string): Promise<boolean> => {
  const { uid } = await lstat(folder)
  if (process.getuid !== undefined && uid !== process.getuid()) return false
  const owner = JSON.parse(await readFile(path.join(folder, OWNER_FILE), 'utf8')) as Partial<Owner>
  return owner.machine === hostname() && typeof owner.pid === 'number' && !isAlive(owner.pid)
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
