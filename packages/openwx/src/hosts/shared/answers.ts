import type { PrivacyQuestion, ScopeName, ScopeSettings } from '../../ports/user.js'

/** A reply, or a function of what is asked; read when the question comes. */
export type Answer<V, Q> = V | ((question: Q) => V | Promise<V>)

export interface DocumentToRead {
  filePath: string
  /** What it is: `pdf`, `docx`. */
  fileType: string
  /** Name to save it by. */
  name: string
  /** Where it is now: on Node a `file:` URL. */
  url: string
}

/** What the user of a machine without a screen replies, by the name of what asks him. */
export interface Answers {
  /** `'scope.record': false`; without one, every scope is granted. */
  [scope: ScopeName]: Answer<boolean | 'dismiss', { scope: ScopeName }> | undefined
  /** Whether he agrees to the program's privacy contract. @default true */
  privacy?: Answer<boolean | 'dismiss', PrivacyQuestion>
  /** What he switches in `wx.openSetting`. @default nothing */
  openSetting?: Answer<ScopeSettings, ScopeSettings>
  /**
   * Reads what `wx.openDocument` opens, wherever `url` leads to; anything but a function reads nothing, and is content.
   * @default nobody reads: it fails
   */
  openDocument?: Answer<unknown, DocumentToRead>
  /** Whether the program runs because of a tap. @default true */
  tap?: Answer<boolean, undefined>
  /**
   * Which of the items he takes in a sheet that a function shows (`chooseImage` asks `{ items }`); everything that is
   * not a number means the first, `'cancel'` and `'dismiss'` none.
   */
  [asker: string]: unknown
}

/** The reply to one question; undefined where the answers have none. */
export const answerTo = (answers: Answers, asker: string, options: object): unknown => {
  const answer: unknown = Object.hasOwn(answers, asker) ? answers[asker] : undefined
  return typeof answer === 'function' ? (answer as (options: object) => unknown)(options) : answer
}
