import { parseArgs } from 'node:util'
import { UsageError } from './io.js'

const MAX_PORT = 65_535

type Options = Record<
  string,
  { readonly type: 'string' | 'boolean'; readonly multiple?: boolean; readonly default?: string }
>

/** @throws UsageError for what `options` do not name. */
export const parse = <O extends Options>(
  args: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>> => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** @throws UsageError */
export const portOf = (text: string): number => {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port
  throw new UsageError(`--port ${text} is not a port`)
}

/** `count` ports from `first` on; of 0, which is any free one, that many zeros. @throws UsageError */
export const portsFrom = (first: number, count: number): number[] => {
  if (first !== 0 && first + count - 1 > MAX_PORT) {
    throw new UsageError(`there are no ${count} ports from ${first} on`)
  }
  return Array.from({ length: count }, (_, i) => (first === 0 ? 0 : first + i))
}
