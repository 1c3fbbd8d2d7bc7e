import { systemClock } from './system.js'

/** The same outcome, or a rejection after `limitMs` without one. */
export const withinTime = <T>(work: Promise<T>, limitMs: number, problem: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = systemClock.after(limitMs, () => reject(new Error(problem)))
    work.then(resolve, reject).finally(cancel)
  })
