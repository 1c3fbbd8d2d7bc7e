// All that this page says, in one place.
module.exports = {
  intro:
    'A program asks once for each of these. The reply is remembered until the user changes it in the settings.',
  scopes: [
    { scope: 'scope.record', title: 'Microphone' },
    { scope: 'scope.camera', title: 'Camera' },
    { scope: 'scope.writePhotosAlbum', title: 'Saving to the album' },
  ],
  states: { unknown: 'never asked', allowed: 'allowed', refused: 'refused' },
  ask: 'Ask',
  result: 'What authorize said',
  settings: {
    title: 'Change your mind',
    note: 'Both need a tap. The menu of the phone has the settings as well.',
    call: 'wx.openSetting()',
    button: '<button open-type="openSetting">',
  },
  machine: {
    title: 'What the machine allows',
    note: 'Whatever the user has agreed to, a browser can still refuse.',
    look: 'Look again',
  },
}
