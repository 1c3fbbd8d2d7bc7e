import { plainText } from './form.js'

/** Text of one value in a query: objects (arrays, dates and null among them) as JSON. */
const queryText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : plainText(value)

/** Object keys sort integer-like names first, and WeChat's query comes out of an object. */
const placeOf = (name: string): number => (/^(?:0|[1-9]\d{0,8})$/.test(name) ? Number(name) : 1e9)

/**
 * Lays `data` over the query of `url`, as `wx.request` does for GET. Old text that no new entry
 * replaces stays exactly as it is written (a second `=`, a bare flag, repeated names); a new value
 * takes the place of the first old entry of its name. New text goes before a `#fragment`.
 */
export const mergeQuery = (url: string, data: Readonly<Record<string, unknown>>): string => {
  const fresh = new Map(
    Object.keys(data).map((key) => {
      const name = encodeURIComponent(key)
      return [name, `${name}=${encodeURIComponent(queryText(data[key]))}`]
    }),
  )
  if (fresh.size === 0) return url

  const [beforeHash, hash] = splitAt(url, '#')
  const [path, query] = splitAt(beforeHash, '?')

  const segments: { name: string; text: string }[] = []
  const placed = new Set<string>()
  for (const text of query.slice(1).split('&')) {
    if (text === '') continue
    const name = text.split('=', 1)[0] ?? ''
    const replacement = fresh.get(name)
    if (replacement === undefined) segments.push({ name, text })
    else if (!placed.has(name)) segments.push({ name, text: replacement })
    placed.add(name)
  }
  for (const [name, text] of fresh) {
    if (!placed.has(name)) segments.push({ name, text })
  }
  segments.sort((a, b) => placeOf(a.name) - placeOf(b.name))
  return `${path}?${segments.map(({ text }) => text).join('&')}${hash}`
}

/** The text before the first `mark`, and the rest with the mark. */
const splitAt = (text: string, mark: string): [before: string, rest: string] => {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}
