import { builtIn } from './define.js'
import type { Own } from './define.js'

const SPACES: Readonly<Record<string, string>> = { ensp: '\u2002', emsp: '\u2003', nbsp: '\u00a0' }
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': '\u00a0',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
  '&quot;': '"',
  '&ensp;': '\u2002',
  '&emsp;': '\u2003',
}

/** Makes the spaces of a text as wide as the `space` property says. */
export const widen = (source: string, space: string) => source.replaceAll(' ', SPACES[space] ?? ' ')

/** What `<text>` shows for a text: `\n` as written in WXML is a line break. */
const shownText = (source: string, space: string, decode: boolean) => {
  const lines = source.replaceAll('\\n', '\n')
  const decoded = decode ? lines.replace(/&[a-z]+;/g, (name) => ENTITIES[name] ?? name) : lines
  return widen(decoded, space)
}

const properties = { space: '', decode: false, selectable: false, userSelect: false, maxLines: 0 }
type TextOwn = Own<typeof properties>

const owners = new WeakMap<Node, TextOwn>()
/** A text node's source, kept as long as it shows what was made from it. */
const sources = new WeakMap<Text, { source: string; shown: string }>()

const refresh = (own: TextOwn) => {
  for (const node of own.host.childNodes) {
    if (!(node instanceof Text)) continue
    const known = sources.get(node)
    const source = known?.shown === node.data ? known.source : node.data
    const shown = shownText(source, own.props.space, own.props.decode)
    sources.set(node, { source, shown })
    if (node.data !== shown) node.data = shown
  }
}

// One observer for all texts: glass-easel writes text nodes without telling their component.
let observer: MutationObserver | undefined
const observe = (own: TextOwn) => {
  observer ??= new MutationObserver((records) => {
    const changed = new Set(records.map(({ target }) => owners.get(target)))
    for (const { target } of records) changed.add(owners.get(target.parentNode ?? target))
    for (const found of changed) if (found) refresh(found)
  })
  owners.set(own.host, own)
  observer.observe(own.host, { childList: true, characterData: true, subtree: true })
}

export const text = builtIn({
  properties,
  reflect: ['selectable', 'userSelect'],
  mount(own) {
    observe(own)
    return {
      update(changed) {
        if (changed.has('space') || changed.has('decode')) refresh(own)
        if (!changed.has('maxLines')) return
        const lines = own.props.maxLines
        own.style(lines > 0 ? `display:-webkit-box;-webkit-line-clamp:${lines}` : '')
      },
    }
  },
})
