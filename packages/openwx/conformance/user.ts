import type { Answers, DocumentToRead } from '../src/hosts/shared/answers.js'
import type { UserPort } from '../src/ports/user.js'

/** The person in front of a machine: what a set-up gives a bench. */
export interface UserUnderTest {
  /** What he replies; a case changes it. */
  readonly answers: Answers
  /** Runs a function within a tap of his; nothing else is one. */
  tap(action: () => void): Promise<void>
  /** Index of the picture that he is shown, if he is shown any. */
  looksAt(): number | undefined
  /** Types of the documents that he has been given to read so far. */
  reads(): Promise<readonly string[]>
  /** Stops looking at the screen. */
  leave?(): void
}

/** The same as a case sees him. */
export interface BenchUser {
  /**
   * From now on he replies like this, in the words of the option `answers`, over what was said before. Scopes without
   * an answer are granted, of several things he takes the first.
   */
  will(answers: Answers): void
  /** What he was asked since this was last called: `'scope.record'`, `'openSetting'`, `'chooseImage: Camera, Album'`, the contract's name. */
  takeQuestions(): string[]
  tap(action: () => void): Promise<void>
  /** Index of the picture that he is shown, if he is shown any. */
  looksAt(): number | undefined
  /** Types of the documents that he has been given to read so far. */
  reads(): Promise<readonly string[]>
}

/** For machines without a screen, with `answers` as their option. */
export const createScriptedUser = (): UserUnderTest => {
  let tapping = false
  let shown: number | undefined
  const look = ({ index }: { index: number }) => {
    shown = index
  }
  const read: string[] = []
  const openDocument = ({ fileType }: DocumentToRead) => read.push(fileType)
  return {
    answers: { tap: () => tapping, previewImage: look, previewMedia: look, openDocument },
    looksAt: () => shown,
    reads: () => Promise.resolve(read),
    tap: (action) => {
      tapping = true
      action()
      tapping = false
      return Promise.resolve()
    },
  }
}

/** The port, with every question written down. */
export const withQuestions = (user: UserPort, questions: string[]): UserPort => ({
  ...user,
  askScope: (question) => {
    questions.push(question.scope)
    return user.askScope(question)
  },
  askPrivacy: (question) => {
    questions.push(question.contractName)
    return user.askPrivacy(question)
  },
  changeSettings: (current) => {
    questions.push('openSetting')
    return user.changeSettings(current)
  },
  chooseAction: (items, asker) => {
    questions.push(`${asker}: ${items.join(', ')}`)
    return user.chooseAction(items, asker)
  },
})
