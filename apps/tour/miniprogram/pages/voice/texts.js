// All that this page says, in one place.
module.exports = {
  intro:
    'Hold the button and talk, or tap it twice. A message is a file of wx.startRecord(); wx.playVoice() plays one at a time.',
  code: 'What a bubble does',
  hold: 'Hold to talk',
  recording: 'Listening — let go, or tap, to send',
  faces: { mine: 'Me', theirs: 'W' },
  stop: 'Stop',
  states: { playing: 'plays', paused: 'paused' },
  message: (seconds) => `Voice message, ${seconds} seconds`,
}
