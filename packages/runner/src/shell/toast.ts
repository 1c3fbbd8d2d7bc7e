import { icon, make } from './dom.js'
import type { Toast } from './protocol.js'

export type ToastView = {
  readonly element: HTMLElement
  show(toast: Toast): void
  hide(kind: 'toast' | 'loading'): void
}

const ICONS = {
  success: () => icon('success', 'M3.500 12.500 9.500 18.500 20.500 6.500'),
  error: () => icon('error', 'M12 6v7.500M12 17.800h.010', 'M12 2.500 22.500 21h-21z'),
  loading: () => make('span', { class: 'spinner' }),
  none: () => undefined,
} satisfies Record<Toast['icon'], () => Element | undefined>

/** One at a time: a toast and a loading indicator share the place, as in WeChat. */
export const createToast = (): ToastView => {
  const element = make('div', { class: 'toast-layer', role: 'status' })
  element.hidden = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let kind: 'toast' | 'loading' = 'toast'

  const close = () => {
    clearTimeout(timer)
    element.hidden = true
  }

  return {
    element,
    show({ title, icon: name, image, mask, duration }) {
      clearTimeout(timer)
      kind = duration === undefined ? 'loading' : 'toast'
      const picture = image === undefined ? ICONS[name]() : make('img', { src: image, alt: '' })
      const box = make('div', { class: picture ? 'toast' : 'toast is-text' })
      if (picture) box.append(picture)
      box.append(make('p', {}, title))
      element.classList.toggle('is-mask', mask)
      element.replaceChildren(box)
      element.hidden = false
      if (duration !== undefined) timer = setTimeout(close, duration)
    },
    hide(which) {
      if (which === kind) close()
    },
  }
}
