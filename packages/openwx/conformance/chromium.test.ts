import { runInPage } from './page-target.js'

runInPage({
  name: 'chromium',
  lacks: {
    'forbidden-headers': 'a page cannot set Referer, User-Agent, Cookie, Host and the like',
    'set-cookie': 'a page does not see Set-Cookie',
    'header-names': 'a page sees header names in lower case',
    'manual-redirect': 'a page sees only the end of a redirect',
    'trace-connect': 'a page cannot send TRACE and CONNECT',
    'failure-reasons': 'a page does not learn why a request failed',
    'decoding-reasons': 'the browser decompresses, and does not tell a page why it cannot',
    'ten-connections': 'a page has six connections to one HTTP/1.1 host',
    'socket-handshake': 'a page neither writes nor reads the handshake of a WebSocket',
    'socket-compression': 'the browser decides whether a WebSocket is compressed',
    'own-addresses': 'a page does not learn its addresses in the local network',
  },
  unshown: {
    'small-disk': 'a test cannot fill a real disk',
    'passing-time': 'a test cannot wait for minutes',
    'any-origin': 'the fixture server has no default port that a page could reach',
  },
  reach: 'origins',
})
