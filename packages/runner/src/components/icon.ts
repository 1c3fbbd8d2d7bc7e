import { builtIn } from './define.js'

/** Each icon: its colour by default, and its outline on a 24 × 24 grid (holes by even-odd). */
const DISC = 'M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22Z'
const TICK = 'M5.4 12.3l1.5-1.5 3.6 3.3 7-7.2 1.5 1.5-8.5 8.8Z'
const CROSS =
  'M7.2 8.6l1.4-1.4 3.4 3.4 3.4-3.4 1.4 1.4-3.4 3.4 3.4 3.4-1.4 1.4-3.4-3.4-3.4 3.4-1.4-1.4 3.4-3.4Z'
const ICONS: Readonly<Record<string, readonly [color: string, path: string]>> = {
  success: ['#07c160', DISC + TICK],
  success_no_circle: ['#07c160', 'M2.6 12.6l2-2 5.1 4.7 9.8-10 2 2-11.7 12Z'],
  info: ['#10aeff', `${DISC}M11 6h2v2.2h-2ZM11 10h2v8h-2Z`],
  warn: ['#fa5151', `${DISC}M11 6h2v8h-2ZM11 15.8h2v2.2h-2Z`],
  waiting: ['#10aeff', `${DISC}M11 6h2v5.6l4 4-1.4 1.4L11 12.4Z`],
  cancel: ['#fa5151', DISC + CROSS],
  download: ['#07c160', `${DISC}M11 6h2v6.5h3.6L12 17.5 7.4 12.5H11Z`],
  search: [
    '#b2b2b2',
    'M10.5 2.5a8 8 0 1 0 0 16a8 8 0 1 0 0-16ZM10.5 4.2a6.3 6.3 0 1 1 0 12.6a6.3 6.3 0 1 1 0-12.6ZM15.6 16.8l1.2-1.2 5.4 5.4-1.2 1.2Z',
  ],
  clear: ['#b2b2b2', DISC + CROSS],
}
const SVG = 'http://www.w3.org/2000/svg'

export const icon = builtIn({
  properties: { type: '', size: 23, color: '' },
  reflect: ['type'],
  mount(own) {
    const drawing = document.createElementNS(SVG, 'svg')
    const path = document.createElementNS(SVG, 'path')
    drawing.setAttribute('viewBox', '0 0 24 24')
    path.setAttribute('fill-rule', 'evenodd')
    drawing.append(path)
    own.host.append(drawing)
    return {
      update() {
        const [color, outline] = ICONS[own.props.type] ?? ['', '']
        path.setAttribute('d', outline)
        path.setAttribute('fill', own.props.color || color)
        drawing.setAttribute('width', `${own.props.size}`)
        drawing.setAttribute('height', `${own.props.size}`)
      },
    }
  },
})
