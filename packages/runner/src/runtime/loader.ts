import type { Behavior as OverallBehavior, GeneralComponent } from 'glass-easel'
import type { AssociatedBackend, CodeSpace, ComponentEnv } from 'glass-easel-miniprogram-adapter'
import type { Program, ScriptLoaders, ScriptModule, Unit } from '../program.js'
import { createNamedBehaviors } from './behaviors.js'
import type { ErrorLog } from './errors.js'
import type { Scripts } from './scripts.js'
import type { Templates } from './templates.js'

export type Loader = {
  /** `Page`, `Component` and `Behavior` as scripts find them. */
  readonly constructors: Readonly<Record<'Page' | 'Component' | 'Behavior', Constructor>>
  /** Loads a page with everything that it uses. Never fails: what goes wrong is reported. */
  load(unit: string): Promise<void>
  /** Gives templates that changed to the definitions and to everything alive. */
  refreshTemplates(): void
  setStyle(path: string, css: string): void
}

type Constructor = (definition?: unknown) => unknown

/** Components that are in the document now; hot updates reach them. */
const trackAlive = (space: CodeSpace): ReadonlySet<GeneralComponent> => {
  const alive = new Set<GeneralComponent>()
  type Owner = { readonly _$: GeneralComponent }
  const overall = space
    .behavior()
    .definition({
      lifetimes: {
        attached(this: Owner) {
          alive.add(this._$)
          // The framework leaves `ready` to its embedder.
          requestAnimationFrame(() => this._$.triggerLifetime('ready', []))
        },
        detached(this: Owner) {
          alive.delete(this._$)
        },
      },
    })
    .register()
  space.setOverallBehavior(
    (overall as unknown as { _$: OverallBehavior<never, never, never, never> })._$ as never,
  )
  return alive
}

/** The framework's own names; the program's units are kept as absolute paths. */
const staticConfig = (unit: Unit) => ({
  component: !unit.isPage,
  usingComponents: { ...unit.usingComponents },
  styleIsolation: unit.styleIsolation as never,
  ...(unit.componentGenerics && { componentGenerics: unit.componentGenerics }),
  ...(unit.componentPlaceholder && { componentPlaceholder: unit.componentPlaceholder }),
  ...(unit.pureDataPattern !== undefined && { pureDataPattern: unit.pureDataPattern }),
})

/** Brings units (pages and components) into the component framework. */
export const createLoader = (parts: {
  program: Program
  loaders: ScriptLoaders
  space: CodeSpace
  backend: AssociatedBackend
  templates: Templates
  scripts: Scripts
  log: ErrorLog
}): Loader => {
  const { program, loaders, space, backend, templates, log } = parts
  const alive = trackAlive(space)
  const replaceNamed = createNamedBehaviors(space)
  const defined = new Set<string>()
  /** `Page` and `Component` belong to the unit that loads now, wherever they are called. */
  let current: ComponentEnv | undefined

  const construct =
    (name: 'Page' | 'Component' | 'Behavior'): Constructor =>
    (definition) => {
      if (!current) throw new Error(`${name}() was called while no page or component was loading`)
      const make = current[name] as Constructor
      return definition === undefined ? make() : make(replaceNamed(definition))
    }

  const definitionOf = (path: string) =>
    space.getComponentSpace().getComponentByUrlWithoutDefault(`/${path}`, '')

  const templateOf = (path: string) => ({
    content: (name: string) => templates.group(path)?.(name) as never,
    // `bindtap` without a colon is understood on tags that nobody defined, too.
    fallbackListenerOnNativeNode: true,
  })

  const registerSources = () => {
    for (const [path, unit] of Object.entries(program.units)) {
      space.addComponentStaticConfig(path, staticConfig(unit))
      if (unit.hasTemplate) space.addCompiledTemplate(path, templateOf(path))
      if (program.styles[path] !== undefined) space.addStyleSheet(path, path, unit.styleScope)
    }
    if (program.styles.app !== undefined) space.addStyleSheet('app', 'app')
    for (const [path, css] of Object.entries(program.styles)) {
      backend.registerStyleSheetContent(path, css)
    }
  }

  /** The unit and all that it uses, used ones first. */
  const closure = (path: string, seen = new Set<string>()): string[] => {
    const unit = program.units[path]
    if (!unit || seen.has(path) || defined.has(path)) return []
    seen.add(path)
    const generics = Object.values(unit.componentGenerics ?? {}).flatMap((generic) =>
      generic !== true && generic.default !== undefined ? [generic.default] : [],
    )
    const used = [...Object.values(unit.usingComponents), ...generics]
    return [...used.flatMap((target) => closure(target.replace(/^\//, ''), seen)), path]
  }

  const define = (path: string, script: ScriptModule | undefined) => {
    defined.add(path)
    const kind = program.units[path]?.isPage ? 'Page' : 'Component'
    space.componentEnv(path, (environment) => {
      current = environment
      try {
        if (script) parts.scripts.run(script)
        if (definitionOf(path)) return
        const file = program.units[path]?.script
        const error = new Error(`${path} has no ${kind}(): its script never calls it`)
        log.report(Object.assign(error, { file: file ?? `${path}.js` }), `load ${path}`)
      } catch (error) {
        log.report(error, `load ${path}`)
      } finally {
        current = undefined
      }
      // Without a definition the page could not even show its error.
      if (!definitionOf(path)) (environment[kind] as Constructor)({})
    })
  }

  registerSources()

  return {
    constructors: {
      Page: construct('Page'),
      Component: construct('Component'),
      Behavior: construct('Behavior'),
    },
    async load(unit) {
      const missing = closure(unit)
      const loaded = await Promise.all(
        missing.map(async (path) => {
          try {
            return (await loaders[path]?.())?.default
          } catch (error) {
            log.report(error, `load ${path}`)
            return undefined
          }
        }),
      )
      missing.forEach((path, index) => {
        if (!defined.has(path)) define(path, loaded[index])
      })
    },
    refreshTemplates() {
      for (const path of defined) {
        const definition = definitionOf(path)
        definition?.prepare()
        definition?.updateTemplate(templateOf(path))
      }
      for (const component of alive) component.applyTemplateUpdates()
    },
    setStyle: (path, css) => backend.registerStyleSheetContent(path, css),
  }
}
