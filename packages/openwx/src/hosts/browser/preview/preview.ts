import { extensionOf } from '../../../codec/file-path.js'
import { extensionOfType } from '../../../codec/media-type.js'
import type { PreviewItem, PreviewRequest } from '../../../ports/pictures.js'
import type { UserPort } from '../../../ports/user.js'
import { UserCancelled } from '../../../ports/user.js'
import type { Dialog } from '../dialogs/dialogs.js'
import { createDialogs } from '../dialogs/dialogs.js'
import type { Make } from '../dialogs/dom.js'
import { pushBackEntry } from './back-entry.js'
import { createCarousel } from './carousel.js'
import { icon } from './icons.js'
import { previewStyle } from './style.js'
import type { PreviewWords } from './words.js'
import { previewWordsFor } from './words.js'

const TOLD_MS = 1600

export interface PreviewParts {
  readonly root: HTMLElement
  readonly chooseAction: UserPort['chooseAction']
  saveToAlbum(blob: Blob, name: string): Promise<void>
}

/** The pictures that are shown over a page: one set at a time. */
export interface Previews {
  /** Resolves when they are shown; those that were shown before are closed. */
  open(request: PreviewRequest): Promise<void>
  close(): void
}

export const createPreviews = (parts: PreviewParts): Previews => {
  const dialogs = createDialogs(parts.root)
  const words = previewWordsFor(navigator.language)
  let closeShown = () => Promise.resolve()
  let lastOpening: Promise<unknown> = Promise.resolve()
  const open = async (request: PreviewRequest): Promise<void> => {
    // Its entry in the history has to be gone before the next one comes.
    await closeShown()
    await new Promise<void>((resolve, reject) => {
      const opened = (close: () => Promise<void>) => {
        closeShown = close
        resolve()
      }
      // Of a host that has ended, none is built: then it is over at once.
      dialogs.show(previewDialog(request, words, parts, opened)).then(resolve, reject)
    })
  }
  return {
    open: (request) => {
      const opening = lastOpening.then(() => open(request))
      lastOpening = opening.catch(() => undefined)
      return opening
    },
    close: () => dialogs.close(),
  }
}

const previewDialog = (
  request: PreviewRequest,
  words: PreviewWords,
  parts: PreviewParts,
  opened: (close: () => Promise<void>) => void,
): Dialog<void> => {
  let end = () => Promise.resolve()
  return {
    kind: 'preview',
    about: request.asker,
    label: words.pictures,
    fills: true,
    style: previewStyle,
    cancelled: () => void end(),
    build: (make, settle) => {
      const close = () => {
        const ended = end()
        settle()
        return ended
      }
      const view = buildPreview(make, request, words, parts, () => void close())
      end = view.end
      opened(close)
      return view.element
    },
  }
}

const buildPreview = (
  make: Make,
  request: PreviewRequest,
  words: PreviewWords,
  { root, chooseAction, saveToAlbum }: PreviewParts,
  close: () => void,
): { element: HTMLElement; end(): Promise<void> } => {
  const { items } = request
  const shade = make('div', { class: 'shade' })
  const counter = make('span', { class: 'counter', role: 'status' })
  const told = make('span', { class: 'told', role: 'status' })
  let toldTimer: ReturnType<typeof setTimeout> | undefined
  const tell = (text: string) => {
    told.textContent = text
    clearTimeout(toldTimer)
    toldTimer = setTimeout(() => (told.textContent = ''), TOLD_MS)
  }
  const save = async () => {
    const item = items[carousel.current]
    if (item === undefined) return
    try {
      await saveItem(item, root.ownerDocument, saveToAlbum)
      tell(words.saved)
    } catch (error) {
      if (!(error instanceof UserCancelled)) tell(words.notSaved)
    }
  }
  const menu = async () => {
    if (!request.showMenu) return
    if ((await chooseAction([words.save], request.asker)) === 0) await save()
  }
  const showPlace = () => {
    counter.textContent = `${carousel.current + 1} / ${items.length}`
    counter.hidden = items.length < 2
    earlier.hidden = carousel.current === 0
    later.hidden = carousel.current === items.length - 1
  }
  const carousel = createCarousel(make, words, request, {
    turned: () => showPlace(),
    close,
    menu: () => void menu(),
    fade: (share) => (shade.style.opacity = String(1 - share)),
  })
  const button = (name: keyof PreviewWords & keyof typeof icon, press: () => void) => {
    const element = make('button', { type: 'button', class: name, 'aria-label': words[name] })
    element.innerHTML = icon[name]
    element.addEventListener('click', press)
    return element
  }
  const earlier = button('earlier', () => carousel.turn(-1))
  const later = button('later', () => carousel.turn(1))
  const element = make(
    'div',
    { class: 'preview', tabindex: '-1', 'data-first': '' },
    shade,
    carousel.element,
    counter,
    earlier,
    later,
    button('close', close),
    ...(request.showMenu ? [button('save', () => void save())] : []),
    told,
  )
  element.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') carousel.turn(-1)
    else if (key === 'ArrowRight') carousel.turn(1)
  })
  showPlace()
  const entry = pushBackEntry(root.ownerDocument.defaultView ?? window, close)
  return {
    element,
    end: () => {
      clearTimeout(toldTimer)
      carousel.dispose()
      return entry.leave()
    },
  }
}

/**
 * Saves a copy of what is shown. A picture of a server that lets no page read it opens in a window of its own,
 * where the browser can save it.
 */
const saveItem = async (
  { url, name, open }: PreviewItem,
  document: Document,
  saveToAlbum: PreviewParts['saveToAlbum'],
): Promise<void> => {
  const blob = (await open?.()) as Blob | undefined
  if (blob !== undefined) return saveToAlbum(blob, name)
  if (url === undefined) throw new Error('there is nothing to save')
  let fetched: Blob
  try {
    const response = await fetch(url, { referrerPolicy: 'no-referrer' })
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    fetched = await response.blob()
  } catch (error) {
    if (!/^https?:/i.test(url)) throw error
    document.defaultView?.open(url, '_blank', 'noopener,noreferrer')
    throw new UserCancelled()
  }
  await saveToAlbum(fetched, fullName(name, fetched.type))
}

const fullName = (name: string, type: string): string =>
  extensionOf(name) === '' ? `${name === '' ? 'picture' : name}.${extensionOfType(type)}` : name
