// Music of the demo server. The last two are there to fail, and nobody comes to them by himself.
const track = (id, file, title, singer) => ({
  id,
  title,
  singer,
  epname: 'Small Journeys',
  file: `/music/${file}`,
  cover: `/music/${id}.jpg`,
})

const tracks = [
  track('ferry', 'ferry.mp3', 'Morning Ferry', 'The Strings'),
  track('lanterns', 'lanterns.m4a', 'Paper Lanterns', 'The Bells'),
  track('train', 'train.mp3', 'Night Train', 'The Rails'),
]

const oddities = [
  { id: 'broken', title: 'Not music at all', singer: 'A text file', file: '/music/broken.mp3' },
  { id: 'missing', title: 'Nowhere to be found', singer: '404', file: '/music/missing.mp3' },
].map((one) => Object.assign({ epname: '', cover: '' }, one))

module.exports = { tracks, oddities }
