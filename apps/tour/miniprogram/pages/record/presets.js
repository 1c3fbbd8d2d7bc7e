// Recordings worth trying: what they change of the form, and what to look for.
module.exports = [
  {
    id: 'pcm',
    title: 'PCM, live',
    note: 'Frames of plain samples: the bars are their level, 64\u00a0ms each.',
    form: { format: 'PCM', sampleRate: '16000', channels: '1', bitRate: '', frameSize: '2' },
  },
  {
    id: 'mp3',
    title: 'MP3 in frames',
    note: 'Frames of 4\u00a0KB, each a quarter of a second: together they are the file.',
    form: {
      format: 'mp3',
      sampleRate: '44100',
      channels: '1',
      bitRate: '128000',
      frameSize: '4',
    },
  },
  {
    id: 'aac',
    title: 'AAC',
    note: 'What WeChat’s own demo asks for. AAC comes in no frames, whatever frameSize says.',
    form: {
      format: 'aac',
      sampleRate: '44100',
      channels: '1',
      bitRate: '192000',
      frameSize: '50',
      duration: '10000',
    },
  },
  {
    id: 'wav',
    title: 'WAV',
    note: 'Stereo samples behind a header, which knows the length in the end.',
    form: { format: 'wav', sampleRate: '48000', channels: '2', bitRate: '64000' },
  },
  {
    id: 'voice',
    title: 'Voice message',
    note: 'wx.startRecord, the old way: success runs when the recording ends.',
    form: { api: 'startRecord' },
  },
  {
    id: 'short',
    title: 'One second',
    note: 'It stops by itself when its time is over.',
    form: { format: 'mp3', sampleRate: '16000', channels: '1', bitRate: '48000', duration: '1000' },
  },
  {
    id: 'refused',
    title: 'Wrong bit rate',
    note: '44100\u00a0Hz asks for 64000 bits a second or more: onError, and no recording.',
    form: { format: 'mp3', sampleRate: '44100', channels: '1', bitRate: '48000' },
  },
]
