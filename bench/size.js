import { build } from '../scripts/build.js'
import { reportAndFail } from '../scripts/run.js'
import { run } from './benchmarks/bundle-size.js'

const main = async () => {
  await build()
  const rows = (await run()).flatMap((table) => table.rows)
  for (const { label, result, target, passed, raw } of rows) {
    console.log(
      `${label}: ${result}${target ? `, ${target}: ${passed ? 'pass' : 'miss'}` : ''} (${raw})`,
    )
  }
  if (rows.some(({ passed }) => passed === false)) process.exitCode = 1
}

main().catch(reportAndFail)
