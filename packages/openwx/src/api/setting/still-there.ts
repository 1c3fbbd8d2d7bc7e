import { WxError } from '../../call/error.js'
import type { Host } from '../../ports/host.js'

/**
 * The outcome of something that only a user, or the program, brings to an end.
 * @throws WxError `interrupted` when the host is disposed of before.
 */
export const stillThere = <T>({ lifeCycle }: Host, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const interrupt = () => reject(new WxError('interrupted', 'interrupted'))
    const stop = lifeCycle.onChange((state) => {
      if (state === 'disposed') interrupt()
    })
    if (lifeCycle.state === 'disposed') interrupt()
    work.then(resolve, reject).finally(stop)
  })
