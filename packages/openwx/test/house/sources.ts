import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const repository = path.resolve(import.meta.dirname, '../../../..')

const notOurs = new Set(['node_modules', 'dist', 'fixtures', 'miniprogram', '.vite', 'coverage'])

/** Every source file below a folder of the repository, as paths from its root with `/`. */
export const sourcesBelow = (folder: string): string[] =>
  readdirSync(path.join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const place = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcesBelow(place)
    return /\.(ts|js)$/.test(entry.name) ? [place] : []
  })

export const textOf = (file: string): string => readFileSync(path.join(repository, file), 'utf8')

/** What a file imports, types and dynamic imports included: packages as written, files as paths. */
export const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(textOf(file), true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .map((name) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name))
