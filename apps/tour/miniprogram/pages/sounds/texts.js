// All that this page says, in one place.
module.exports = {
  intro:
    'Every wx.createInnerAudioContext() is a sound of its own. Those of a page sound together, pause when the program goes out of sight, and end with the page.',
  together: 'All at once',
  silence: 'Silence',
  code: 'What the first of them is',
  sounds: [
    { id: 'drums', title: 'Drums' },
    { id: 'strings', title: 'Strings' },
    { id: 'bells', title: 'Bells' },
  ],
  keys: { play: 'Play', pause: 'Pause', stop: 'Stop' },
  chime: {
    title: 'A sound that asks nobody',
    note: 'A browser lets no page be heard before its user has touched it. This chime has autoplay; opened by its address, this page is refused, and the chime comes with your first tap.',
    again: 'Once more',
    states: {
      waiting: 'loading',
      refused: 'refused until you tap something',
      playing: 'plays',
      over: 'was heard',
    },
  },
}
