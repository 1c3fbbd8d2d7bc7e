/** The same outcome, or a rejection after `limitMs` without one. */
export const withinTime = <T>(work: Promise<T>, limitMs: number, problem: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(problem)), limitMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
