// The one background player of the program, with its playlist. It outlives the page that shows it, and so do the
// keys that the system shows for it.
const { tracks, oddities } = require('./tracks')

const all = tracks.concat(oddities)
const EVENTS = ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Waiting', 'Seeking', 'Seeked']

const createPlayer = (server) => {
  const manager = wx.getBackgroundAudioManager()
  let current = tracks[0]
  let failed = false
  let hear = () => undefined

  /** Another page may play something else, which then is none of this player's business. */
  const isOurs = () => manager.src === server + current.file

  const start = (track) => {
    current = track
    failed = false
    manager.title = track.title
    manager.epname = track.epname
    manager.singer = track.singer
    manager.coverImgUrl = track.cover === '' ? '' : server + track.cover
    // The last of all: it begins with this.
    manager.src = server + track.file
    hear('track', track)
  }
  const step = (by) => {
    const index = tracks.indexOf(current)
    const next = index < 0 ? 0 : (index + by + tracks.length) % tracks.length
    start(tracks[next])
  }

  EVENTS.forEach((event) => {
    const kind = event.toLowerCase()
    manager[`on${event}`](() => {
      const { duration, currentTime } = manager
      hear(kind, kind === 'canplay' ? { duration } : { currentTime })
      if (kind === 'ended' && isOurs()) step(1)
    })
  })
  manager.onTimeUpdate(() => hear('time'))
  manager.onPrev(() => {
    hear('prev')
    if (isOurs()) step(-1)
  })
  manager.onNext(() => {
    hear('next')
    if (isOurs()) step(1)
  })
  manager.onError((error) => {
    failed = true
    hear('error', error)
  })

  return {
    manager,
    current: () => current,
    start: (id) => start(all.find((track) => track.id === id)),
    previous: () => step(-1),
    next: () => step(1),
    toggle: () => {
      if (failed || !isOurs()) start(current)
      else if (manager.paused) manager.play()
      else manager.pause()
    },
    /** `listener(kind, value)` takes the place of the one before. */
    watch: (listener) => {
      hear = listener
    },
  }
}

let player

/** The same one for every page that asks. */
const getPlayer = (server) => {
  if (!player) player = createPlayer(server)
  return player
}

module.exports = { getPlayer }
