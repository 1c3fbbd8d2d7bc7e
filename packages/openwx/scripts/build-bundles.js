// Makes single files of what runs outside the page's own module graph, so that it can be served as it is.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { workletSource } from '../dist/hosts/browser/microphone-worklet.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const options = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: ['chrome109', 'safari16', 'firefox115'],
  logLevel: 'warning',
}

// Served by itself, as a classic script, which every browser takes.
await build({
  ...options,
  entryPoints: ['src/hosts/browser/service-worker/main.ts'],
  outfile: 'dist/service-worker.js',
  format: 'iife',
})

// CommonJS, which neither a page nor every bundler takes.
await build({
  ...options,
  entryPoints: ['src/codec/image/probe.ts'],
  outdir: 'dist/codec/image',
  // What TypeScript made of it imports a package.
  allowOverwrite: true,
  format: 'esm',
})

/** LAME as bytes in the file: rules for pages may forbid to fetch it from a `data:` URL. */
const lameInside = {
  name: 'lame-inside',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]lame\.ts$/ }, () => ({
      contents: `
        import { createEncoder } from 'wasm-media-encoders'
        import wasm from 'wasm-media-encoders/wasm/mp3'
        export const createLame = () => createEncoder('audio/mpeg', wasm)`,
      resolveDir: root,
    })),
}

await build({
  ...options,
  entryPoints: ['src/hosts/browser/mp3-worker.ts', 'src/hosts/browser/aac-worker.ts'],
  outdir: 'dist/hosts/browser',
  // What TypeScript made of them needs a bundler.
  allowOverwrite: true,
  format: 'iife',
  platform: 'browser',
  loader: { '.wasm': 'binary' },
  plugins: [lameInside],
})

writeFileSync(path.join(root, 'dist/hosts/browser/microphone-processor.js'), workletSource)
