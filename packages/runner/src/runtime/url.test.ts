import { expect, it } from 'vitest'
import { formatUrl, parseUrl, resolvePath, showUrl } from './url.js'

it('resolves routes as a page writes them', () => {
  const routes = ['/pages/b/b', '../b/b', 'c', './c', '../../x/y'].map(
    (url) => parseUrl(url, 'pages/a/a').route,
  )
  expect(routes).toEqual(['pages/b/b', 'pages/b/b', 'pages/a/c', 'pages/a/c', 'x/y'])
})

it('decodes queries, and keeps what is no escape', () => {
  expect(parseUrl('/p?a=%E4%BD%A0&b&c=100%&d=x=y&url=a%3Fb', '')).toEqual({
    route: 'p',
    query: { a: '你', b: '', c: '100%', d: 'x=y', url: 'a?b' },
  })
})

it('formats what it parses', () => {
  const target = { route: 'pages/a/a', query: { a: '你 &', b: '' } }
  expect(parseUrl(formatUrl(target), '')).toEqual(target)
  expect(formatUrl({ route: 'p', query: {} })).toBe('/p')
})

it('leaves addresses with a scheme alone', () => {
  const paths = ['a.png', '/i/a.png', '../a.png', 'https://a.example/a.png', 'wxfile://tmp_1.png']
  expect(paths.map((path) => resolvePath(path, 'pages/a/a'))).toEqual([
    '/pages/a/a.png',
    '/i/a.png',
    '/pages/a.png',
    'https://a.example/a.png',
    'wxfile://tmp_1.png',
  ])
})

it('asks the host for the files that a program keeps, and for no others', async () => {
  const show = showUrl({
    resolveUrl: (path) =>
      Promise.resolve(path === 'wxfile://tmp_1.png' ? 'blob:http://127.0.0.1/1' : undefined),
  })
  const shown = (path: string) => show(path, 'pages/a/a')
  expect(await shown('wxfile://tmp_1.png')).toBe('blob:http://127.0.0.1/1')
  expect(await shown('http://tmp/gone.png')).toBeUndefined()
  expect(await shown('a.png?v=1')).toBe('/pages/a/a.png')
  expect(await shown('data:image/png;base64,AA')).toBe('data:image/png;base64,AA')
})
