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
  /** Pixels that a pointer moves before it drags; a tap stays a tap below it. @default 5 */
  threshold?: number
  /** `false` leaves the pointer alone. */
  start?(event: PointerEvent): boolean
  /** Pixels since the pointer went down. */
  move(dx: number, dy: number, event: PointerEvent): void
  /** Pixels since the pointer went down, and milliseconds. */
  end?(dx: number, dy: number, durationMs: number): void
}

/** Follows one pointer from down to up, mouse and touch alike. */
export const drag = (target: HTMLElement, { threshold = 5, start, move, end }: DragHandlers) => {
  target.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || !down.isPrimary || start?.(down) === false) return
    let dragging = false
    const follow = (event: PointerEvent) => {
      const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY]
      if (!dragging && Math.hypot(dx, dy) < threshold) return
      // Captured only now: a captured pointer would make this element the target of a plain tap.
      if (!dragging) target.setPointerCapture(down.pointerId)
      dragging = true
      move(dx, dy, event)
    }
    const finish = (event: PointerEvent) => {
      target.ownerDocument.removeEventListener('pointermove', follow)
      target.ownerDocument.removeEventListener('pointerup', finish)
      target.ownerDocument.removeEventListener('pointercancel', finish)
      if (!dragging) return
      end?.(
        event.clientX - down.clientX,
        event.clientY - down.clientY,
        event.timeStamp - down.timeStamp,
      )
    }
    target.ownerDocument.addEventListener('pointermove', follow)
    target.ownerDocument.addEventListener('pointerup', finish)
    target.ownerDocument.addEventListener('pointercancel', finish)
    if (threshold === 0) follow(down)
  })
}
