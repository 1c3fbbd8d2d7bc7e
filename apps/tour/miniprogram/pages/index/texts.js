// All that this page says, in one place.
module.exports = {
  title: 'wx, call by call',
  intro: 'Change the options of a call, run it, and watch what comes back.',
  server: {
    name: 'Demo server',
    checking: 'checking',
    online: 'online',
    offline: 'offline',
    help: 'Start it with: node server/main.js',
  },
  badges: { ready: 'Ready', soon: 'Soon', missing: 'Not here' },
  library: 'Base library',
  unknown: 'unknown',
}
