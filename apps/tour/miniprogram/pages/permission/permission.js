const texts = require('./texts')

const stateOf = (reply) => {
  if (reply === undefined) return 'unknown'
  return reply ? 'allowed' : 'refused'
}

Page({
  data: {
    texts,
    /** [{ scope, title, state }] */
    scopes: [],
    /** What the last call of wx.authorize or wx.openSetting said. */
    said: '',
    /** [{ name, value }] */
    machine: [],
  },

  onShow() {
    this.readSettings()
    this.readMachine()
  },

  readSettings() {
    wx.getSetting({ success: ({ authSetting }) => this.showSettings(authSetting) })
  },

  showSettings(authSetting) {
    this.setData({
      scopes: texts.scopes.map(({ scope, title }) => ({
        scope,
        title,
        state: stateOf(authSetting[scope]),
      })),
    })
  },

  ask(event) {
    const { scope } = event.currentTarget.dataset
    wx.authorize({
      scope,
      complete: ({ errMsg }) => {
        this.setData({ said: errMsg })
        this.readSettings()
      },
    })
  },

  openSetting() {
    wx.openSetting({
      success: ({ authSetting }) => this.showSettings(authSetting),
      complete: ({ errMsg }) => this.setData({ said: errMsg }),
    })
  },

  onOpenSetting(event) {
    this.showSettings(event.detail.authSetting)
    this.setData({ said: event.detail.errMsg })
  },

  readMachine() {
    if (!wx.canIUse('getAppAuthorizeSetting')) return
    const setting = wx.getAppAuthorizeSetting()
    this.setData({
      machine: ['microphoneAuthorized', 'cameraAuthorized', 'albumAuthorized'].map((name) => ({
        name,
        value: setting[name],
      })),
    })
  },
})
