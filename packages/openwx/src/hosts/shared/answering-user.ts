import type { Reply, ScopeSettings, UserPort } from '../../ports/user.js'
import type { Answers } from './answers.js'
import { answerTo } from './answers.js'

const replies = new Map<unknown, Reply>([
  [undefined, 'accept'],
  [true, 'accept'],
  [false, 'reject'],
])

/** A user who replies as it is written. */
export const createAnsweringUser = (answers: Answers = {}): UserPort => ({
  askScope: async (question) =>
    replies.get(await answerTo(answers, question.scope, question)) ?? 'dismiss',
  askPrivacy: async (question) =>
    replies.get(await answerTo(answers, 'privacy', question)) ?? 'dismiss',
  showContract: () => Promise.resolve(),
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
