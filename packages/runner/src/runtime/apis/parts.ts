import type { Program } from '../../program.js'
import type { Shell } from '../../shell/protocol.js'
import type { Chrome } from '../chrome.js'
import type { Navigator } from '../navigator.js'
import type { PageEntry } from '../page.js'
import type { PageStack } from '../page-stack.js'
import type { Target } from '../url.js'

/** What the runner's own `wx` functions work with. */
export type ApiParts = {
  program: Program
  shell: Shell
  stack: PageStack
  navigator: Navigator
  chrome: Chrome
  /** The page that the program was opened with. */
  launched: Target
  /** Runs a function of the program and keeps what it throws. */
  guard(where: string, callback: () => void): void
}

/** The page on top. There is one whenever a script of the program can call. */
export const topPage = ({ stack }: ApiParts): PageEntry => {
  if (!stack.top) throw new Error('no page is open yet')
  return stack.top
}
