import type { Reply, ScopeSettings, UserPort } from '../../ports/user.js'
import type { Answers } from './answers.js'
import { answerTo } from './answers.js'

const repliesToScope = new Map<unknown, Reply>([
  [undefined, 'accept'],
  [true, 'accept'],
  [false, 'reject'],
])

/** A user who replies as it is written. */
export const createAnsweringUser = (answers: Answers = {}): UserPort => ({
  askScope: async (question) =>
    repliesToScope.get(await answerTo(answers, question.scope, question)) ?? 'dismiss',
  changeSettings: async (current) => {
    const changes = (await answerTo(answers, 'openSetting', current)) as ScopeSettings | undefined
    return { ...current, ...changes }
  },
  chooseAction: async (items, asker) => {
    const reply = await answerTo(answers, asker, { items })
    if (reply === 'cancel' || reply === 'dismiss') return undefined
    return typeof reply === 'number' ? reply : 0
  },
  inTap: () => answerTo(answers, 'tap', {}) !== false,
})
