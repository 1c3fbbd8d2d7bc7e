/** Runs at most `limit` jobs at a time; the others wait, first come, first served. */
export interface Queue {
  /**
   * Starts `job` now or as soon as a place is free. The result gives the place back (or leaves the line);
   * harmless twice.
   */
  enter(job: () => void): () => void
}

export const createQueue = (limit: number): Queue => {
  let running = 0
  // A Set keeps insertion order and forgets one waiting job in constant time.
  const waiting = new Set<() => void>()

  const next = () => {
    for (const start of waiting) {
      if (running >= limit) return
      waiting.delete(start)
      start()
    }
  }

  return {
    enter: (job) => {
      let started = false
      let left = false
      const start = () => {
        started = true
        running++
        job()
      }
      if (running < limit) start()
      else waiting.add(start)
      return () => {
        if (left) return
        left = true
        if (!started) {
          waiting.delete(start)
          return
        }
        running--
        next()
      }
    },
  }
}
