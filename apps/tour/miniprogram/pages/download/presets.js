// Downloads worth trying: what they change of the form, and what to look for.
const KIB = 1024
const MIB = 1024 * KIB

const userFolder = (wx.env && wx.env.USER_DATA_PATH) || 'wxfile://usr'

module.exports = [
  {
    id: 'png',
    title: 'PNG picture',
    note: 'The temp file is named after its Content-Type, and an image shows it.',
    form: { kind: 'png', bytes: String(256 * KIB) },
  },
  {
    id: 'svg',
    title: 'SVG picture',
    note: 'The same with a drawing: the path ends in .svg.',
    form: { kind: 'svg', bytes: String(4 * KIB) },
  },
  {
    id: 'slow',
    title: 'Slow',
    note: 'Four MiB in three seconds: progress comes with each whole percent.',
    form: { kind: 'bin', bytes: String(4 * MIB), ms: '3000' },
  },
  {
    id: 'no-length',
    title: 'No length',
    note: 'Nobody knows how much comes: progress and the expected total stay 0.',
    form: { kind: 'bin', bytes: String(2 * MIB), ms: '1500', length: false },
  },
  {
    id: 'not-found',
    title: '404 is a file',
    note: 'An answer is an answer: success runs, and the file holds the body of the 404.',
    form: { path: '/status/404' },
  },
  {
    id: 'target',
    title: 'To a path',
    note: 'With filePath there is no temp file: the result names the path instead.',
    form: { kind: 'png', filePath: `${userFolder}/tour.png` },
  },
  {
    id: 'abort',
    title: 'Abort',
    note: 'Aborted after 800\u00a0ms: fail runs, and nothing is left behind.',
    form: { kind: 'bin', bytes: String(8 * MIB), ms: '4000', abortAfter: '800' },
  },
  {
    id: 'broken',
    title: 'Broken',
    note: 'The server hangs up half-way: half a file is no file, so fail runs.',
    form: { path: '/broken' },
  },
]
