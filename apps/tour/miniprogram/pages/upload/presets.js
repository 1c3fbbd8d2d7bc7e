// Uploads worth trying: what they change of the form, and what to look for. Those that are `large`
// send a file that the page downloads first.
module.exports = [
  {
    id: 'picture',
    title: 'A picture',
    note: 'A file of the package, with two fields: the server says what it read.',
    form: {
      formData: [
        { name: 'user', value: 'Ada' },
        { name: 'text', value: '你好' },
      ],
    },
  },
  {
    id: 'slow',
    title: 'Slow',
    note: '16\u00a0MiB to a server that takes three seconds: progress counts the whole form.',
    form: { path: '/upload?ms=3000', large: true },
  },
  {
    id: 'abort',
    title: 'Abort',
    note: 'Aborted after 800\u00a0ms: fail runs with “uploadFile:fail abort”.',
    form: { path: '/upload?ms=8000', large: true, abortAfter: '800' },
  },
  {
    id: 'header',
    title: 'With a header',
    note: 'Headers go along; content-type stays that of the form.',
    form: { path: '/echo', headers: [{ name: 'x-tour', value: 'hello' }] },
  },
  {
    id: 'not-found',
    title: '404 is a success',
    note: 'An answer is an answer: success runs with statusCode 404.',
    form: { path: '/status/404' },
  },
  {
    id: 'no-file',
    title: 'No such file',
    note: 'Nothing is sent: fail runs, and the server never hears of it.',
    form: { filePath: '/images/nowhere.png' },
  },
]
