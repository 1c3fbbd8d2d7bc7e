import {
  CurrentWindowBackendContext,
  Event,
  type Element as Node,
  type domlikeBackend,
  type EventOptions,
  type GeneralBackendElement,
} from 'glass-easel'
import { listenForGestures } from './gestures.js'
import { duringTap } from './taps.js'

type Dom = Element & { __wxElement?: Node }

const dom = (element: GeneralBackendElement): HTMLElement => element as unknown as HTMLElement
const backendNode = (node: globalThis.Node) => node as unknown as domlikeBackend.Element

/** Native events that programs may hear on any element; all others come from the built-ins. */
const FORWARDED = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend'])

const GESTURES = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend'])

/**
 * Browsers move a finger's touch to the nearest thing that listens for clicks (and iOS clicks nothing
 * else), but all our listeners are on the root. This one does nothing but be there.
 */
const beClickable = () => undefined

/** The element of the component tree that a DOM node belongs to. */
const nodeAt = (target: EventTarget | null): Node | undefined => {
  let current = target instanceof Element ? (target as Dom) : null
  while (current && !current.__wxElement) current = current.parentElement
  return current?.__wxElement
}

/** Sends an event through the component tree. */
const dispatch = (node: Node, type: string, detail: object, options: EventOptions) => {
  let heard = false
  const event = new Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    ...options,
    // Unlike glass-easel, WeChat does not take `return false` as a wish to stop.
    handleListenerReturn: () => {
      heard = true
    },
  })
  Event.dispatchEvent(node, event)
  return { heard, caught: event.defaultPrevented() }
}

/** Margins that IntersectionObserver refuses would throw in the program's face. */
const safeMargin = (margin: string): string =>
  margin
    .split(/\s+/)
    .map((part) => (/^-?[\d.]+(px|%)$/.test(part) ? part : '0px'))
    .join(' ')

/**
 * glass-easel's DOM backend with a mini program's ways: a template tag `t` is the element `wx-t`,
 * so that nothing of HTML shines through; gestures are WeChat's; and a style sheet applies only
 * while a page that asked for it is shown.
 */
export class DomBackend extends CurrentWindowBackendContext {
  override document: domlikeBackend.Context['document'] = {
    createElement: (tag: string) => backendNode(document.createElement(`wx-${tag}`)),
    createTextNode: (text: string) => backendNode(document.createTextNode(text)),
    createDocumentFragment: () => backendNode(document.createDocumentFragment()),
  }

  readonly #root: HTMLElement
  readonly #scrollerOf: (target: EventTarget | null) => Element | null
  readonly #texts = new Map<string, string>()
  readonly #sheets = new Map<string, HTMLStyleElement>()
  readonly #forwarding = new WeakMap<object, Set<string>>()
  #asked = new Set<string>()

  /**
   * @param root Holds all pages.
   * @param scrollerOf The element that scrolls the page around a node.
   */
  constructor(root: HTMLElement, scrollerOf: (target: EventTarget | null) => Element | null) {
    super()
    this.#root = root
    this.#scrollerOf = scrollerOf
  }

  override registerStyleSheetContent(path: string, content: unknown) {
    const text = String(content)
    this.#texts.set(path, text)
    const sheet = this.#sheets.get(path)
    if (sheet) sheet.textContent = text
  }

  override appendStyleSheetPath(path: string): number {
    if (!this.#sheets.has(path)) {
      const sheet = document.createElement('style')
      sheet.dataset.path = `${path}.wxss`
      sheet.textContent = this.#texts.get(path) ?? ''
      document.head.append(sheet)
      this.#sheets.set(path, sheet)
    }
    this.#asked.add(path)
    return 0
  }

  /** Runs `create` and answers with the sheets that it asked for. */
  collectSheets<T>(create: () => T): { made: T; sheets: ReadonlySet<string> } {
    this.#asked = new Set()
    const made = create()
    return { made, sheets: this.#asked }
  }

  /** Turns on these sheets and no others. */
  useSheets(paths: ReadonlySet<string>) {
    for (const [path, sheet] of this.#sheets) sheet.disabled = !paths.has(path)
  }

  override onEvent() {
    listenForGestures(this.#root, {
      send: (target, type, detail, touches, originalEvent) => {
        const node = nodeAt(target)
        if (!node) return { heard: false, caught: false }
        const send = () => dispatch(node, type, detail, { originalEvent, extraFields: touches })
        return type === 'tap' && originalEvent.isTrusted ? duringTap(send) : send()
      },
      scrollOffset: (target) => {
        const scroller = this.#scrollerOf(target)
        return { left: scroller?.scrollLeft ?? 0, top: scroller?.scrollTop ?? 0 }
      },
    })
  }

  override setListenerStats(element: domlikeBackend.Element, type: string) {
    // Same function, same element: only the first call counts.
    if (GESTURES.has(type)) dom(element).addEventListener('click', beClickable)
    if (!FORWARDED.has(type)) return
    const known = this.#forwarding.get(element) ?? new Set()
    this.#forwarding.set(element, known.add(type))
    if (known.size === 1) this.#forward(dom(element), known)
  }

  #forward(host: HTMLElement, types: ReadonlySet<string>) {
    for (const type of FORWARDED) {
      host.addEventListener(type, (originalEvent) => {
        const node = nodeAt(originalEvent.target)
        if (originalEvent.target !== host || !node || !types.has(type)) return
        const { animationName, propertyName, elapsedTime } = originalEvent as AnimationEvent &
          TransitionEvent
        const detail = { animationName, propertyName, elapsedTime }
        dispatch(node, type, detail, { originalEvent, composed: false })
      })
    }
  }

  /** Two-way bindings exist on components only; an unknown tag has nothing to bind. */
  override setModelBindingStat() {
    // Nothing to listen to.
  }

  override getScrollOffset(
    target: domlikeBackend.Element,
    callback: Parameters<CurrentWindowBackendContext['getScrollOffset']>[1],
  ) {
    const host = dom(target)
    const scroller = host.localName === 'wx-page' ? this.#scrollerOf(host) : host
    super.getScrollOffset(scroller ? backendNode(scroller) : target, callback)
  }

  override createIntersectionObserver(
    ...[target, relative, margin, thresholds, listener]: Parameters<
      CurrentWindowBackendContext['createIntersectionObserver']
    >
  ): ReturnType<CurrentWindowBackendContext['createIntersectionObserver']> {
    return super.createIntersectionObserver(
      target,
      relative,
      safeMargin(margin),
      thresholds,
      listener,
    )
  }
}
