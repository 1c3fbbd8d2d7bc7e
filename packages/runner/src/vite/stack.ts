import { SourceMap } from 'node:module'
import type { ViteDevServer } from 'vite'
import type { Files } from '../compile/files.js'
import type { Position } from '../runtime/errors.js'

/** `at f (http://127.0.0.1:1/@fs/app/pages/a.js?mpjs&t=1:12:5)`, in V8's form and in others'. */
const FRAME = /https?:\/\/[^/\s)]+(\/[^\s)]*?[?&]mpjs[^\s):]*):(\d+):(\d+)/

type MapPayload = ConstructorParameters<typeof SourceMap>[0]

/** Finds the sources of stacks that arrive from the page. */
export const createStackLookup = (server: ViteDevServer, files: Files) => {
  const locate = async (
    url: string,
    line: number,
    column: number,
  ): Promise<Omit<Position, 'stack'> | undefined> => {
    const module = await server.moduleGraph.getModuleByUrl(url.replace(/[?&]t=\d+/, ''))
    const file = module?.file == null ? undefined : files.relative(module.file)
    const map = module?.transformResult?.map as MapPayload | null | undefined
    if (file === undefined || !map) return undefined
    const entry = new SourceMap(map).findEntry(line - 1, column - 1)
    return 'originalLine' in entry
      ? { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 }
      : undefined
  }

  /** The topmost frame in the program's own code, and the stack with all such frames rewritten. */
  return async (stack: string): Promise<Position | undefined> => {
    let top: Omit<Position, 'stack'> | undefined
    const lines: string[] = []
    for (const text of stack.split('\n')) {
      const [whole, url, line, column] = FRAME.exec(text) ?? []
      const found = url && (await locate(url, Number(line), Number(column)))
      if (found) top ??= found
      lines.push(
        found && whole ? text.replace(whole, `${found.file}:${found.line}:${found.column}`) : text,
      )
    }
    return top && { ...top, stack: lines.join('\n') }
  }
}
