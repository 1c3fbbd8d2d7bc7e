import { toHex } from '../../../codec/hex.js'

const ID_BYTES = 8
const LOCK = 'openwx-run '

/**
 * One life of a page. What it writes bears its id, and while it lives it holds a lock of that name, so
 * that others can tell what a dead page left from what a living one is about to use.
 */
export interface Run {
  /** A name that begins with the run's id. */
  newName(): string
  end(): void
}

/** Where the browser has no locks, no run can be told from another. */
const locks = (): LockManager | undefined => (navigator as { readonly locks?: LockManager }).locks

export const startRun = async (): Promise<Run> => {
  const run = toHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
  let count = 0
  let end: () => void = () => undefined
  await new Promise<void>((resolve) => {
    const held = locks()?.request(LOCK + run, () => {
      resolve()
      return new Promise<void>((release) => (end = release))
    })
    // Refused, it leaves what this run may lose to nobody: see `leftByTheDead`.
    if (held === undefined) resolve()
    else held.catch(resolve)
  })
  return {
    newName: () => `${run}-${(count++).toString(36)}`,
    end: () => end(),
  }
}

/** Those of the ids whose run has ended; none where that cannot be known. */
export const leftByTheDead = async (ids: readonly string[]): Promise<string[]> => {
  const { held = [], pending = [] } = (await locks()?.query()) ?? {}
  const living = new Set([...held, ...pending].map(({ name }) => name))
  const isDead = (id: string) => !living.has(LOCK + id.slice(0, id.indexOf('-')))
  return locks() === undefined ? [] : ids.filter(isDead)
}
