import { openSetting } from 'openwx/apis'
import { composeWx, type HostOptions } from 'openwx/browser'
import { duringTap, inTap } from '../backend/taps.js'
import type { Program } from '../program.js'
import type { Shell } from '../shell/protocol.js'

type Host = Parameters<typeof composeWx>[0]

/** Buttons that the user has tapped to agree to the program's privacy contract. */
export type AgreeButtons = Set<string>

/** The host options by which its questions appear on the phone, and taps are told from other events. */
export const phoneOptions = (shell: Shell): HostOptions => ({
  root: shell.screen,
  // A dialog of the phone calls back within the event of its button.
  inTap: () => inTap() || isTap(shell.screen.ownerDocument.defaultView),
})

// Deprecated for handlers, which are given their event; whoever they call has no other way to know it.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const isTap = (view: Window | null) => view?.event?.type === 'click' && view.event.isTrusted

/** What `app.json` says of a privacy contract: only whether there is one. */
export const privacyOf = ({ app }: Program, { name }: Shell, agreeButtons: AgreeButtons) =>
  app.usePrivacyCheck ? { privacy: { contractName: `《${name}》`, agreeButtons } } : {}

/** Shows the settings of a program because its user asked for them, whatever base library it is made for. */
export const createSettings = (program: Program, { name }: Shell, host: Host) => {
  const wx = composeWx(host, { appId: program.appId, name }, { openSetting })
  return () => duringTap(() => wx.openSetting())
}
