import { fileURLToPath } from 'node:url'
import type { Plugin, ViteDevServer, WebSocketClient } from 'vite'
import { codeFrame, formatDiagnostic } from '../compile/diagnostics.js'
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

/**
 * Serves a mini program through Vite. Every script is a module of its own; everything else comes
 * with the entry. What changes on disk is compiled at once: templates and styles go to the page as
 * they are, anything else reloads it.
 */
export const miniProgram = (compiler: Compiler, log: (message: string) => void): Plugin => {
  let program = compiler.compile()

  const announce = (server: ViteDevServer | undefined, diagnostics: readonly Diagnostic[]) => {
    for (const diagnostic of diagnostics)
      log(`${diagnostic.level}: ${formatDiagnostic(diagnostic)}`)
    const worst = diagnostics.find(({ level }) => level === 'error')
    if (worst && server) server.ws.send({ type: 'error', err: overlayError(worst) })
  }

  const overlayError = (diagnostic: Diagnostic) => {
    const { file, line, column, message } = diagnostic
    const text = compiler.files.read(file)
    return {
      message: formatDiagnostic({ ...diagnostic, message }),
      stack: '',
      plugin: 'openwx',
      id: compiler.files.absolute(file),
      ...(line !== undefined && {
        loc: { file: compiler.files.absolute(file), line, column: column ?? 1 },
        ...(text !== undefined && { frame: codeFrame(text, line, column) }),
      }),
    }
  }

  const update = (server: ViteDevServer) => {
    const old = program
    try {
      program = compiler.compile()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log(`error: ${message}`)
      server.ws.send({ type: 'error', err: { message, stack: '', plugin: 'openwx' } })
      return
    }
    const entry = server.moduleGraph.getModuleById(`\0${ENTRY_ID}`)
    if (entry) server.moduleGraph.invalidateModule(entry)
    if (!same(frozen(old), frozen(program))) {
      server.ws.send({ type: 'full-reload' })
      return
    }
    if (!same(old.templates, program.templates)) {
      server.ws.send(hotEvents.templates, program.templates)
    }
    const styles = changedStyles(old, program)
    if (Object.keys(styles).length > 0) server.ws.send(hotEvents.styles, styles)
    if (!same(old.diagnostics, program.diagnostics)) {
      server.ws.send(hotEvents.diagnostics, program.diagnostics)
      announce(server, program.diagnostics)
    }
  }

  announce(undefined, program.diagnostics)

  return {
    name: 'openwx:mini-program',
    resolveId: (id) => (id === ENTRY_ID ? `\0${ENTRY_ID}` : undefined),
    load(id) {
      if (id === `\0${ENTRY_ID}`) return entryCode(program, compiler)
      if (!isScriptId(id)) return undefined
      const file = compiler.files.relative(id.split('?')[0] ?? '')
      if (file === undefined) return undefined
      const compiled = compileScript(compiler.files, file, (target) => scriptUrl(compiler, target))
      for (const found of compiled.diagnostics) log(`${found.level}: ${formatDiagnostic(found)}`)
      return { code: compiled.code, map: compiled.map, moduleType: 'js' }
    },
    configureServer(server) {
      const find = createStackLookup(server, compiler.files)
      server.ws.on(hotEvents.stack, ({ id, stack }: StackQuestion, client: WebSocketClient) => {
        void find(stack).then((position) => {
          client.send(hotEvents.stack, { id, position: position ?? null })
        })
      })
      server.ws.on('connection', () => announce(server, program.diagnostics))
    },
    hotUpdate({ file, type, server }) {
      const changed = compiler.files.relative(file)
      if (changed === undefined || !PROGRAM_FILE.test(changed)) return undefined
      compiler.files.changed(changed)
      update(server)
      // Vite reloads the page for a script that it served; a script that came or went it cannot know.
      if (!/\.(js|ts)$/.test(changed)) return []
      if (type === 'update') return undefined
      server.moduleGraph.invalidateAll()
      server.ws.send({ type: 'full-reload' })
      return []
    },
  }
}
