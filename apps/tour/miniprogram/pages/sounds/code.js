// The calls as a program would write them.
const { block, line } = require('../../utils/snippet')

const set = (name, value) => block(0, line(0, `audio.|p:${name}| = `).pieces, value, '')

const writeCode = ({ src, volume, playbackRate, loop }) => [
  line(0, '|k:const| audio = wx.|f:createInnerAudioContext|()'),
  line(0, `audio.|f:onEnded|(() => console.|f:log|(|s:'ended'|))`),
  line(0, 'audio.|f:onError|(({ errCode }) => console.|f:log|(errCode))'),
  ...set('src', src),
  ...(loop ? set('loop', loop) : []),
  ...(volume === 1 ? [] : set('volume', volume)),
  ...(playbackRate === 1 ? [] : set('playbackRate', playbackRate)),
  line(0, 'audio.|f:play|()'),
]

module.exports = { writeCode }
