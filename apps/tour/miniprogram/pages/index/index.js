const texts = require('./texts')
const sections = require('./families')

const CHECK_TIMEOUT_MS = 3000

const stateOf = ({ calls, page }) => {
  if (!page) return 'soon'
  return calls.every((name) => wx.canIUse(name)) ? 'ready' : 'missing'
}

const readBaseInfo = () => (wx.canIUse('getAppBaseInfo') ? wx.getAppBaseInfo() : {})

const footerOf = ({ SDKVersion, host }) =>
  [`${texts.library} ${SDKVersion || texts.unknown}`]
    .concat((host && (host.env || host.appId)) || [])
    .join(' · ')

Page({
  data: {
    texts,
    server: '',
    serverState: 'checking',
    sections: [],
    footer: '',
  },

  onLoad() {
    this.setData({
      server: getApp().globalData.server,
      sections: sections.map(({ title, families }) => ({
        title,
        families: families.map((family) => Object.assign({ state: stateOf(family) }, family)),
      })),
      footer: footerOf(readBaseInfo()),
    })
  },

  onShow() {
    this.checkServer()
  },

  checkServer() {
    this.setData({ serverState: 'checking' })
    wx.request({
      url: `${this.data.server}/`,
      timeout: CHECK_TIMEOUT_MS,
      success: () => this.setData({ serverState: 'online' }),
      fail: () => this.setData({ serverState: 'offline' }),
    })
  },

  open(event) {
    const { page, state } = event.currentTarget.dataset
    if (state === 'ready') wx.navigateTo({ url: page })
  },
})
