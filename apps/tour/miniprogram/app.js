// The demo server of this tour; `node server/main.js` starts it.
const DEMO_SERVER = 'http://127.0.0.1:8787'

App({
  globalData: {
    server: DEMO_SERVER,
  },

  // Another server may be given where the tour is opened: pages/index/index?server=http%3A%2F%2F…
  onLaunch(options) {
    const { server } = options.query
    if (server) this.globalData.server = decodeURIComponent(server)
  },
})
