import { SCRIPT_SCOPE, type ScriptModule } from '../program.js'

type Module = { exports: unknown }

export type Scripts = {
  /** Runs a file once, with everything it requires, and answers its exports. */
  run(module: ScriptModule): unknown
}

/** The CommonJS half of the logic layer: one module object per file, made at the first require. */
export const createScripts = (globals: Readonly<Record<string, unknown>>): Scripts => {
  const modules = new Map<string, Module>()

  const requireFrom = (script: ScriptModule) => {
    const require = (request: string) => {
      const dependency = script.deps[request]?.()
      if (dependency) return run(dependency)
      throw new Error(
        `module '${request}' is not defined, require args is '${request}' (${script.id})`,
      )
    }
    const async = async (request: string) => {
      const load = script.lazy[request]
      if (!load) throw new Error(`module '${request}' is not defined (${script.id})`)
      return run((await load()).default)
    }
    return Object.assign(require, { async })
  }

  const run = (script: ScriptModule): unknown => {
    const known = modules.get(script.id)
    if (known) return known.exports
    const module: Module = { exports: {} }
    modules.set(script.id, module)
    const scope: Record<string, unknown> = {
      ...globals,
      require: requireFrom(script),
      module,
      exports: module.exports,
    }
    try {
      script.run(...SCRIPT_SCOPE.map((name) => scope[name]))
    } catch (error) {
      // A file that failed is no module; the next require tries again and fails as well.
      modules.delete(script.id)
      throw error
    }
    return module.exports
  }

  return { run }
}
