import type { ApiContext, PrivacyKind } from '../../call/context.js'
import { WxError } from '../../call/error.js'
import { stillThere } from './still-there.js'

/** Time after a refusal in the platform's own question in which it is not asked again. */
const QUIET_MS = 10_000

const allKinds: readonly PrivacyKind[] = ['album', 'camera', 'files', 'microphone', 'photos']

/** What a listener of `wx.onNeedPrivacyAuthorization` says to `resolve`. */
export interface PrivacyReply {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  /** Id of the `<button open-type="agreePrivacyAuthorization">` that was tapped; with `agree` only. */
  buttonId?: string
}

export type PrivacyListener = (
  resolve: (reply: PrivacyReply) => void,
  info: { referrer: string },
) => void

/** Whether the user has agreed to the program's privacy contract. */
export interface Privacy {
  /** Whether the next function that collects something has to ask. */
  needed(): Promise<boolean>
  /** @throws WxError as {@link requirePrivacy} does. */
  ensure(api: string, kind?: PrivacyKind): Promise<void>
  /** Who asks the user in place of the host; the last one that was given. */
  listener: PrivacyListener | undefined
}

const denied = () =>
  new WxError('privacy-denied', 'privacy permission is not authorized', { errno: 104 })

/** Use through `context.shared`. */
export const createPrivacy = (context: ApiContext): Privacy => {
  const { host, app } = context
  const config = app.privacy
  const declared = config?.declared ?? allKinds
  let quietUntil = -Infinity
  let asking: Promise<void> | undefined

  const needed = async (): Promise<boolean> => {
    if (config === undefined) return false
    const { privacy: agreed } = await host.settings.load(app.appId)
    // Whoever agreed to less than what is collected now has to agree again.
    return !(Array.isArray(agreed) && declared.every((kind) => agreed.includes(kind)))
  }
  const agree = () => host.settings.save(app.appId, { privacy: declared })

  /** One event for each call; the program may keep them and answer all at once. */
  const askProgram = (listener: PrivacyListener, referrer: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const reply = ({ event, buttonId }: PrivacyReply) => {
        if (event === 'disagree') reject(denied())
        else if (event !== 'agree') return
        else if (config?.agreeButtons?.has(buttonId ?? '') === false) {
          context.host.log.error(
            `onNeedPrivacyAuthorization: the button "${String(buttonId)}" with open-type agreePrivacyAuthorization was not tapped`,
          )
        } else agree().then(resolve, reject)
      }
      context.guard('at onNeedPrivacyAuthorization callback function', listener, reply, {
        referrer,
      })
    })

  const askUser = async (): Promise<void> => {
    if (host.clock.now() < quietUntil) throw denied()
    const reply = await host.user.askPrivacy({
      contractName: config?.contractName ?? '',
      ...(config?.contractUrl !== undefined && { contractUrl: config.contractUrl }),
      appName: app.name,
    })
    if (reply === 'accept') return agree()
    if (reply === 'reject') quietUntil = host.clock.now() + QUIET_MS
    throw denied()
  }

  const privacy: Privacy = {
    listener: undefined,
    needed,
    ensure: async (api, kind) => {
      if (config === undefined) return
      if (kind !== undefined && !declared.includes(kind)) {
        throw new WxError(
          'privacy-undeclared',
          'api scope is not declared in the privacy agreement',
          { errno: 112 },
        )
      }
      if (!(await needed())) return
      // He has agreed before anything asked him.
      if ((config.agreeButtons?.size ?? 0) > 0) return agree()
      const { listener } = privacy
      if (listener !== undefined) return stillThere(host, askProgram(listener, api))
      asking ??= askUser().finally(() => (asking = undefined))
      await stillThere(host, asking)
    },
  }
  return privacy
}
