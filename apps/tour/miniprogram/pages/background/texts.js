// All that this page says, in one place.
module.exports = {
  intro:
    'These functions came before wx.getBackgroundAudioManager() and are not looked after any more. They play on the same one track, so the keys of the phone work here too.',
  tracks: { title: 'Play', note: 'Once more while it is paused means on from there.' },
  actions: { pause: 'Pause', stop: 'Stop', seek: 'To 0:10', state: 'How is it?' },
  state: 'getBackgroundAudioPlayerState',
  unknown: 'not asked yet',
  statuses: ['paused', 'plays', 'nothing'],
  code: 'What the last button did',
}
