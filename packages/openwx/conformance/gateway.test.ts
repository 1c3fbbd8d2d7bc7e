import { inject } from 'vitest'
import { runInPage } from './page-target.js'

runInPage({
  name: 'chromium-gateway',
  lacks: {
    'decoding-reasons': 'the browser decompresses, and does not tell a page why it cannot',
    'own-addresses': 'a page does not learn its addresses in the local network',
  },
  unshown: {
    'small-disk': 'a test cannot fill a real disk',
    'passing-time': 'a test cannot wait for minutes',
  },
  gateway: inject('gateway'),
  reach: 'portlessOrigins',
})
