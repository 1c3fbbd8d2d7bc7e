import { fork } from 'node:child_process'
import { once } from 'node:events'

/**
 * Starts one of our programs as a process of its own, so that it shares no heap, no event loop and no
 * compiled code with whoever measures it.
 * @param {string | URL} module A program that answers calls, see {@link answerCalls}.
 * @returns Calls become functions of the process: `await server.call('start', { port: 0 })`.
 */
export const startProcess = async (module, { args = [], execArgv = [] } = {}) => {
  const child = fork(module, args, { execArgv, serialization: 'advanced' })
  const waiting = new Map()
  let lastId = 0
  let gone

  child.on('message', ({ id, result, error }) => {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) resolve(result)
    else reject(new Error(error))
  })
  child.once('exit', (code, signal) => {
    gone = new Error(`${String(module)} ended (${signal ?? code})`)
    for (const { reject } of waiting.values()) reject(gone)
  })
  await once(child, 'spawn')

  return {
    pid: child.pid,
    call: (name, options) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone)
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        child.send({ id, name, options })
      }),
    stop: async () => {
      if (gone) return
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

/**
 * The other half: what a process answers to. It ends when whoever started it lets go.
 * @param {Record<string, (options: any) => unknown>} calls
 */
export const answerCalls = (calls) => {
  process.on('message', async ({ id, name, options }) => {
    try {
      process.send({ id, result: await calls[name](options) })
    } catch (error) {
      process.send({ id, error: error.stack })
    }
  })
  process.once('disconnect', () => process.exit())
}
