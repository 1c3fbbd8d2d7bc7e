import { builtIn } from './define.js'
import { element } from './dom.js'

/** Where an image lies that is not scaled, by `mode`. */
const PLACES = new Set([
  'top',
  'bottom',
  'center',
  'left',
  'right',
  'top left',
  'top right',
  'bottom left',
  'bottom right',
])
const FITS: Readonly<Record<string, string>> = { aspectFit: 'contain', aspectFill: 'cover' }

/** `<image>` and `<cover-image>`. */
export const image = builtIn({
  properties: {
    src: '',
    mode: 'scaleToFill',
    lazyLoad: false,
    showMenuByLongpress: false,
    webp: false,
  },
  reflect: ['mode', 'src', 'showMenuByLongpress'],
  mount(own) {
    const picture = element('img', '') as HTMLImageElement
    picture.alt = ''
    picture.draggable = false
    own.host.append(picture)
    own.host.setAttribute('role', 'img')
    picture.addEventListener('load', () => {
      own.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    })
    const fail = () => {
      picture.hidden = true
      own.emit('error', { errMsg: `Failed to load image ${own.props.src}` })
    }
    picture.addEventListener('error', fail)

    const load = async () => {
      const { src } = own.props
      if (!src) {
        picture.hidden = true
        picture.removeAttribute('src')
        return
      }
      try {
        const url = await own.services.resolveUrl(src, own.ownerPath())
        if (src !== own.props.src) return
        if (url === undefined) {
          fail()
          return
        }
        picture.src = url
        // A lazy picture that is not rendered would never come near the screen.
        picture.hidden = false
      } catch {
        if (src === own.props.src) fail()
      }
    }
    return {
      update(changed) {
        const { mode } = own.props
        if (changed.has('mode')) {
          picture.style.objectFit = PLACES.has(mode) ? 'none' : (FITS[mode] ?? 'fill')
          picture.style.objectPosition = PLACES.has(mode) ? mode : 'center'
        }
        if (changed.has('lazyLoad')) picture.loading = own.props.lazyLoad ? 'lazy' : 'eager'
        if (changed.has('src')) void load()
      },
    }
  },
})
