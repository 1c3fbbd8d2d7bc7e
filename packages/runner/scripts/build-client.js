// Bundles what runs in the browser: the runtime with the component framework, and the shell.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    runtime: 'src/runtime/main.ts',
    shell: 'src/shell/main.ts',
    // The library looks for them beside itself.
    'content-worker': fileURLToPath(import.meta.resolve('openwx/content-worker.js')),
    'mp3-worker': fileURLToPath(import.meta.resolve('openwx/mp3-worker.js')),
    'aac-worker': fileURLToPath(import.meta.resolve('openwx/aac-worker.js')),
    'microphone-processor': fileURLToPath(import.meta.resolve('openwx/microphone-processor.js')),
    'encode-worker': fileURLToPath(import.meta.resolve('openwx/encode-worker.js')),
    'runtime-style': 'src/runtime/client.css',
    'shell-style': 'src/shell/shell.css',
  },
  outdir: 'dist/client',
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['chrome109', 'safari16', 'firefox115'],
  minify: true,
  sourcemap: true,
  metafile: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
})

/** The folder of the npm package that a bundled file comes from. */
const packageOf = (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]

/** Licences that ask to go along with copies, and a bundle is one. */
const bundled = [...new Set(Object.keys(metafile.inputs).map(packageOf))].filter(Boolean).sort()
const licences = bundled.map((folder) => {
  const absolute = path.join(root, folder)
  const file = readdirSync(absolute).find((name) => /^licen[cs]e/i.test(name))
  if (file === undefined) throw new Error(`${folder} has no licence file`)
  return `${path.basename(folder)}\n\n${readFileSync(path.join(absolute, file), 'utf8').trim()}\n`
})
writeFileSync(path.join(root, 'dist/client/licences.txt'), licences.join('\n---\n\n'))
