import type { CallOptions } from '../../call/call.js'
import type { Promised } from '../../call/define.js'
import { promiseApi } from '../../call/define.js'
import type { ApiDefinition } from '../../call/definition.js'
import { WxError } from '../../call/error.js'
import { checkTemplate } from '../../call/template.js'

/** What is left out stays as it was. */
export interface InnerAudioPreferences extends CallOptions<{ errMsg: string }> {
  /** Whether what other apps play goes on. @default true */
  mixWithOther?: boolean
  /** Whether a phone's mute switch silences the program. @default true */
  obeyMuteSwitch?: boolean
  /** `false` would mean the earpiece, which no host has. Since 2.14.0. @default true */
  speakerOn?: boolean
}

export type SetInnerAudioOption = <O extends InnerAudioPreferences = InnerAudioPreferences>(
  options: O,
) => Promised<O, object>

/** How the sounds of a program are to get along with everything else. Use through `context.shared`. */
const createPreferences = () => ({ mixes: true, obeysMuteSwitch: true })

const NAMES = ['mixWithOther', 'obeyMuteSwitch', 'speakerOn'] as const

/**
 * `wx.setInnerAudioOption`: a wish for all sounds of the program, which a browser with `navigator.audioSession`
 * follows; elsewhere sounds mix, and no switch mutes them. Failures: `invalid-argument`, `unsupported` for the
 * earpiece.
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.setInnerAudioOption.html
 */
export const setInnerAudioOption = promiseApi<InnerAudioPreferences, object>({
  name: 'setInnerAudioOption',
  since: '2.3.0',
  create: (context) => async (options) => {
    const given = NAMES.filter((name) => options[name] !== undefined)
    const problem = checkTemplate(
      options,
      Object.fromEntries(given.map((name) => [name, 'Boolean'])),
    )
    if (problem !== '') throw new WxError('invalid-argument', `parameter error: ${problem}`)
    if (options.speakerOn === false && context.since('2.14.0')) {
      throw new WxError('unsupported', 'unsupported: this host has no earpiece')
    }
    const preferences = context.shared(createPreferences)
    const { mixWithOther = preferences.mixes, obeyMuteSwitch = preferences.obeysMuteSwitch } =
      options
    await context.host.player.configure(
      Object.assign(preferences, { mixes: mixWithOther, obeysMuteSwitch: obeyMuteSwitch }),
    )
    return {}
  },
}) as ApiDefinition<SetInnerAudioOption>
