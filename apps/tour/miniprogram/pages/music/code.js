// The calls as a program would write them.
const { block, line } = require('../../utils/snippet')

const set = (name, value) => block(0, line(0, `music.|p:${name}| = `).pieces, value, '')

const writeCode = (track, server, rate) => [
  line(0, '|k:const| music = wx.|f:getBackgroundAudioManager|()'),
  line(0, `music.|f:onPrev|(() => console.|f:log|(|s:'prev'|))`),
  line(0, `music.|f:onNext|(() => console.|f:log|(|s:'next'|))`),
  line(0, `music.|f:onEnded|(() => console.|f:log|(|s:'ended'|))`),
  line(0, 'music.|f:onError|(({ errCode }) => console.|f:log|(errCode))'),
  ...set('title', track.title),
  ...(track.epname ? set('epname', track.epname) : []),
  ...set('singer', track.singer),
  ...(track.cover ? set('coverImgUrl', server + track.cover) : []),
  ...(rate === 1 ? [] : set('playbackRate', rate)),
  ...set('src', server + track.file),
]

module.exports = { writeCode }
