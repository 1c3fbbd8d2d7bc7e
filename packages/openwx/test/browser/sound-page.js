// What the tests of a page's sound call in a page; the library is served as it was built.
import { createHost, createWx } from '/dist/index.browser.js'
import { createEar, elements, tones } from '/test/page-sound.js'

const events = []
const tell = (event) => {
  events.push(event)
  // The only way to a test that does not count as a gesture of the user.
  console.log(event)
}

const host = createHost()
const wx = createWx(host)
await host.ready()
const path = `${wx.env.USER_DATA_PATH}/tones.wav`
wx.getFileSystemManager().writeFileSync(path, tones([440, 880, 1320], 20))
const audio = wx.createInnerAudioContext()
for (const name of ['Canplay', 'Play', 'Pause', 'Seeked'])
  audio[`on${name}`](() => tell(`on${name}`))
audio.onError(({ errCode, errMsg }) => tell(`onError ${errCode} ${errMsg}`))
audio.src = path

const test = {
  host,
  audio,
  events,
  element: () => elements[0],
  loudest: createEar(() => elements[0]),
  /** Makes sounds and destroys them at once; how many elements still hold something. */
  async churn(times) {
    const before = elements.length
    for (let i = 0; i < times; i += 1) {
      const sound = wx.createInnerAudioContext()
      const ready = new Promise((resolve) => sound.onCanplay(resolve))
      sound.src = path
      if (i % 2 === 0) await ready
      sound.play()
      sound.destroy()
    }
    const made = elements.slice(before)
    return [made.length, made.filter((element) => element.src !== '' || !element.paused).length]
  },
}
if (location.search === '?alone') audio.play()
globalThis.test = test
