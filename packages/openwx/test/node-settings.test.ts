import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createNodeSettings } from '../src/hosts/node/settings.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'settings-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const filesIn = () => readdir(path.join(dataDir, 'settings'))

it('keeps what was saved at the same time, and leaves no drafts', async () => {
  const settings = createNodeSettings(dataDir)
  const names = Array.from({ length: 20 }, (_, i) => `scope.${i}`)
  await Promise.all(names.map((name) => settings.save('wx1', { [name]: true })))
  expect(Object.keys(await createNodeSettings(dataDir).load('wx1'))).toHaveLength(20)
  expect(await filesIn()).toEqual(['wx1.json'])
})

it('removes what is undefined', async () => {
  const settings = createNodeSettings(dataDir)
  await settings.save('wx1', { a: true, b: true })
  await settings.save('wx1', { a: undefined })
  expect(await settings.load('wx1')).toEqual({ b: true })
})

it('takes a broken file for an empty one, and mends it', async () => {
  const settings = createNodeSettings(dataDir)
  await settings.save('wx1', { a: true })
  for (const text of ['{"a": tr', '', 'null', '"text"', '[1]']) {
    await writeFile(path.join(dataDir, 'settings', 'wx1.json'), text)
    expect(await settings.load('wx1')).not.toHaveProperty('a')
  }
  await settings.save('wx1', { b: 1 })
  const text = await readFile(path.join(dataDir, 'settings', 'wx1.json'), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ b: 1 })
})

it('keeps what it cannot write for as long as it lives, says so once, and writes it when it can', async () => {
  const settings = createNodeSettings(dataDir)
  await settings.save('wx1', { a: true, b: true })
  const folder = path.join(dataDir, 'settings')
  await rename(folder, `${folder}-away`)
  await writeFile(folder, 'no folder')
  const warnings: string[] = []
  const stuck = createNodeSettings(dataDir, { warn: (text) => warnings.push(text) })
  await stuck.save('wx1', { a: true })
  await stuck.save('wx1', { c: false })
  expect(await stuck.load('wx1')).toEqual({ a: true, c: false })
  expect(await stuck.load('wx2')).toEqual({})
  expect(warnings).toEqual(['what the user decides is kept for this run only: EEXIST'])

  await rm(folder)
  await rename(`${folder}-away`, folder)
  await stuck.save('wx1', { a: undefined })
  const kept = { b: true, c: false }
  expect(await stuck.load('wx1')).toEqual(kept)
  expect(await createNodeSettings(dataDir).load('wx1')).toEqual(kept)
})

it('stays in its folder, whatever a program calls itself', async () => {
  const settings = createNodeSettings(dataDir)
  for (const owner of ['..', '../../up', '/etc/passwd', 'a\0b']) {
    await settings.save(owner, { owner })
    expect(await settings.load(owner)).toEqual({ owner })
  }
  expect(await readdir(dataDir)).toEqual(['settings'])
  expect(await filesIn()).toHaveLength(4)
})
