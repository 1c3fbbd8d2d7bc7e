import { Component, type Element, type GeneralComponent } from 'glass-easel'
import { convertStyle } from './inline-style.js'
import { elementOf } from './event.js'

const domOf = (element: Element) => element.getBackendElement() as unknown as HTMLElement | null

type Styles = string | Readonly<Record<string, string | number>>

const applyStyle = (style: CSSStyleDeclaration, styles: Styles) => {
  const entries =
    typeof styles === 'string'
      ? styles.split(';').map((rule) => {
          const colon = rule.indexOf(':')
          return [rule.slice(0, colon), rule.slice(colon + 1)] as const
        })
      : Object.entries(styles)
  for (const [name, value] of entries) {
    const property = name.trim().replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    if (property !== '') style.setProperty(property, convertStyle(String(value).trim()))
  }
}

/**
 * What a WXS handler gets as `ownerInstance` and `event.instance`: a component or an element, with
 * only what WeChat lets the view layer do to it.
 */
export type ComponentDescriptor = {
  selectComponent(selector: string): ComponentDescriptor | null
  selectAllComponents(selector: string): ComponentDescriptor[]
  setStyle(styles: Styles): ComponentDescriptor
  addClass(name: string): ComponentDescriptor
  removeClass(name: string): ComponentDescriptor
  hasClass(name: string): boolean
  getDataset(): Readonly<Record<string, unknown>>
  getState(): Record<string, unknown>
  callMethod(name: string, args?: unknown): void
  triggerEvent(name: string, detail?: unknown, options?: object): void
  requestAnimationFrame(callback: () => void): void
  setTimeout(callback: () => void, ms: number): number
  clearTimeout(id: number): void
  getComputedStyle(names: readonly string[]): Record<string, string>
  getBoundingClientRect(): DOMRect | undefined
}

const descriptors = new WeakMap<Element, ComponentDescriptor>()

export const descriptorOf = (element: Element): ComponentDescriptor => {
  const known = descriptors.get(element)
  if (known) return known
  const made = createDescriptor(element)
  descriptors.set(element, made)
  return made
}

const componentAround = (element: Element): GeneralComponent | undefined =>
  element.asGeneralComponent() ?? element.ownerShadowRoot?.getHostNode()

const createDescriptor = (element: Element): ComponentDescriptor => {
  const state: Record<string, unknown> = {}
  const tree = () => element.asGeneralComponent()?.getShadowRoot() ?? element.ownerShadowRoot
  const self: ComponentDescriptor = {
    selectComponent: (selector) => {
      const found = tree()?.querySelector(selector)
      return found ? descriptorOf(found) : null
    },
    selectAllComponents: (selector) => (tree()?.querySelectorAll(selector) ?? []).map(descriptorOf),
    setStyle: (styles) => {
      const target = domOf(element)
      if (target) applyStyle(target.style, styles)
      return self
    },
    addClass: (name) => {
      element.toggleNodeClass(name, true)
      return self
    },
    removeClass: (name) => {
      element.toggleNodeClass(name, false)
      return self
    },
    hasClass: (name) => element.classList?.contains(name) ?? false,
    getDataset: () => element.dataset,
    getState: () => state,
    callMethod: (name, args) => {
      const component = componentAround(element)
      const method = component && Component.getMethod(component, name)
      method?.call(component?.getMethodCaller(), args)
    },
    triggerEvent: (name, detail, options) => element.triggerEvent(name, detail, options),
    requestAnimationFrame: (callback) => void requestAnimationFrame(callback),
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (id) => window.clearTimeout(id),
    getComputedStyle: (names) => {
      const target = domOf(element)
      const computed = target && getComputedStyle(target)
      return Object.fromEntries(names.map((name) => [name, computed?.getPropertyValue(name) ?? '']))
    },
    getBoundingClientRect: () => domOf(element)?.getBoundingClientRect(),
  }
  return self
}

/** The compiler marks what a listener is: `[1 | 2, file, …]` comes from WXS, `[0, …]` from data. */
type ListenerPath = readonly [number, ...unknown[]] | null | undefined
const isWxs = (path: ListenerPath) => path !== null && path !== undefined && path[0] > 0

type Caller = { readonly _$: GeneralComponent }

/** Hooks that generated templates call around handlers and `change:` observers. */
export const wxsHooks = {
  /** WXS handlers get `(event, ownerInstance)`; all others are called as usual. */
  callListener(
    owner: Caller,
    event: { readonly currentTarget: object },
    listener: (...args: unknown[]) => unknown,
    path: ListenerPath,
  ): unknown {
    if (!isWxs(path)) return listener.call(owner, event)
    const element = elementOf(event.currentTarget)
    const instance = element && descriptorOf(element)
    return listener.call(
      undefined,
      Object.assign(Object.create(event) as object, { instance }),
      descriptorOf(owner._$),
    )
  },

  /** `change:prop` observers get `(newValue, oldValue, ownerInstance, instance)`. */
  filterObserver(
    observer: (...args: unknown[]) => void,
    path: ListenerPath,
  ): (value: unknown, old: unknown, host: GeneralComponent, element: Element) => void {
    if (!isWxs(path)) return observer
    return (value, old, host, element) =>
      observer.call(undefined, value, old, descriptorOf(host), descriptorOf(element))
  },
}
