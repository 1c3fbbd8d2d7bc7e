import type { PreviewItem, PreviewRequest } from '../../../ports/pictures.js'
import type { Make } from '../dialogs/dom.js'
import type { PreviewWords } from './words.js'
import type { Size, Zoom } from './zoom.js'
import { FITTED, fittedSize, transformOf } from './zoom.js'

/** One picture or video on the stage. */
export interface Slide {
  readonly element: HTMLElement
  readonly isPicture: boolean
  zoom: Zoom
  /** Puts the picture where {@link Slide.zoom} says. */
  place(smoothly: boolean): void
  fitted(stage: Size): Size
  /** It is no longer looked at. */
  rest(): void
  /** Frees what it holds. */
  remove(): void
}

const broken = (make: Make, words: PreviewWords): HTMLElement =>
  make('div', { class: 'broken', role: 'img' }, words.broken)

/** @param loaded Hears when there is something to see, or nothing ever will be. */
export const createSlide = (
  make: Make,
  words: PreviewWords,
  { kind, url, poster }: PreviewItem,
  { referrerPolicy }: Pick<PreviewRequest, 'referrerPolicy'>,
): Slide => {
  const element = make('div', { class: 'slide loading', role: 'group' })
  const fail = () => {
    element.classList.remove('loading')
    element.replaceChildren(broken(make, words))
  }
  const show = () => {
    element.classList.remove('loading')
    element.classList.add('loaded')
  }
  const media =
    kind === 'image'
      ? make('img', { alt: '', draggable: 'false', decoding: 'async' })
      : make('video', { controls: '', playsinline: '', preload: 'metadata' })
  const isPicture = kind === 'image'
  if (url === undefined) fail()
  else {
    media.addEventListener(isPicture ? 'load' : 'loadedmetadata', show)
    media.addEventListener('error', fail)
    if ('referrerPolicy' in media) media.referrerPolicy = referrerPolicy
    if (poster !== undefined) {
      media.setAttribute('poster', poster)
      show()
    }
    element.append(media)
    media.setAttribute('src', url)
  }

  const slide: Slide = {
    element,
    isPicture,
    zoom: FITTED,
    place: (smoothly) => {
      element.classList.toggle('settling', smoothly)
      media.style.transform = transformOf(slide.zoom)
    },
    fitted: (stage) =>
      fittedSize(
        'naturalWidth' in media
          ? { width: media.naturalWidth, height: media.naturalHeight }
          : { width: media.videoWidth, height: media.videoHeight },
        stage,
      ),
    rest: () => {
      if ('pause' in media) media.pause()
      slide.zoom = FITTED
      slide.place(false)
    },
    remove: () => {
      media.removeEventListener('error', fail)
      if ('pause' in media) media.pause()
      media.removeAttribute('src')
      if ('load' in media) media.load()
      element.remove()
    },
  }
  return slide
}
