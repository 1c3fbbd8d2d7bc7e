import type { AudioElement } from 'openwx/elements'
import { builtIn } from './define.js'
import { element } from './dom.js'
import { clockTime, makeReachable, playButton } from './media.js'

/** `<audio>`: the sound is the library's, and this the card that `controls` shows. */
export const audio = builtIn({
  properties: {
    src: '',
    loop: false,
    controls: false,
    poster: '',
    name: '未知音频',
    author: '未知作者',
  },
  reflect: ['controls'],
  mount(own) {
    let sound: AudioElement | undefined
    let leave: (() => void) | undefined

    const poster = element('img', 'wx-audio-poster') as HTMLImageElement
    poster.alt = ''
    poster.hidden = true
    poster.addEventListener('load', () => (poster.hidden = false))
    poster.addEventListener('error', () => (poster.hidden = true))
    const { button, show } = playButton('wx-audio-button', () =>
      command(sound?.paused === false ? 'pause' : 'play', []),
    )
    const [name, author] = [element('p', 'wx-audio-name'), element('p', 'wx-audio-author')]
    const time = element('p', 'wx-audio-time')
    const card = element(
      'div',
      'wx-audio-default',
      element('div', 'wx-audio-left', poster, button),
      element('div', 'wx-audio-right', time, element('div', 'wx-audio-info', name, author)),
    )
    card.setAttribute('role', 'group')
    own.host.append(card)

    const paint = () => {
      show(sound?.paused ?? true)
      time.textContent = clockTime(sound?.currentTime ?? 0)
    }
    const pathOf = (src: string) =>
      src === '' ? '' : own.services.media.absolutePath(src, own.ownerPath())
    const command = (method: string, args: readonly unknown[]) => {
      const [first] = args
      sound?.command(
        method,
        method === 'setSrc' && typeof first === 'string' ? [pathOf(first)] : args,
      )
      paint()
    }
    const tell = (type: string, detail?: object) => {
      paint()
      own.emit(type, detail)
    }
    const showPoster = async () => {
      const { poster: path } = own.props
      poster.hidden = true
      poster.removeAttribute('src')
      if (path === '') return
      const url = await own.services.resolveUrl(path, own.ownerPath()).catch(() => undefined)
      if (url !== undefined && path === own.props.poster) poster.src = url
    }

    return {
      attached() {
        sound = own.services.media.createAudio({
          play: () => tell('play'),
          pause: () => tell('pause'),
          ended: () => tell('ended'),
          timeupdate: (progress) => tell('timeupdate', progress),
          error: (error) => tell('error', error),
        })
        sound.loop = own.props.loop
        if (own.props.src !== '') sound.src = pathOf(own.props.src)
        leave = makeReachable(own, 'audio', command)
        paint()
      },
      detached() {
        leave?.()
        sound?.remove()
        sound = undefined
      },
      update(changed) {
        if (changed.has('poster')) void showPoster()
        name.textContent = own.props.name
        author.textContent = own.props.author
        card.setAttribute('aria-label', own.props.name)
        if (sound && changed.has('loop')) sound.loop = own.props.loop
        if (sound && changed.has('src')) sound.src = pathOf(own.props.src)
        paint()
      },
    }
  },
})
