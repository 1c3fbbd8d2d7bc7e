import { expect, it } from 'vitest'
import { tempProgram } from '../../test/temp-program.js'
import { createFileCache, createFiles } from './files.js'

it('reads a file once, until it is told of a change', () => {
  const program = tempProgram({ 'a.txt': '\uFEFFone' })
  const files = createFiles(program.dir)
  expect(files.read('a.txt')).toBe('one')
  expect(files.isStale('a.txt')).toBe(false)
  program.write('a.txt', 'two')
  expect(files.read('a.txt')).toBe('one')
  expect(files.isStale('a.txt')).toBe(true)
  files.changed('a.txt')
  expect(files.read('a.txt')).toBe('two')
})

it('knows what is missing, and notices when it comes', () => {
  const program = tempProgram({ 'd/a.txt': '' })
  const files = createFiles(program.dir)
  expect(['none', 'd', 'd/a.txt'].map(files.exists)).toEqual([false, false, true])
  program.write('none', '')
  files.changed('none')
  expect(files.exists('none')).toBe(true)
})

it('has no names for what is outside of the root', () => {
  const files = createFiles('/a/b')
  expect([files.relative('/a/b/c/d.js'), files.relative('/a/c')]).toEqual(['c/d.js', undefined])
})

it('makes a result anew when one of its files has changed', () => {
  const files = createFiles(tempProgram({}).dir)
  const cached = createFileCache<number>(files)
  let made = 0
  const get = () =>
    cached('key', (uses) => {
      uses('a')
      return ++made
    })
  get()
  files.changed('b')
  expect(get()).toBe(1)
  files.changed('a')
  expect(get()).toBe(2)
})
