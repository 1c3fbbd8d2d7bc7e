import type { MediaTag } from 'openwx/elements'
import type { Own, Properties } from './define.js'
import { element, speaksChinese } from './dom.js'

/** Lets the contexts of the program find this element; to be called when it is attached. The result ends that. */
export const makeReachable = (
  { component, services }: Pick<Own<Properties>, 'component' | 'services'>,
  tag: MediaTag,
  command: (method: string, args: readonly unknown[]) => void,
): (() => void) => {
  const owner: object = component.ownerShadowRoot?.getHostNode().getMethodCaller() ?? component
  return services.media.elements.insert(owner, {
    tag,
    get id() {
      return component.id
    },
    command,
  })
}

const SECONDS_PER_MINUTE = 60

/** `03:07` */
export const clockTime = (seconds: number): string => {
  const whole = Number.isFinite(seconds) ? Math.floor(seconds) : 0
  const parts = [Math.floor(whole / SECONDS_PER_MINUTE), whole % SECONDS_PER_MINUTE]
  return parts.map((part) => `${part}`.padStart(2, '0')).join(':')
}

const SVG = 'http://www.w3.org/2000/svg'
const TRIANGLE = 'M8.5 5.6v12.8a.8.8 0 0 0 1.2.7l10-6.4a.8.8 0 0 0 0-1.4l-10-6.4a.8.8 0 0 0-1.2.7Z'
const BARS = 'M7 5.5h3.4v13H7ZM13.6 5.5H17v13h-3.4Z'

/** A button that plays and pauses. */
export const playButton = (className: string, press: () => void) => {
  const drawing = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  drawing.setAttribute('viewBox', '0 0 24 24')
  drawing.setAttribute('aria-hidden', 'true')
  path.setAttribute('fill', 'currentColor')
  drawing.append(path)
  const face = element('span', 'wx-play-face')
  face.append(drawing)
  const button = element('button', className, face) as HTMLButtonElement
  button.type = 'button'
  button.addEventListener('click', press)
  const [play, pause] = speaksChinese() ? ['播放', '暂停'] : ['Play', 'Pause']
  return {
    button,
    show: (isPaused: boolean) => {
      path.setAttribute('d', isPaused ? TRIANGLE : BARS)
      button.setAttribute('aria-label', isPaused ? play : pause)
    },
  }
}
