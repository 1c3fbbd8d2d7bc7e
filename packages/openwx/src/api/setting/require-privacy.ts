import type { ApiContext, PrivacyKind } from '../../call/context.js'
import { createPrivacy } from './privacy.js'

/**
 * Resolves when the program may collect a kind of data, which users have to agree to in programs with a privacy
 * contract. It comes before everything else that a function asks for.
 * @param api Name of the function, which the program is told.
 * @throws WxError `privacy-undeclared`, or `privacy-denied` when the user does not agree.
 */
export const requirePrivacy = async (
  context: ApiContext,
  api: string,
  kind: PrivacyKind,
): Promise<void> => {
  if (context.app.privacy === undefined) return
  await context.shared(createPrivacy).ensure(api, kind)
}
