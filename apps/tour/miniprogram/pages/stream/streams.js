// Playlists of the demo server: what is in them, and what to look for.
module.exports = [
  {
    id: 'vod',
    title: 'On demand',
    note: 'Eight pieces that are there from the beginning. It has a length, and goes to any place in it.',
  },
  {
    id: 'live',
    title: 'Live',
    note: 'A playlist that is never the same twice. It has no length, and no other place to go to.',
  },
  {
    id: 'gap',
    title: 'A gap',
    note: 'The second piece is missing, and the playlist says so: it is passed over.',
  },
  {
    id: 'hole',
    title: 'A hole',
    note: 'The third piece is missing, and nobody has said so: it waits, asks again for some seconds, and gives up with errCode 10002.',
  },
  { id: 'broken', title: 'No playlist', note: 'A text that is none: errCode 10004.' },
  { id: 'missing', title: '404', note: 'Nothing is there: errCode 10003.' },
]
