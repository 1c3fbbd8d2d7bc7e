export type Target = { route: string; query: Record<string, string> }

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone `%` is no escape; the program gets what was written.
    return text
  }
}

const normalize = (path: string): string => {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export const parseQuery = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=')
        return equals < 0
          ? [decode(pair), '']
          : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
      }),
  )

/** `../b/b?id=1`, seen from a page, as a route and its decoded query. */
export const parseUrl = (url: string, from: string): Target => {
  const [path = '', ...rest] = url.split('?')
  const folder = from.split('/').slice(0, -1).join('/')
  return {
    route: normalize(path.startsWith('/') ? path : `${folder}/${path}`),
    query: parseQuery(rest.join('?')),
  }
}

/** The way back: `/pages/index/index?id=1`. */
export const formatUrl = ({ route, query }: Target): string => {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return pairs.length > 0 ? `/${route}?${pairs.join('&')}` : `/${route}`
}

/** A path in a template or an option: absolute, or relative to the file that has it. */
export const resolvePath = (path: string, owner: string): string =>
  /^([a-z][a-z\d+.-]*:|\/\/)/i.test(path) ? path : `/${parseUrl(path, owner).route}`

/** What an element of the page can load although no host knows it. */
const SELF_CONTAINED = /^(data|blob):/i

/**
 * A path in a template as a URL that an element of the page can load. The files that a program keeps
 * are the host's to show; undefined for one that is not there, which a browser would look for in the
 * network: `http://tmp/…`.
 */
export const showUrl =
  (host: { resolveUrl(path: string): Promise<string | undefined> }) =>
  async (path: string, owner: string): Promise<string | undefined> => {
    const resolved = resolvePath(path, owner)
    if (resolved.startsWith('/') || SELF_CONTAINED.test(resolved)) return resolved
    return host.resolveUrl(resolved)
  }
