import type { Until } from './call.js'

/** What was told, in order, and what of it nobody has read yet. */
export interface EventLog {
  readonly events: string[]
  tell(event: string): void
  /** Resolves with the first event that has not been read yet. */
  next(): Promise<string>
  /** Reads as many events as are expected. */
  nextOnes(count: number): Promise<string[]>
  /** Rejects if another event comes first. */
  expectNext(expected: string): Promise<void>
}

export const createEventLog = (until: Until): EventLog => {
  const events: string[] = []
  const unread: string[] = []
  let wake = () => {}
  const next = async () => {
    if (unread.length === 0) await until(new Promise<void>((resolve) => (wake = resolve)))
    const event = unread.shift()
    if (event === undefined) throw new Error('nothing was told')
    return event
  }
  return {
    events,
    tell: (event) => {
      events.push(event)
      unread.push(event)
      wake()
    },
    next,
    nextOnes: async (count) => {
      const read: string[] = []
      while (read.length < count) read.push(await next())
      return read
    },
    expectNext: async (expected) => {
      const event = await next()
      if (event !== expected) throw new Error(`${expected} was due, and ${event} came`)
    },
  }
}
