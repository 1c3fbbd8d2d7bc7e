import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { atMost, whole } from '../lib/report.js'

const BUDGET_BYTES = 8 * 1024

/** What a program imports, and how much of it a bundler cannot drop. */
const programs = {
  'createHost and request, for a page': {
    source: `
      import { composeWx, createHost } from 'openwx/browser'
      import { request } from 'openwx/apis'
      globalThis.wx = composeWx(createHost(), {}, { request })`,
    target: atMost(BUDGET_BYTES, `${whole(BUDGET_BYTES)} bytes`),
  },
  'createHost and all of wx, for a page': {
    source: `
      import { createHost, createWx } from 'openwx/browser'
      globalThis.wx = createWx(createHost())`,
  },
}

const bundle = async (source) => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['browser'],
    write: false,
  })
  const [{ contents }] = outputFiles
  return { plain: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}

/** Bytes that a page loads. */
export const run = async () => {
  const rows = []
  for (const [label, { source, target }] of Object.entries(programs)) {
    const { plain, gzip } = await bundle(source)
    rows.push({
      label,
      result: `${whole(gzip)} bytes`,
      raw: `${whole(plain)} bytes before gzip`,
      ...(target && { target: target.target, passed: target.accepts(gzip) }),
    })
  }
  return [{ title: 'Bundle size', how: 'esbuild, minified, as a module, gzip -9.', rows }]
}
