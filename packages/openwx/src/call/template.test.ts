import { expect, it } from 'vitest'
import { checkTemplate, typeName } from './template.js'

const TEMPLATE = { url: 'String', filePath: 'String', name: 'String' }

it('common 21: joins all problems by nothing, in template order', () => {
  expect(checkTemplate({ filePath: 1 }, TEMPLATE)).toBe(
    'parameter.url should be String instead of Undefined;' +
      'parameter.filePath should be String instead of Number;' +
      'parameter.name should be String instead of Undefined;',
  )
})

it('common 7, 8, 9: a wrong argument is the only problem', () => {
  for (const [argument, type] of [
    [undefined, 'Undefined'],
    [null, 'Null'],
    ['a.jpg', 'String'],
    [[], 'Array'],
    [() => 1, 'Function'],
  ]) {
    expect(checkTemplate(argument, TEMPLATE)).toBe(
      `parameter should be Object instead of ${String(type)};`,
    )
  }
})

it('common 12: an array needs its first item, of the right type', () => {
  const template = { urls: ['String'] as const }
  expect(checkTemplate({ urls: [] }, template)).toBe('parameter.urls should have at least 1 item;')
  expect(checkTemplate({ urls: [{}] }, template)).toBe(
    'parameter.urls[0] should be String instead of Object;',
  )
  expect(checkTemplate({ urls: ['a', 1] }, template)).toBe('')
  expect(checkTemplate({ urls: 'a' }, template)).toBe(
    'parameter.urls should be Array instead of String;',
  )
})

it('common 22: boxed and empty text is text', () => {
  expect(checkTemplate({ src: new String('x') }, { src: 'String' })).toBe('')
  expect(checkTemplate({ src: '' }, { src: 'String' })).toBe('')
})

it('takes any function where one is asked for', () => {
  expect(checkTemplate(async () => Promise.resolve(), 'Function')).toBe('')
  expect(checkTemplate('x', 'Function')).toBe('parameter should be Function instead of String;')
})

it('names types as Object.prototype.toString does', () => {
  expect([null, new ArrayBuffer(1), new Uint8Array(1), NaN].map(typeName)).toEqual([
    'Null',
    'ArrayBuffer',
    'Uint8Array',
    'Number',
  ])
})
