/**
 * What the user of a host without a screen replies, by what asks him: a function's name
 * (`chooseImage: 'cancel'`) or a scope's. A value, or a function of the options that the program gave.
 */
export type Answers = Readonly<Record<string, unknown>>

/** The reply to one question; undefined where the answers have none. */
export const answerTo = (answers: Answers, asker: string, options: object): unknown => {
  const answer = Object.hasOwn(answers, asker) ? answers[asker] : undefined
  return typeof answer === 'function' ? (answer as (options: object) => unknown)(options) : answer
}
