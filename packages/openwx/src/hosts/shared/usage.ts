import { FileError } from '../../ports/port-error.js'

/** How many bytes each program holds, and what is set aside for it. */
export interface Usage {
  /** What is known of a program's bytes has changed by that much. */
  change(owner: string, bytes: number): void
  /** Nothing is known any more. */
  forget(owner: string): void
  /** See `FilesPort.reserve`. */
  reserve(owner: string, growthBytes: number, limitBytes: number): () => void
}

/** @param measure Counts the bytes that a program holds. */
export const createUsage = (measure: (owner: string) => number): Usage => {
  const used = new Map<string, number>()
  const reserved = new Map<string, number>()
  const measured = (owner: string): number => {
    const bytes = measure(owner)
    used.set(owner, bytes)
    return bytes
  }
  const reservedFor = (owner: string) => reserved.get(owner) ?? 0

  return {
    change: (owner, bytes) => {
      const before = used.get(owner)
      if (before !== undefined) used.set(owner, before + bytes)
    },
    forget: (owner) => void used.delete(owner),
    reserve: (owner, growthBytes, limitBytes) => {
      if (growthBytes <= 0) return () => undefined
      const fits = (bytes: number) => bytes + reservedFor(owner) + growthBytes <= limitBytes
      // Another process or tab of the program may have removed some: refuse nobody on hearsay.
      if (!fits(used.get(owner) ?? measured(owner)) && !fits(measured(owner))) {
        throw new FileError('full')
      }
      reserved.set(owner, reservedFor(owner) + growthBytes)
      let isHeld = true
      return () => {
        if (isHeld) reserved.set(owner, reservedFor(owner) - growthBytes)
        isHeld = false
      }
    },
  }
}
