import { anything, builtIn } from './define.js'
import { element } from './dom.js'
import { clockTime, makeReachable, playButton } from './media.js'
import { controlVideo } from './video-commands.js'

const FITS = new Set(['contain', 'fill', 'cover'])

/** What clients write in `binderror`, by the code of a `MediaError`. */
const ERRORS: Readonly<Record<number, string>> = {
  1: 'MEDIA_ERR_ABORTED',
  2: 'MEDIA_ERR_NETWORK',
  3: 'MEDIA_ERR_DECODE',
}
const NOT_SUPPORTED = 'MEDIA_ERR_SRC_NOT_SUPPORTED'

const PERCENT = 100

/** How much of it is there, in percent, from its beginning to the end of the last piece. */
const bufferedOf = ({ buffered, duration }: HTMLVideoElement) =>
  buffered.length > 0 && duration > 0
    ? Math.round((buffered.end(buffered.length - 1) / duration) * PERCENT)
    : 0

/** `<video>`, with the browser's own controls once it plays; its children lie over the picture. */
export const video = builtIn({
  properties: {
    src: '',
    duration: 0,
    controls: true,
    autoplay: false,
    loop: false,
    muted: false,
    initialTime: 0,
    objectFit: 'contain',
    poster: '',
    showCenterPlayBtn: true,
    showFullscreenBtn: true,
    // Accepted: the browser decides what its controls have.
    showPlayBtn: true,
    showProgress: true,
    showMuteBtn: false,
    enableProgressGesture: true,
    enablePlayGesture: false,
    pageGesture: false,
    vslideGesture: false,
    vslideGestureInFullscreen: true,
    playBtnPosition: 'bottom',
    title: '',
    direction: anything<number | undefined>(undefined),
  },
  reflect: ['objectFit'],
  mount(own) {
    const picture = element('video', 'wx-video-picture') as HTMLVideoElement
    picture.playsInline = true
    picture.preload = 'metadata'
    const slot = element('div', 'wx-video-slot')
    const length = element('span', 'wx-video-length')
    const centre = playButton('wx-video-centre', () => control.command('play', []))
    centre.show(true)
    centre.button.append(length)
    own.host.append(picture, slot, centre.button)

    const control = controlVideo(picture, own.host, {
      mayPlay: () => own.services.media.mayPlay(),
      startTime: () => own.props.initialTime,
    })
    let isAttached = false
    let hasStarted = false
    let toldBuffered = 0
    let loading: object | undefined
    let leave: (() => void) | undefined

    const paint = () => {
      const { controls, showCenterPlayBtn, duration } = own.props
      const isWaiting = showCenterPlayBtn && !hasStarted
      centre.button.hidden = !controls || !isWaiting
      // Two buttons to begin with would be one too many.
      picture.controls = controls && !isWaiting
      const seconds = duration || picture.duration
      length.textContent = seconds > 0 ? clockTime(seconds) : ''
    }
    const tell = (type: string, detail?: object) => {
      if (isAttached) own.emit(type, detail)
    }
    const load = async () => {
      const { src, autoplay } = own.props
      const turn = (loading = {})
      hasStarted = false
      toldBuffered = 0
      control.load(undefined, false)
      paint()
      if (src === '') return
      const url = await own.services.resolveUrl(src, own.ownerPath()).catch(() => undefined)
      if (turn !== loading || !isAttached) return
      if (url === undefined) tell('error', { errMsg: NOT_SUPPORTED })
      else control.load(url, autoplay)
    }
    const showPoster = async () => {
      const { poster, controls } = own.props
      // WeChat shows none where it has no controls either.
      const path = controls ? poster : ''
      const url =
        path === ''
          ? undefined
          : await own.services.resolveUrl(path, own.ownerPath()).catch(() => undefined)
      if (poster !== own.props.poster || controls !== own.props.controls) return
      if (url === undefined) picture.removeAttribute('poster')
      else picture.poster = url
    }

    const hear = (type: keyof HTMLMediaElementEventMap, listener: () => void) =>
      picture.addEventListener(type, listener)
    hear('play', () => {
      hasStarted = true
      paint()
      tell('play')
    })
    hear('pause', () => {
      // At its end, a browser's video pauses too.
      if (!picture.ended) tell('pause')
    })
    hear('ended', () => tell('ended'))
    hear('timeupdate', () =>
      tell('timeupdate', {
        currentTime: picture.currentTime,
        duration: Number.isFinite(picture.duration) ? picture.duration : 0,
      }),
    )
    hear('waiting', () => {
      if (!picture.paused) tell('waiting')
    })
    hear('loadedmetadata', () => {
      paint()
      const { videoWidth: width, videoHeight: height, duration } = picture
      tell('loadedmetadata', { width, height, duration: Number.isFinite(duration) ? duration : 0 })
    })
    // A short one is whole before its length is known, and then nothing more comes in.
    for (const type of ['progress', 'suspend', 'canplaythrough'] as const) {
      hear(type, () => {
        const buffered = bufferedOf(picture)
        if (buffered === toldBuffered) return
        toldBuffered = buffered
        tell('progress', { buffered })
      })
    }
    hear('error', () =>
      tell('error', { errMsg: ERRORS[picture.error?.code ?? 0] ?? NOT_SUPPORTED }),
    )
    own.host.addEventListener('fullscreenchange', () => {
      const direction = control.direction()
      tell('fullscreenchange', {
        fullScreen: direction !== undefined,
        direction: direction ?? 'vertical',
      })
    })

    return {
      slot,
      attached() {
        isAttached = true
        void load()
        // After that, for it forgets what an earlier source was told.
        const ends = [
          makeReachable(own, 'video', control.command),
          own.services.media.onBackground(control.pause),
        ]
        leave = () => {
          for (const end of ends) end()
        }
      },
      detached() {
        isAttached = false
        leave?.()
        control.pause()
        control.load(undefined, false)
      },
      pageHidden: control.pause,
      update(changed) {
        const { loop, muted, objectFit, showFullscreenBtn } = own.props
        picture.loop = loop
        picture.muted = muted
        picture.style.objectFit = FITS.has(objectFit) ? objectFit : 'contain'
        picture.setAttribute('controlslist', showFullscreenBtn ? '' : 'nofullscreen')
        if (changed.has('poster') || changed.has('controls')) void showPoster()
        if (changed.has('src') && isAttached) void load()
        paint()
      },
    }
  },
})
