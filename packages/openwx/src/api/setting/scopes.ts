import type { ApiContext, PrivacyKind } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import type { ScopeName, ScopeSettings } from '../../ports/user.js'
import { requirePrivacy } from './require-privacy.js'
import { stillThere } from './still-there.js'

/** What the user has been asked for, and what he replied. */
export interface Scopes {
  /**
   * Resolves when the program may use a capability, which the user is asked for unless he has replied before.
   * Calls meanwhile share the one question. The program's privacy contract comes first.
   * @param api Name of the function that needs it.
   * @throws WxError `auth-denied` when he has refused, now or earlier, or left the question; `interrupted`
   * when the host is disposed of meanwhile.
   */
  require(scope: ScopeName, api: string): Promise<void>
  /** The replies so far; a scope that he was never asked for is absent. */
  settings(): Promise<ScopeSettings>
  /** Grants a scope that nobody is asked for. */
  grant(scope: ScopeName): Promise<void>
  /** Shows the replies to the user, and remembers what he has switched. */
  letUserChange(): Promise<void>
}

const authDenied = () => new WxError('auth-denied', 'auth deny', { errno: 103 })

const isReply = (entry: [string, unknown]): entry is [ScopeName, boolean] =>
  entry[0].startsWith('scope.') && typeof entry[1] === 'boolean'

/** What a program with a scope collects, as far as its functions are here. */
const kinds: Readonly<Partial<Record<ScopeName, PrivacyKind>>> = {
  'scope.camera': 'camera',
  'scope.record': 'microphone',
  'scope.writePhotosAlbum': 'album',
}

/** Use through `context.shared`. */
export const createScopes = (context: ApiContext): Scopes => {
  const { host, app } = context
  const asking = new Map<ScopeName, Promise<void>>()

  const settings = async (): Promise<ScopeSettings> =>
    Object.fromEntries(Object.entries(await host.settings.load(app.appId)).filter(isReply))

  const ask = async (scope: ScopeName): Promise<void> => {
    const known = (await settings())[scope]
    if (known === true) return
    if (known === false) throw authDenied()
    const reply = await stillThere(host, host.user.askScope({ scope, appName: app.name }))
    if (reply === 'dismiss') throw authDenied()
    await host.settings.save(app.appId, { [scope]: reply === 'accept' })
    if (reply === 'reject') throw authDenied()
  }

  return {
    require: async (scope, api) => {
      const kind = kinds[scope]
      if (kind !== undefined) await requirePrivacy(context, api, kind)
      const running = asking.get(scope)
      if (running !== undefined) return running
      const question = ask(scope).finally(() => asking.delete(scope))
      asking.set(scope, question)
      return question
    },
    settings,
    grant: (scope) => host.settings.save(app.appId, { [scope]: true }),
    letUserChange: async () => {
      const before = await settings()
      const after = await stillThere(host, host.user.changeSettings(before))
      const changes = Object.entries(after).filter(([scope]) => Object.hasOwn(before, scope))
      await host.settings.save(app.appId, Object.fromEntries(changes))
    },
  }
}
