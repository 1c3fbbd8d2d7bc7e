import { dev, devUsage } from './dev.js'
import { gateway, gatewayUsage } from './gateway.js'
import { UsageError, type Io, type Status } from './io.js'

const USAGE = `Usage: openwx <command>

${devUsage}

${gatewayUsage}
`

const commands: Partial<
  Record<string, (args: readonly string[], io: Io) => Status | Promise<Status>>
> = { dev, gateway }

const run = async ([name, ...args]: readonly string[], io: Io): Promise<Status> => {
  if ([name, ...args].some((argument) => argument === '--help' || argument === '-h')) {
    io.out(USAGE)
    return 0
  }
  if (name === undefined) throw new UsageError('which command?')
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new UsageError(`unknown command "${name}"`)
  return command(args, io)
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
