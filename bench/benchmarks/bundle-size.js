import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { atMost, whole } from '../lib/report.js'

const folder = fileURLToPath(new URL('..', import.meta.url))

const budget = (kib) => atMost(kib * 1024, `${whole(kib * 1024)} bytes`)

/** A program for a page that composes some of the functions. */
const programOf = (names) => `
  import { composeWx, createHost } from 'openwx/browser'
  import { ${names} } from 'openwx/apis'
  globalThis.wx = composeWx(createHost(), {}, { ${names} })`

const network = 'connectSocket, downloadFile, request, uploadFile'
const files = ['api/network/transfer-files.js', 'hosts/browser/on-demand.js']
const sockets = ['hosts/browser/network.js']

/**
 * What a program imports, how much of it a bundler cannot drop, and the modules that the first calls of its functions
 * load, straight from a page, when all goes well.
 */
const programs = {
  'createHost and request, for a page': {
    source: programOf('request'),
    firstCalls: [],
    target: budget(8),
  },
  'createHost and the four network functions, for a page': {
    source: programOf(network),
    firstCalls: [...files, ...sockets],
    target: budget(12),
  },
  // The six functions that other runtimes are measured by.
  'createHost, those four, chooseImage and createInnerAudioContext, for a page': {
    source: programOf(`chooseImage, createInnerAudioContext, ${network}`),
    firstCalls: [
      ...files,
      ...sockets,
      'hosts/browser/dialogs/user-dialogs.js',
      'hosts/browser/pictures.js',
      'hosts/browser/page-player.js',
    ],
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

/** What a page loads before the program runs, then for the first calls, and what else may be loaded some time. */
const bundle = async (source, firstCalls = []) => {
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
  const loaded = new Set()
  const load = (name) => {
    if (loaded.has(name)) return
    loaded.add(name)
    for (const { path: imported, kind } of metafile.outputs[name].imports) {
      if (kind === 'import-statement') load(imported)
    }
  }
  /** Loads the file that begins with a module, and all that it needs; what came with that. */
  const open = (entryPoint) => {
    const entry = Object.entries(metafile.outputs).find(([, output]) =>
      output.entryPoint?.endsWith(entryPoint),
    )
    if (entry === undefined) throw new Error(`${entryPoint} is not loaded by itself`)
    const before = new Set(loaded)
    load(entry[0])
    return (name) => loaded.has(name) && !before.has(name)
  }
  const filesOf = (wanted) =>
    outputFiles.filter((file) => {
      return wanted(path.relative(folder, file.path).replaceAll(path.sep, '/'))
    })

  const atFirst = sizeOf(filesOf(open('<stdin>')))
  const calls = firstCalls.map((module) => sizeOf(filesOf(open(`/dist/${module}`))).gzip)
  return {
    atFirst,
    firstCalls: calls.reduce((sum, bytes) => sum + bytes, 0),
    later: sizeOf(filesOf((name) => !loaded.has(name))),
  }
}

/** Bytes that a page loads before the program runs. */
export const run = async () => {
  const rows = []
  for (const [label, { source, firstCalls, target }] of Object.entries(programs)) {
    const sizes = await bundle(source, firstCalls)
    const { atFirst, later } = sizes
    const calls = firstCalls && `the first calls load ${whole(sizes.firstCalls)} more`
    rows.push({
      label,
      result: `${whole(atFirst.gzip)} bytes`,
      raw: [
        `${whole(atFirst.plain)} before gzip`,
        ...(calls ? [calls] : []),
        `on demand ${whole(later.gzip)} more`,
      ].join('; '),
      ...(target && { target: target.target, passed: target.accepts(atFirst.gzip) }),
    })
  }
  return [
    {
      title: 'Bundle size',
      how:
        'What a page loads before the program runs, and what the first call of each function loads then: ' +
        'esbuild, minified, modules with chunks, gzip -9.',
      rows,
    },
  ]
}
