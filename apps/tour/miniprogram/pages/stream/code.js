// The calls as a program would write them.
const { block, line } = require('../../utils/snippet')

const writeCode = (src) => [
  line(0, '|k:const| audio = wx.|f:createInnerAudioContext|()'),
  line(0, `audio.|f:onWaiting|(() => console.|f:log|(|s:'waiting'|))`),
  line(0, `audio.|f:onEnded|(() => console.|f:log|(|s:'ended'|))`),
  line(0, 'audio.|f:onError|(({ errCode }) => console.|f:log|(errCode))'),
  ...block(0, line(0, 'audio.|p:src| = ').pieces, src, ''),
  line(0, 'audio.|f:play|()'),
]

module.exports = { writeCode }
