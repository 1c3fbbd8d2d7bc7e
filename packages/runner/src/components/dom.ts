import type { Element as Node, GeneralComponent } from 'glass-easel'

/** Makes an element with a class and children. */
export const element = (
  tag: string,
  className: string,
  ...children: (Element | string)[]
): HTMLElement => {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...children)
  return made
}

/** The component whose host is this element. */
export const componentOf = (host: Element | null | undefined) =>
  (host as { __wxElement?: Node } | null | undefined)?.__wxElement?.asGeneralComponent() ?? null

export const hostOf = (component: GeneralComponent) =>
  component.getBackendElement() as unknown as HTMLElement

/** Built-in elements of one tag below a host, in document order. */
export const inside = (host: Element, tag: string): GeneralComponent[] =>
  [...host.querySelectorAll(`wx-${tag}`)].flatMap((found) => componentOf(found) ?? [])

/** The nearest built-in of one tag around an element. */
export const around = (host: Element, tag: string) =>
  componentOf(host.parentElement?.closest(`wx-${tag}`))

/** Class names as the style sheets of the component's owner know them. */
export const scopedClass = (component: GeneralComponent, names: string): string => {
  const owner = component.ownerShadowRoot?.getHostNode()
  if (!owner) return names
  const { styleScope, extraStyleScope } = owner.getComponentOptions()
  const manager = owner.getOwnerSpace().styleScopeManager
  const prefixes = [styleScope, extraStyleScope]
    .filter((scope) => scope !== null)
    .map((scope) => manager.queryName(scope))
  const scoped = (name: string) =>
    new Set([name, ...prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name))])
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => [...scoped(name)])
    .join(' ')
}

/** WeChat writes its own words in the user's language. */
export const speaksChinese = () => navigator.language.toLowerCase().startsWith('zh')

export const clamp = (value: number, least: number, most: number) =>
  Math.min(Math.max(value, least), most)

export type DragHandlers = {
  /** Along which axis; a move across it is left to others, such as the browser's scrolling. */
  axis(): 'x' | 'y'
  /** `false` leaves the pointer alone. */
  start?(event: PointerEvent): boolean
  /** Pixels along the axis since the pointer went down. */
  move(distance: number, event: PointerEvent): void
  /** Pixels along the axis, and milliseconds, since the pointer went down. */
  end?(distance: number, durationMs: number): void
}

/** Pixels that a pointer moves before it drags; a tap stays a tap below it. */
const THRESHOLD = 5
/** Pointers that drag something already: what is around it stays where it is. */
const dragging = new Set<number>()

/** Follows one pointer from down to up, mouse and touch alike. */
export const drag = (target: HTMLElement, { axis, start, move, end }: DragHandlers) => {
  const page = target.ownerDocument
  target.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || !down.isPrimary || start?.(down) === false) return
    const ended = new AbortController()
    let isMine = false
    const distance = ({ clientX, clientY }: PointerEvent) =>
      axis() === 'x' ? clientX - down.clientX : clientY - down.clientY
    /** Whether the pointer is ours; the first move beyond the threshold decides. */
    const claim = (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY)
      if (isMine || moved < THRESHOLD) return isMine
      isMine = Math.abs(distance(event)) >= moved / Math.SQRT2 && !dragging.has(down.pointerId)
      if (!isMine) {
        ended.abort()
        return false
      }
      dragging.add(down.pointerId)
      // Not before: a captured pointer would make this element the target of a plain tap.
      target.setPointerCapture(down.pointerId)
      return true
    }
    const follow = (event: PointerEvent) => {
      if (claim(event)) move(distance(event), event)
    }
    const finish = (event: PointerEvent) => {
      ended.abort()
      if (!isMine) return
      dragging.delete(down.pointerId)
      end?.(distance(event), event.timeStamp - down.timeStamp)
    }
    page.addEventListener('pointermove', follow, { signal: ended.signal })
    page.addEventListener('pointerup', finish, { signal: ended.signal })
    page.addEventListener('pointercancel', finish, { signal: ended.signal })
  })
}
