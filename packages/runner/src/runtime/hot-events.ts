import type { Position } from './errors.js'

/** Messages of the dev server. */
export const hotEvents = {
  templates: 'openwx:templates',
  styles: 'openwx:styles',
  diagnostics: 'openwx:diagnostics',
  /** To the server: a stack to look up; the answer comes under the same name. */
  stack: 'openwx:stack',
} as const

export type StackQuestion = { id: number; stack: string }
export type StackAnswer = { id: number; position: Position | null }
