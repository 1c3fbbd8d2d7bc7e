// The call as a program would write it.
const { block, line } = require('../../utils/snippet')

const EVENTS = ['Start', 'Pause', 'Resume', 'FrameRecorded', 'Stop', 'Error']

const writeVoice = () => [
  line(0, '|k:const| log = console.log'),
  line(0, 'wx.|f:startRecord|({'),
  line(1, `|p:success|: res => |f:log|(|s:'success'|, res),`),
  line(1, `|p:fail|: err => |f:log|(|s:'fail'|, err),`),
  line(1, `|p:complete|: res => |f:log|(|s:'complete'|, res)`),
  line(0, '})'),
  line(0, '|k:const| |f:stop| = () => wx.|f:stopRecord|()'),
]

const writeManager = (options) => [
  line(0, '|k:const| log = console.log'),
  line(0, '|k:const| recorder = wx.|f:getRecorderManager|()'),
  ...EVENTS.map((event) =>
    line(0, `recorder.|f:on${event}|(res => |f:log|(|s:'${event.toLowerCase()}'|, res))`),
  ),
  ...block(0, line(0, 'recorder.|f:start|(').pieces, options, ')'),
  line(0, '|k:const| |f:stop| = () => recorder.|f:stop|()'),
]

const writeCode = ({ api, options }) =>
  api === 'startRecord' ? writeVoice() : writeManager(options)

module.exports = { writeCode }
