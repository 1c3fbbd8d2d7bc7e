// Bundles what runs in the browser: the runtime with the component framework, and the shell.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../', import.meta.url))

await build({
  absWorkingDir: root,
  entryPoints: {
    runtime: 'src/runtime/main.ts',
    shell: 'src/shell/main.ts',
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
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
})
