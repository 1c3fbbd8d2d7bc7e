import type { HttpExchange, HttpSink } from '../../ports/http.js'

/**
 * A page has six connections to one address over HTTP/1.1, and a program may have ten requests on their
 * way. One of the six stays free for the page's own files.
 */
const PER_ADDRESS = 5

const twins: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' }

/** The same server under the machine's other name: to a browser, another address. */
const twinOf = (url: string): string[] => {
  const twin = new URL(url, location.href)
  const name = twins[twin.hostname]
  if (name === undefined) return []
  twin.hostname = name
  return [twin.href]
}

/**
 * Spreads exchanges over the addresses of one server: the first takes as many as it has room for, the
 * last all that is left.
 */
export const createSpread = (
  url: string,
  bothNames: boolean,
): ((sink: HttpSink, start: (address: string, sink: HttpSink) => HttpExchange) => HttpExchange) => {
  const places = [url, ...(bothNames ? twinOf(url) : [])].map((address) => ({
    address,
    running: 0,
  }))

  return (sink, start) => {
    const place = places.find(({ running }) => running < PER_ADDRESS) ?? places.at(-1)
    if (place === undefined) throw new Error('a server has an address')
    place.running++
    let counted = true
    const leave = () => {
      if (counted) place.running--
      counted = false
    }
    const exchange = start(place.address, {
      ...sink,
      end: (...ending) => {
        leave()
        sink.end(...ending)
      },
      fail: (error) => {
        leave()
        sink.fail(error)
      },
    })
    return {
      ...exchange,
      cancel: () => {
        leave()
        exchange.cancel()
      },
    }
  }
}
