import { Event, type Element, type ShadowedEvent } from 'glass-easel'

/** What handlers get as `event.target`: plain data, as WeChat sends it from its view layer. */
export type EventTargetData = {
  readonly id: string
  readonly dataset: Readonly<Record<string, unknown>>
  readonly offsetLeft: number
  readonly offsetTop: number
}

type Caller = Element | { readonly _$: Element }

const elements = new WeakMap<object, Element>()

/** The element behind the `target` or `currentTarget` of an event. */
export const elementOf = (target: object): Element | undefined => elements.get(target)

const snapshot = (caller: Caller): EventTargetData => {
  const element = '_$' in caller ? caller._$ : caller
  const dom = () => element.getBackendElement() as unknown as HTMLElement | null
  const data: EventTargetData = {
    id: element.id,
    dataset: { ...element.dataset },
    // Read on demand, since the answer costs a layout.
    get offsetLeft() {
      return dom()?.offsetLeft ?? 0
    },
    get offsetTop() {
      return dom()?.offsetTop ?? 0
    },
  }
  elements.set(data, element)
  return data
}

/** Makes events plain: programs print, copy and `JSON.stringify` them. */
export const plainEvents = () => {
  Event.prototype.wrapShadowedEvent = function (target, mark, currentTarget) {
    const { type, timeStamp, extraFields } = this
    const detail: unknown = this.detail
    // The prototype carries what glass-easel itself calls, such as `stopPropagation`.
    const event = Object.create(this) as ShadowedEvent<unknown>
    return Object.assign(event, {
      type,
      timeStamp,
      detail,
      mark: mark ?? {},
      ...extraFields,
      target: snapshot(target),
      currentTarget: snapshot(currentTarget),
    }) as never
  }
}
