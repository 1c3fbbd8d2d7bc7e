// What the tests of the browser's media panel call in a page; the library is served as it was built.
import { createHost, createWx } from '/dist/index.browser.js'
import { createEar, elements, tones } from '/test/page-sound.js'

/** What the page has told the browser to do with each key: real keys do not reach a page without a window. */
const handlers = {}
const { mediaSession } = navigator
const setActionHandler = mediaSession.setActionHandler.bind(mediaSession)
mediaSession.setActionHandler = (action, handler) => {
  // Throws for what this browser does not know.
  setActionHandler(action, handler)
  if (handler) handlers[action] = handler
  else delete handlers[action]
}
const positions = []
const setPositionState = mediaSession.setPositionState.bind(mediaSession)
mediaSession.setPositionState = (state) => {
  setPositionState(state)
  positions.push(state)
}

const host = createHost()
const wx = createWx(host, { requiredBackgroundModes: ['audio'] })
await host.ready()
const path = `${wx.env.USER_DATA_PATH}/tones.wav`
wx.getFileSystemManager().writeFileSync(path, tones([440, 880], 20))
const cover = `${wx.env.USER_DATA_PATH}/cover.svg`
wx.getFileSystemManager().writeFileSync(cover, '<svg xmlns="http://www.w3.org/2000/svg"/>')

const manager = wx.getBackgroundAudioManager()
const events = []
for (const name of ['Play', 'Pause', 'Stop', 'Prev', 'Next', 'Seeked']) {
  manager[`on${name}`](() => events.push(`on${name}`))
}
manager.onError(({ errCode, errMsg }) => events.push(`onError ${errCode} ${errMsg}`))

globalThis.test = {
  manager,
  events,
  host,
  path,
  cover,
  loudest: createEar(() => elements.at(-1)),
  keys: () => Object.keys(handlers).sort(),
  press: (action, details = {}) => handlers[action]({ action, ...details }),
  /** What the browser knows. */
  shown: () => {
    const { metadata, playbackState } = mediaSession
    return {
      playbackState,
      metadata: metadata && {
        title: metadata.title,
        artist: metadata.artist,
        album: metadata.album,
        artwork: metadata.artwork.map(({ src }) => src.slice(0, src.indexOf(':') + 1)),
      },
      position: positions.at(-1),
    }
  },
}
