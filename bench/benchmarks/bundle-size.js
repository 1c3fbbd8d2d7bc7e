import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { atMost, whole } from '../lib/report.js'

const folder = fileURLToPath(new URL('..', import.meta.url))

const budget = (kib) => atMost(kib * 1024, `${whole(kib * 1024)} bytes`)

/** What a program imports, and how much of it a bundler cannot drop. */
const programs = {
  'createHost and request, for a page': {
    source: `
      import { composeWx, createHost } from 'openwx/browser'
      import { request } from 'openwx/apis'
      globalThis.wx = composeWx(createHost(), {}, { request })`,
    target: budget(8),
  },
  'createHost and the four network functions, for a page': {
    source: `
      import { composeWx, createHost } from 'openwx/browser'
      import { connectSocket, downloadFile, request, uploadFile } from 'openwx/apis'
      globalThis.wx = composeWx(createHost(), {}, { connectSocket, downloadFile, request, uploadFile })`,
    target: budget(12),
  },
  // Five of the six functions that other runtimes are measured by; the sixth plays sound.
  'createHost, the four network functions and chooseImage, for a page': {
    source: `
      import { composeWx, createHost } from 'openwx/browser'
      import { chooseImage, connectSocket, downloadFile, request, uploadFile } from 'openwx/apis'
      globalThis.wx = composeWx(createHost(), {}, { chooseImage, connectSocket, downloadFile, request, uploadFile })`,
    target: budget(20),
  },
  'createHost and all of wx, for a page': {
    source: `
      import { createHost, createWx } from 'openwx/browser'
      globalThis.wx = createWx(createHost())`,
  },
}

/** Bytes of files, each compressed by itself as a server sends it. */
const sizeOf = (files) => ({
  plain: files.reduce((sum, { contents }) => sum + contents.length, 0),
  gzip: files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0),
})

/** What a page loads before the program runs, and what it loads when a function needs it. */
const bundle = async (source) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: folder },
    absWorkingDir: folder,
    outdir: 'out',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    conditions: ['browser'],
    metafile: true,
    write: false,
  })
  const first = new Set()
  const load = (name) => {
    if (first.has(name)) return
    first.add(name)
    for (const { path: imported, kind } of metafile.outputs[name].imports) {
      if (kind === 'import-statement') load(imported)
    }
  }
  load(
    Object.keys(metafile.outputs).find((name) => metafile.outputs[name].entryPoint === '<stdin>'),
  )
  const isFirst = (file) => first.has(path.relative(folder, file.path).replaceAll(path.sep, '/'))
  return {
    atFirst: sizeOf(outputFiles.filter(isFirst)),
    later: sizeOf(outputFiles.filter((file) => !isFirst(file))),
  }
}

/** Bytes that a page loads before the program runs. */
export const run = async () => {
  const rows = []
  for (const [label, { source, target }] of Object.entries(programs)) {
    const { atFirst, later } = await bundle(source)
    rows.push({
      label,
      result: `${whole(atFirst.gzip)} bytes`,
      raw: `${whole(atFirst.plain)} before gzip; on demand ${whole(later.gzip)} more`,
      ...(target && { target: target.target, passed: target.accepts(atFirst.gzip) }),
    })
  }
  return [
    {
      title: 'Bundle size',
      how: 'What a page loads before the program runs: esbuild, minified, modules with chunks, gzip -9.',
      rows,
    },
  ]
}
