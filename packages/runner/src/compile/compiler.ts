import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Diagnostic, Program } from '../program.js'
import { readAppJson } from './app-json.js'
import { createFiles, type Files } from './files.js'
import type { Project } from './project.js'
import { findScript } from './resolve.js'
import { readUnits } from './units.js'
import { createTemplateCompiler } from './wxml.js'
import { compileSheet, createStyleCompiler } from './wxss.js'

export type Compiler = {
  readonly files: Files
  /** Compiles what changed since the last time. Throws a `CompileError` when nothing can run. */
  compile(): Program
  /** The script of a unit, or of `app`. */
  scriptOf(unit: string): string | undefined
}

/** WeChat puts this sheet before app.wxss when `useExtendedLib` asks for it. */
const weuiStyle = (): string => {
  const file = createRequire(import.meta.url).resolve('weui-wxss/dist/style/weui.wxss')
  return compileSheet('weui.wxss', readFileSync(file, 'utf8'), undefined).css
}

export const createCompiler = (project: Project): Compiler => {
  const files = createFiles(project.root)
  const compileTemplates = createTemplateCompiler(files)
  const compileStyle = createStyleCompiler(files)

  let weui: string | undefined

  const compile = (): Program => {
    const diagnostics = new Map<string, Diagnostic>()
    // A file that many units share complains once.
    const report = (diagnostic: Diagnostic) =>
      void diagnostics.set(JSON.stringify(diagnostic), diagnostic)
    const model = readAppJson(files, report)
    const units = readUnits(files, model, report)
    const styles: Record<string, string> = {}
    if (model.weui) styles.app = weui ??= weuiStyle()
    if (files.exists('app.wxss')) {
      styles.app = (styles.app ?? '') + compileStyle('app.wxss', undefined, report)
    }
    for (const [path, unit] of Object.entries(units)) {
      const file = `${path}.wxss`
      if (files.exists(file)) styles[path] = compileStyle(file, unit.styleScope, report)
    }
    const templated = Object.keys(units).filter((path) => units[path]?.hasTemplate)
    return {
      appId: project.appId,
      version: '0',
      ...(project.libVersion !== undefined && { libVersion: project.libVersion }),
      urlCheck: project.urlCheck,
      domains: project.domains,
      app: model.app,
      pages: model.pages,
      units,
      templates: compileTemplates(templated, report),
      styles,
      diagnostics: [...diagnostics.values()],
    }
  }

  return { files, compile, scriptOf: (unit) => findScript(files, unit) }
}
