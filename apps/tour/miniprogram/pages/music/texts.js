// All that this page says, in one place.
module.exports = {
  intro:
    'One track for the whole program. It plays on when you leave this page, and when you look at something else: app.json asks for that by requiredBackgroundModes.',
  playlist: 'Playlist',
  oddities: 'Worth a try',
  code: 'What a tap on the track does',
  rate: 'playbackRate',
  keys: { play: 'Play', pause: 'Pause', previous: 'Previous', next: 'Next', seek: 'Position' },
  buffered: (seconds) => `loaded to ${seconds}`,
}
