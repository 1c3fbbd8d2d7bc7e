import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { build } from './build.js'
import { reportAndFail, root } from './run.js'
import { ensureDependencies } from './setup.js'

/** Where the tour's pages look for the demo server. */
const DEMO_PORT = 8787

/** Starts the tour's demo server at its own port, or at a free one when that is taken. */
const startDemo = async () => {
  const { startDemoServer } = await import('../apps/tour/server/server.js')
  try {
    return await startDemoServer({ port: DEMO_PORT })
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    return startDemoServer({ port: 0 })
  }
}

/** Serves the tour until the user ends it; further arguments go to `openwx dev`. */
const main = async () => {
  await ensureDependencies()
  await build()
  const demo = await startDemo()
  const host = `127.0.0.1:${DEMO_PORT}`
  const elsewhere = new URL(demo.origin).host
  const runner = spawn(
    process.execPath,
    [
      'packages/runner/bin/openwx.js',
      'dev',
      'apps/tour',
      ...(elsewhere === host ? [] : ['--hosts', `${host}=${elsewhere}`]),
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  // Ctrl+C reaches both processes; a signal to this one alone must be handed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => runner.kill(signal))
  const [status] = await once(runner, 'exit')
  await demo.close()
  process.exitCode = status ?? 0
}

main().catch(reportAndFail)
