import path from 'node:path'
import { transform, type Selector, type SelectorComponent, type Visitor } from 'lightningcss'
import type { Diagnostic } from '../program.js'
import { createFileCache, type Files } from './files.js'

/** 750 rpx are the width of the screen. */
const rpxToVw = (rpx: number): string => `${Number((rpx / 7.5).toFixed(5))}vw`

const rewriteComponent = (component: SelectorComponent, scope: string | undefined): Selector => {
  if (component.type === 'type') return [{ ...component, name: `wx-${component.name}` }]
  if (component.type === 'class' && scope !== undefined) {
    return [{ ...component, name: `${scope}--${component.name}` }]
  }
  if (component.type !== 'pseudo-class') return [component]
  if (component.kind === 'host') {
    const host: SelectorComponent = {
      type: 'attribute',
      name: 'wx-host',
      operation: { operator: 'equal', value: scope ?? '' },
    }
    // The host's own classes belong to whoever uses the component, so they get no prefix.
    return [host, ...(component.selectors ?? [])]
  }
  if ('selectors' in component && Array.isArray(component.selectors)) {
    const selectors = component.selectors
    return [{ ...component, selectors: selectors.map((one) => rewriteSelector(one, scope)) }]
  }
  return [component]
}

/** `view.a` → `wx-view.scope--a`; the visitor does not look inside of `:not()`, so this recurses. */
const rewriteSelector = (selector: Selector, scope: string | undefined): Selector =>
  selector.flatMap((component) => rewriteComponent(component, scope))

const isRelative = (url: string): boolean => !/^([a-z][a-z\d+.-]*:|\/|#)/i.test(url)

type Import = { file: string; media: string; line: number; column: number }
type Sheet = { css: string; imports: Import[]; diagnostics: Diagnostic[] }

/** The parsed form has no printer here; the text behind the address is the same thing. */
const mediaText = (source: string, { line, column }: { line: number; column: number }): string => {
  const text = (source.split('\n')[line] ?? '').slice(column - 1)
  const rule = /^@import\s+(?:url\([^)]*\)|"[^"]*"|'[^']*')\s*([^;]*)/i
  return rule.exec(text)?.[1]?.trim() ?? ''
}

/** Compiles one text; what it imports is listed, not inlined. */
export const compileSheet = (file: string, source: string, scope: string | undefined): Sheet => {
  const imports: Import[] = []
  const folder = path.posix.dirname(file)
  const resolve = (url: string) =>
    url.startsWith('/') ? path.posix.join('.', url) : path.posix.join(folder, url)

  const visitor: Visitor<never> = {
    Rule: {
      import: ({ value: { url, loc } }) => {
        imports.push({
          file: resolve(url),
          media: mediaText(source, loc),
          line: loc.line + 1,
          column: loc.column,
        })
        return []
      },
    },
    Token: {
      dimension: ({ unit, value }) =>
        unit.toLowerCase() === 'rpx' ? { raw: rpxToVw(value) } : undefined,
    },
    // In a frame env() is 0; what lies over the page is known to the runtime.
    // On exit, since the replacement has an env() of its own to be visited.
    EnvironmentVariableExit: ({ name }) =>
      name.type === 'ua' && name.value.startsWith('safe-area-inset-')
        ? { raw: `var(--${name.value}, env(${name.value}))` }
        : undefined,
    Url: (url) => (isRelative(url.url) ? { ...url, url: `/${resolve(url.url)}` } : url),
    Selector: (selector) => rewriteSelector(selector, scope),
  }

  try {
    const { code, warnings } = transform({
      filename: file,
      code: Buffer.from(source),
      errorRecovery: true,
      visitor,
    })
    const diagnostics = warnings.map(({ message, loc }): Diagnostic => ({
      level: 'warning',
      file,
      line: loc.line,
      column: loc.column,
      message,
    }))
    return { css: code.toString(), imports, diagnostics }
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } }
    return {
      css: '',
      imports: [],
      diagnostics: [
        { level: 'error', file, ...(loc && { line: loc.line, column: loc.column }), message },
      ],
    }
  }
}

/** Compiles one style sheet with all that it imports into one text. */
export const createStyleCompiler = (files: Files) => {
  const sheetOf = createFileCache<Sheet>(files)

  return (
    file: string,
    scope: string | undefined,
    report: (diagnostic: Diagnostic) => void,
  ): string => {
    const seen = new Set<string>()
    const collect = (current: string): string => {
      if (seen.has(current)) return ''
      seen.add(current)
      const source = files.read(current) ?? ''
      const sheet = sheetOf(`${scope ?? ''} ${current}`, (uses) => {
        uses(current)
        return compileSheet(current, source, scope)
      })
      sheet.diagnostics.forEach(report)
      const imported = sheet.imports.map((target) => {
        if (files.exists(target.file)) {
          const css = collect(target.file)
          return target.media === '' ? css : `@media ${target.media} {\n${css}}\n`
        }
        const { line, column } = target
        const message = `"${target.file}" not found`
        report({ level: 'error', file: current, line, column, message })
        return ''
      })
      return imported.join('') + sheet.css
    }
    return collect(file)
  }
}
