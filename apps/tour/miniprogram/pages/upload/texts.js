// All that this page says, in one place.
module.exports = {
  intro:
    'One file and some fields, sent as a form. The answer comes as text, also when it is JSON.',
  code: 'What Run does',
  sections: { result: 'What the server read', call: 'Call', form: 'Form', time: 'Time' },
  fields: { abortAfter: 'abort after' },
  hints: {
    name: 'the form field of the file',
    formData: 'further fields, sent before the file',
    timeout: '60000 ms when empty',
    abortAfter: 'ms, then task.abort()',
  },
  placeholders: { timeout: '60000', abortAfter: 'never', filePath: '/images/a.png' },
  addField: 'Add a field',
  sources: {
    downloaded: 'The last download',
    custom: 'Another file',
  },
  fetching: 'Getting a file of 16 MiB to send …',
  fetchFailed: (reason) => `No file to send: ${reason}`,
  problems: {
    url: 'Write a full address, such as https://example.com/',
    filePath: 'Choose a file, or download one first',
    name: 'The file needs a field',
    number: 'A whole number of milliseconds, 1 or more',
  },
  referer: 'Referer belongs to WeChat: what a program sets is ignored.',
  runTitle: (number, what) => `Run ${number} · ${what}`,
  progress: {
    waiting: 'Reading the file',
    part: (done, all) => `${done} of ${all}`,
    some: (done) => done,
  },
  result: { file: 'File', type: 'Type', size: 'Size', sum: 'SHA-256', answer: 'Answer' },
  summary: { status: 'Status', bytes: 'Sent', time: 'Time', order: 'Order' },
}
