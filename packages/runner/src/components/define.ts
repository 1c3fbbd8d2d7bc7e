/**
 * How a built-in tag is made. A definition names its properties (each by its default value, whose
 * type is the property's type) and mounts plain DOM into its host element; everything that
 * glass-easel needs to know of it is in this file.
 *
 * Built-ins are "external" components: their inside is DOM that glass-easel does not see, with one
 * element, the slot, that takes the children. So inner elements need no template and never leak
 * into selectors, events or styles of the program.
 */
import type {
  ComponentSpace,
  EventOptions,
  GeneralBackendElement,
  GeneralComponent,
  StyleSegmentIndex,
  templateEngine,
} from 'glass-easel'
import type { ComponentServices } from './services.js'

/** A property that takes a value of any type. */
export type Anything<T> = { readonly anything: T }
export const anything = <T>(initial: T): Anything<T> => ({ anything: initial })

type Default = string | number | boolean | readonly unknown[] | Anything<unknown>
export type Properties = Readonly<Record<string, Default>>
type Value<D> =
  D extends Anything<infer T>
    ? T
    : D extends string
      ? string
      : D extends number
        ? number
        : D extends boolean
          ? boolean
          : D
export type Props<P extends Properties> = { readonly [K in keyof P]: Value<P[K]> }

/** What a component knows of itself while it is mounted. */
export type Own<P extends Properties> = {
  readonly host: HTMLElement
  readonly component: GeneralComponent
  readonly services: ComponentServices
  /** The values of now. */
  readonly props: Props<P>
  /** Path of the page or component whose template holds this element. */
  ownerPath(): string
  /** Changes properties as the user did, so that `model:` bindings follow. */
  set(values: Partial<Props<P>>): void
  /** Sends an event that does not bubble, as component events of WeChat do. */
  emit(type: string, detail?: object, options?: EventOptions): void
  /** Adds inline style to the host without touching what the program wrote there. */
  style(css: string): void
}

export type Field = { value(): unknown; reset(): void }

/** What a mounted component answers with. All parts are optional. */
export type Control = {
  /** The element that takes the children; the host by default. */
  slot?: HTMLElement
  /** Runs once with all property names, then after every change with the names that changed. */
  update?(changed: ReadonlySet<string>): void
  attached?(): void
  detached?(): void
  /** Another page covers the page of this element. */
  pageHidden?(): void
  /** What a form collects and resets. */
  field?: Field
  /** What a tap on this component's label does. */
  activate?(): void
}

export type BuiltIn<P extends Properties> = {
  properties: P
  /** Properties that style sheets may ask for: they are attributes of the host, too. */
  reflect?: readonly (keyof P & string)[]
  mount?(own: Own<P>): Control
}
/** Checks a definition against its own properties; from here on they are just properties. */
export const builtIn = <const P extends Properties>(definition: BuiltIn<P>) =>
  definition as unknown as BuiltIn<Properties>

const common = {
  hidden: false,
  ariaRole: '',
  ariaLabel: '',
  ariaHidden: '',
  ariaChecked: '',
  ariaDisabled: '',
  ariaExpanded: '',
  ariaSelected: '',
  ariaLive: '',
} satisfies Properties

const attributeOf = (property: string) =>
  property === 'ariaRole'
    ? 'role'
    : property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const reflect = (host: HTMLElement, property: string, value: unknown) => {
  const attribute = attributeOf(property)
  if (value === false || value === '') host.removeAttribute(attribute)
  else host.setAttribute(attribute, value === true ? '' : String(value))
}

/** The segment of class and inline style that glass-easel keeps for temporary changes. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum: no value to import
export const TEMPORARY = 3 as StyleSegmentIndex

const controls = new WeakMap<GeneralComponent, Control>()
/** The control of a built-in component; undefined for components of the program. */
export const controlOf = (component: GeneralComponent) => controls.get(component)

type Instance = ReturnType<ReturnType<templateEngine.TemplateEngine['create']>['createInstance']>

const nothing = () => undefined

type Names = { all: ReadonlySet<string>; reflected: ReadonlySet<string> }

const createInstance = (
  component: GeneralComponent,
  definition: BuiltIn<Properties>,
  { all, reflected }: Names,
  services: ComponentServices,
): Instance => {
  const host = component.getBackendElement() as unknown as HTMLElement
  let props: Props<Properties> = {}
  const own: Own<Properties> = {
    host,
    component,
    services,
    get props() {
      return props
    },
    ownerPath: () => component.ownerShadowRoot?.getHostNode().is ?? '',
    set: (values) => {
      component.setData(values)
    },
    emit: (type, detail = {}, options) => {
      component.triggerEvent(type, detail, options)
    },
    style: (css) => {
      component.setNodeStyle(css, TEMPORARY)
    },
  }
  const control = definition.mount?.(own) ?? {}
  controls.set(component, control)
  const update = (names: ReadonlySet<string>) => {
    for (const name of names) if (reflected.has(name)) reflect(host, name, props[name])
    control.update?.(names)
  }
  const root = host as unknown as GeneralBackendElement
  const slot = (control.slot ?? host) as unknown as GeneralBackendElement
  return {
    shadowRoot: { root, slot, getIdMap: () => ({}), handleEvent: nothing, setListener: nothing },
    initValues(data) {
      props = data as Props<Properties>
      update(all)
    },
    updateValues(data, changes) {
      props = data as Props<Properties>
      update(new Set(changes.map(([path]) => String(path[0]))))
    },
  }
}

const propertyOf = (initial: Default) => {
  if (typeof initial === 'string') return { type: String, value: initial }
  if (typeof initial === 'number') return { type: Number, value: initial }
  if (typeof initial === 'boolean') return { type: Boolean, value: initial }
  if ('anything' in initial) return { type: null, value: initial.anything }
  return { type: Array, value: [...initial] }
}

/** Makes `definition` the meaning of `<tag>` in every template of the space. */
export const register = (
  space: ComponentSpace,
  tag: string,
  definition: BuiltIn<Properties>,
  services: ComponentServices,
) => {
  const names: Names = {
    // The common ones have nothing to show yet.
    all: new Set(Object.keys(definition.properties)),
    reflected: new Set([...Object.keys(common), ...(definition.reflect ?? [])]),
  }
  const engine: templateEngine.TemplateEngine = {
    create: () => ({
      createInstance: (component) => createInstance(component, definition, names, services),
    }),
  }
  const properties = Object.entries<Default>({ ...common, ...definition.properties })
  const component = space.defineComponent({
    is: `wx://${tag}`,
    options: { externalComponent: true, templateEngine: engine },
    properties: Object.fromEntries(properties.map(([name, value]) => [name, propertyOf(value)])),
    lifetimes: {
      attached() {
        controls.get(this)?.attached?.()
      },
      detached() {
        controls.get(this)?.detached?.()
      },
    },
    pageLifetimes: {
      hide() {
        controls.get(this)?.pageHidden?.()
      },
    },
  })
  space.setGlobalUsingComponent(tag, component.general())
}
