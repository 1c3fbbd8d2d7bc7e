import { parseArgs } from 'node:util'
import { dev, devOptions, devUsage } from './dev.js'
import { UsageError, type Io, type Status } from './io.js'

const USAGE = `Usage: openwx <command>

${devUsage}
`

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: devOptions, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

const run = async (argv: readonly string[], io: Io): Promise<Status> => {
  const { values, positionals } = parse(argv)
  const [command, ...rest] = positionals
  if (values.help === true) {
    io.out(USAGE)
    return 0
  }
  if (command === 'dev') return dev(rest, values, io)
  throw new UsageError(command === undefined ? 'which command?' : `unknown command "${command}"`)
}

/** Runs a command line, without the program's own name. Only the bin file exits. */
export const main = async (argv: readonly string[], io: Io): Promise<Status> => {
  try {
    return await run(argv, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`openwx: ${error.message}\n\n${USAGE}`)
      return 2
    }
    io.err(`openwx: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
