// All that this page says, in one place.
module.exports = {
  intro: 'A URL becomes a file of this program. Whatever the status, the body is kept.',
  code: 'What Run does',
  sections: { result: 'The file', source: 'File on the demo server', call: 'Call', time: 'Time' },
  fields: {
    kind: 'type',
    bytes: 'bytes',
    ms: 'takes',
    length: 'content-length',
    abortAfter: 'abort after',
  },
  hints: {
    bytes: 'a picture takes what it needs',
    ms: 'ms, sent evenly over that time',
    length: 'without it, there is no percentage',
    filePath: 'in the user’s folder; else a temp file',
    timeout: '60000 ms when empty',
    abortAfter: 'ms, then task.abort()',
  },
  placeholders: { timeout: '60000', abortAfter: 'never', ms: '0', filePath: 'a new temp file' },
  problems: {
    url: 'Write a full address, such as https://example.com/',
    number: 'A whole number of milliseconds, 1 or more',
  },
  referer: 'Referer belongs to WeChat: what a program sets is ignored.',
  runTitle: (number, what) => `Run ${number} · ${what}`,
  progress: {
    waiting: 'Waiting for the first byte',
    part: (done, all) => `${done} of ${all}`,
    some: (done) => `${done}, of an unknown length`,
  },
  result: {
    path: 'Path',
    type: 'Type',
    size: 'Size',
    upload: 'Upload this file',
    broken: 'This picture cannot be shown',
  },
  summary: { status: 'Status', bytes: 'Written', time: 'Time', order: 'Order' },
}
