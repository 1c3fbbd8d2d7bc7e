// All that this page says, in one place.
module.exports = {
  code: 'What Play does',
  keys: { play: 'Play', stop: 'Stop', seek: 'Position' },
  live: 'LIVE',
  states: {
    none: 'silent',
    loading: 'loading',
    playing: 'playing',
    waiting: 'waiting for data',
    stopped: 'stopped',
    ended: 'over',
    failed: 'failed',
  },
  facts: { state: 'State', length: 'Length', buffered: 'Loaded to', waits: 'Waits' },
  endless: 'no end',
}
