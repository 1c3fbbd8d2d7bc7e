// Sockets worth trying: what they change of the form, and what to look for.
module.exports = [
  {
    id: 'chat',
    title: 'Chat',
    note: 'A room on the demo server. Say hello, or open this page twice.',
    form: { path: '/chat?name=Ada' },
  },
  {
    id: 'echo',
    title: 'Binary echo',
    note: 'ArrayBuffers there and back, eight on their way at a time. Connect, then Start.',
    form: { path: '/echo-socket' },
  },
  {
    id: 'protocols',
    title: 'Sub-protocol',
    note: 'Two are offered, and the server takes the one that it knows.',
    form: { path: '/chat?name=Ada', protocols: 'other, tour.chat' },
  },
  {
    id: 'close-code',
    title: 'Close with a code',
    note: 'Close sends 4000 and a reason, and onClose tells the same.',
    form: { path: '/chat?name=Ada', code: '4000', reason: 'that is all' },
  },
  {
    id: 'bad-code',
    title: 'A code too low',
    note: '999 is no code for programs: close fails, and the socket stays open.',
    form: { path: '/chat?name=Ada', code: '999' },
  },
  {
    id: 'refused',
    title: 'Refused',
    note: 'No socket lives at that path: success, for the call was fine; then onError.',
    form: { path: '/nowhere' },
  },
]
