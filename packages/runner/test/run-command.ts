import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Runs `openwx` as its users do. */
export const runCommand = (args: readonly string[], env: Record<string, string> = {}) => {
  const bin = fileURLToPath(new URL('../bin/openwx.js', import.meta.url))
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const [lines, messages]: [string[], string[]] = [[], []]
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line))
  createInterface(child.stderr).on('line', (line) => messages.push(line))
  const ended = (once(child, 'close') as Promise<[number | null]>).then(([status]) => status)
  return {
    child,
    /** What it has written so far, to stdout and to stderr. */
    lines,
    messages,
    ended,
    /** The addresses of its first `count` lines that say ready. */
    async ready(count = 1): Promise<string[]> {
      for (;;) {
        const urls = lines.flatMap((line) => /^openwx ready (\S+)$/.exec(line)?.[1] ?? [])
        if (urls.length >= count) return urls
        const told = await Promise.race([once(output, 'line'), ended.then(() => undefined)])
        if (told === undefined) throw new Error(`openwx ended: ${messages.join('\n')}`)
      }
    },
  }
}
