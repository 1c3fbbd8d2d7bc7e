import { anything, builtIn } from './define.js'
import { widen } from './text.js'

/** A node as `nodes` takes it: `{ name, attrs, children }` or `{ type: 'text', text }`. */
type RichNode = {
  type?: unknown
  name?: unknown
  attrs?: unknown
  children?: unknown
  text?: unknown
}

/** Tags that are shown, and what each may have beside `class` and `style`. Others are dropped. */
const SIZE = ['width', 'height']
const TAGS = new Map<string, readonly string[]>([
  ...'a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section small span strong sub sup tbody tfoot thead tt u ul'
    .split(' ')
    .map((tag): [string, string[]] => [tag, []]),
  ['bdo', ['dir']],
  ['col', ['span', 'width']],
  ['colgroup', ['span', 'width']],
  ['img', ['alt', 'src', ...SIZE]],
  ['ol', ['start', 'type']],
  ['table', ['width']],
  ['td', ['colspan', 'rowspan', ...SIZE]],
  ['th', ['colspan', 'rowspan', ...SIZE]],
  ['tr', ['colspan', 'rowspan', ...SIZE]],
])

/** Reads HTML without running or loading any of it. */
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html').body

const childrenOf = (source: Element): RichNode[] =>
  [...source.childNodes].flatMap((child): RichNode[] => {
    if (child.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: child.nodeValue }]
    if (!(child instanceof Element)) return []
    const attrs = Object.fromEntries([...child.attributes].map(({ name, value }) => [name, value]))
    return [{ name: child.localName, attrs, children: childrenOf(child) }]
  })

type Show = { image(made: HTMLElement, src: string): void; text(source: string): string }

/** Builds what may be shown of some nodes. */
const build = (nodes: unknown, show: Show): Node[] => {
  if (!Array.isArray(nodes)) return []
  return nodes.flatMap((node: RichNode | null): Node[] => {
    if (typeof node !== 'object' || node === null) return []
    if (node.type === 'text')
      return [document.createTextNode(show.text((node.text as string | undefined) ?? ''))]
    const tag = String(node.name).toLowerCase()
    const allowed = TAGS.get(tag)
    if (!allowed) return []
    const made = document.createElement(tag)
    for (const [attribute, value] of Object.entries(node.attrs ?? {})) {
      const name = attribute.toLowerCase()
      if (!['class', 'style', ...allowed].includes(name)) continue
      if (name === 'src') show.image(made, String(value))
      else made.setAttribute(name, String(value))
    }
    made.append(...build(node.children, show))
    return [made]
  })
}

export const richText = builtIn({
  properties: { nodes: anything<unknown>([]), space: '', userSelect: false },
  reflect: ['userSelect'],
  mount(own) {
    const image = async (made: HTMLElement, src: string) => {
      const url = await own.services.resolveUrl(src, own.ownerPath())
      if (url && /^(https?:|blob:|data:image\/|\/)/i.test(url)) made.setAttribute('src', url)
    }
    const show = (text: (source: string) => string): Show => ({
      image: (made, src) =>
        void image(made, src).catch((error: unknown) =>
          own.services.reportError(error, 'rich-text'),
        ),
      text: (source) => widen(text(source), own.props.space),
    })
    return {
      update(changed) {
        if (!changed.has('nodes') && !changed.has('space')) return
        const { nodes } = own.props
        // The texts of a parsed string are decoded already, those of an array are not.
        const built =
          typeof nodes === 'string'
            ? build(
                childrenOf(parse(nodes)),
                show((source) => source),
              )
            : build(
                nodes,
                show((source) => parse(source).textContent),
              )
        own.host.replaceChildren(...built)
      },
    }
  },
})
