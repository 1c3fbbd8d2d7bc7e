import { fileURLToPath } from 'node:url'
import type { ErrorPayload, Plugin, ViteDevServer, WebSocketClient } from 'vite'
import { CompileError, codeFrame, formatDiagnostic } from '../compile/diagnostics.js'
import type { Compiler } from '../compile/compiler.js'
import { compileScript } from '../compile/script.js'
import type { Diagnostic, Program } from '../program.js'
import { hotEvents, type StackQuestion } from '../runtime/hot-events.js'
import { createStackLookup } from './stack.js'

/** Starts the runtime with the program; the page in the iframe loads it. */
export const ENTRY_ID = 'virtual:openwx/entry'

const SCRIPT_QUERY = '?mpjs'
const RUNTIME = fileURLToPath(new URL('../client/runtime.js', import.meta.url))
const PROGRAM_FILE = /\.(wxml|wxss|wxs|json|js|ts)$/
const SCRIPT_FILE = /\.(js|ts)$/

/** Watchers drop a second change within 50 ms, and formatters write right after editors do. */
const SETTLE_MS = 100

const isScriptId = (id: string): boolean => id.split('?')[1]?.split('&').includes('mpjs') ?? false

const entryCode = (program: Program, compiler: Compiler): string => {
  const loaders = ['app', ...Object.keys(program.units)].flatMap((unit) => {
    const script = compiler.scriptOf(unit)
    return script === undefined
      ? []
      : [`  ${JSON.stringify(unit)}: () => import(${JSON.stringify(scriptUrl(compiler, script))}),`]
  })
  return [
    `import { start } from ${JSON.stringify(RUNTIME)}`,
    `const program = ${JSON.stringify(program)}`,
    `const scripts = {\n${loaders.join('\n')}\n}`,
    `start({ program, scripts, host: window.openwxHost, hot: import.meta.hot })`,
    '',
  ].join('\n')
}

const scriptUrl = (compiler: Compiler, file: string): string =>
  compiler.files.absolute(file) + SCRIPT_QUERY

const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right)

/** The parts of a program that need a fresh start when they change. */
const frozen = ({ templates: _, styles, diagnostics: __, ...rest }: Program) => ({
  ...rest,
  styled: Object.keys(styles),
})

const changedStyles = (old: Program, now: Program): Program['styles'] =>
  Object.fromEntries(Object.entries(now.styles).filter(([path, css]) => old.styles[path] !== css))

/** Prints what is new, and lays the first error over the page until it is mended. */
const createReporter = (compiler: Compiler, log: (message: string) => void) => {
  let known = new Set<string>()

  const overlayError = (diagnostic: Diagnostic): ErrorPayload['err'] => {
    const { file, line, column } = diagnostic
    const text = compiler.files.read(file)
    return {
      message: formatDiagnostic(diagnostic),
      stack: '',
      plugin: 'openwx',
      id: compiler.files.absolute(file),
      ...(line !== undefined && {
        loc: { file: compiler.files.absolute(file), line, column: column ?? 1 },
        ...(text !== undefined && { frame: codeFrame(text, line, column) }),
      }),
    }
  }

  return (diagnostics: readonly Diagnostic[], server?: ViteDevServer) => {
    const added = diagnostics.filter((diagnostic) => !known.has(formatDiagnostic(diagnostic)))
    known = new Set(diagnostics.map(formatDiagnostic))
    for (const diagnostic of added) log(`${diagnostic.level}: ${formatDiagnostic(diagnostic)}`)
    const worst = added.find(({ level }) => level === 'error')
    if (worst) server?.ws.send({ type: 'error', err: overlayError(worst) })
  }
}

/**
 * Serves a mini program through Vite. Every script is a module of its own; everything else comes
 * with the entry. What changes on disk is compiled at once: templates and styles go to the page as
 * they are, anything else reloads it.
 */
export const miniProgram = (compiler: Compiler, log: (message: string) => void): Plugin => {
  let program = compiler.compile()
  const report = createReporter(compiler, log)
  const compileFile = (file: string) =>
    compileScript(compiler.files, file, (target) => scriptUrl(compiler, target))

  /** What the page has to do; the entry is made anew for the next load in any case. */
  const update = (server: ViteDevServer) => {
    const old = program
    try {
      program = compiler.compile()
    } catch (error) {
      if (!(error instanceof CompileError)) throw error
      report([...old.diagnostics, error.diagnostic], server)
      return
    }
    const entry = server.moduleGraph.getModuleById(`\0${ENTRY_ID}`)
    if (entry) server.moduleGraph.invalidateModule(entry)
    if (!same(frozen(old), frozen(program))) {
      report(program.diagnostics)
      server.ws.send({ type: 'full-reload' })
      return
    }
    if (!same(old.templates, program.templates)) {
      server.ws.send(hotEvents.templates, program.templates)
    }
    const styles = changedStyles(old, program)
    if (Object.keys(styles).length > 0) server.ws.send(hotEvents.styles, styles)
    server.ws.send(hotEvents.diagnostics, program.diagnostics)
    report(program.diagnostics, server)
  }

  report(program.diagnostics)

  return {
    name: 'openwx:mini-program',
    resolveId: (id) => (id === ENTRY_ID ? `\0${ENTRY_ID}` : undefined),
    load(id) {
      if (id === `\0${ENTRY_ID}`) return entryCode(program, compiler)
      if (!isScriptId(id)) return undefined
      const file = compiler.files.relative(id.split('?')[0] ?? '')
      if (file === undefined) return undefined
      const { code, map, diagnostics } = compileFile(file)
      for (const found of diagnostics) log(`${found.level}: ${formatDiagnostic(found)}`)
      return { code, map, moduleType: 'js' }
    },
    configureServer(server) {
      const find = createStackLookup(server, compiler.files)
      server.ws.on(hotEvents.stack, ({ id, stack }: StackQuestion, client: WebSocketClient) => {
        void find(stack).then((position) => {
          client.send(hotEvents.stack, { id, position: position ?? null })
        })
      })
    },
    async hotUpdate({ file, type, server, read }) {
      const changed = compiler.files.relative(file)
      if (changed === undefined || !PROGRAM_FILE.test(changed)) return undefined
      // Waits for editors that empty a file before they write it.
      if (type !== 'delete') await read()
      compiler.files.changed(changed)
      update(server)
      setTimeout(() => {
        if (compiler.files.isStale(changed)) server.watcher.emit('change', file)
      }, SETTLE_MS).unref()
      if (!SCRIPT_FILE.test(changed)) return []
      if (type !== 'update') {
        // Other files may require it now, or no more; Vite cannot know.
        server.moduleGraph.invalidateAll()
        server.ws.send({ type: 'full-reload' })
        return []
      }
      const broken = compileFile(changed).diagnostics.filter(({ level }) => level === 'error')
      if (broken.length === 0) return undefined
      report([...program.diagnostics, ...broken], server)
      return []
    },
  }
}
