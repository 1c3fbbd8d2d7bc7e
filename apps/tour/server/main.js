import { parseArgs } from 'node:util'
import { startDemoServer } from './server.js'

const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' } } })
const port = values.port === undefined ? undefined : Number(values.port)

try {
  const { origin } = await startDemoServer({ port, host: values.host })
  console.log(`demo server ${origin}`)
} catch (error) {
  console.error(`demo server: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
