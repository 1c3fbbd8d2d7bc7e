import type { ApiContext } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { ScopeName, ScopeSettings } from '../../ports/user.js'

/** What the user has been asked for, and what he replied. */
export interface Scopes {
  /**
   * Resolves when the program may use a capability, which the user is asked for unless he has replied before.
   * Calls meanwhile share the one question.
   * @throws WxError `auth-denied` when he has refused, now or earlier, or left the question; `interrupted`
   * when the host is disposed of meanwhile.
   */
  require(scope: ScopeName): Promise<void>
  /** The replies so far; a scope that he was never asked for is absent. */
  settings(): Promise<ScopeSettings>
  /** Replaces replies by what the user has switched. */
  change(settings: ScopeSettings): Promise<void>
}

const authDenied = () => new WxError('auth-denied', 'auth deny', { errno: 103 })

const isReply = (entry: [string, unknown]): entry is [ScopeName, boolean] =>
  entry[0].startsWith('scope.') && typeof entry[1] === 'boolean'

/** Use through `context.shared`. */
export const createScopes = ({ host, app }: ApiContext): Scopes => {
  const asking = new Map<ScopeName, Promise<void>>()

  const settings = async (): Promise<ScopeSettings> =>
    Object.fromEntries(Object.entries(await host.settings.load(app.appId)).filter(isReply))

  const ask = async (scope: ScopeName): Promise<void> => {
    const known = (await settings())[scope]
    if (known === true) return
    if (known === false) throw authDenied()
    const reply = await host.user.askScope({ scope, appName: app.name })
    if (host.lifeCycle.state === 'disposed') throw new WxError('interrupted', 'interrupted')
    if (reply === 'dismiss') throw authDenied()
    await host.settings.save(app.appId, { [scope]: reply === 'accept' })
    if (reply === 'reject') throw authDenied()
  }

  return {
    require: (scope) => {
      const running = asking.get(scope)
      if (running !== undefined) return running
      const question = ask(scope).finally(() => asking.delete(scope))
      asking.set(scope, question)
      return question
    },
    settings,
    change: (changed) => host.settings.save(app.appId, changed),
  }
}
