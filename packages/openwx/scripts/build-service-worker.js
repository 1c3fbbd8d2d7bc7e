// Makes one file of the service worker: it is served by itself, as a classic script, which every browser takes.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

await build({
  absWorkingDir: fileURLToPath(new URL('../', import.meta.url)),
  entryPoints: ['src/hosts/browser/service-worker/main.ts'],
  outfile: 'dist/service-worker.js',
  bundle: true,
  format: 'iife',
  minify: true,
  target: ['chrome109', 'safari16', 'firefox115'],
  logLevel: 'warning',
})
