import { promiseApi, type CallOptions, type Template } from 'openwx/call'
import type { NavigateKind } from '../navigator.js'
import { createEventChannel } from '../event-channel.js'
import type { ApiParts } from './parts.js'

type EventHandlers = Readonly<Record<string, (...args: unknown[]) => void>>
type NavigateOptions = CallOptions<never> & { url?: string; delta?: number; events?: EventHandlers }

const urlTemplate: Record<string, Template> = { url: 'String' }

const navigation = (parts: ApiParts, name: NavigateKind, template: Record<string, Template>) =>
  promiseApi<NavigateOptions, object>({
    name,
    since: '1.0.0',
    template,
    create:
      () =>
      async ({ url, delta }) => {
        await parts.navigator.navigate(name, {
          ...(url !== undefined && { url }),
          ...(delta !== undefined && { delta }),
        })
        return {}
      },
  })

/** `wx.navigateTo` answers with the opener's end of the channel to the page that it opened. */
const navigateTo = (parts: ApiParts) =>
  promiseApi<NavigateOptions, object>({
    name: 'navigateTo',
    since: '1.0.0',
    template: urlTemplate,
    schema: { object: { url: '1.0.0', events: '2.7.3' }, success: { eventChannel: '2.7.3' } },
    create:
      () =>
      async ({ url = '', events = {} }) => {
        const { opener, opened } = createEventChannel((callback) =>
          parts.guard('EventChannel', callback),
        )
        // Before the page exists: it may emit in its onLoad.
        for (const [name, listener] of Object.entries(events)) opener.on(name, listener)
        await parts.navigator.navigate('navigateTo', { url, channel: opened })
        return { eventChannel: opener }
      },
  })

export const navigationApis = (parts: ApiParts) => ({
  navigateTo: navigateTo(parts),
  redirectTo: navigation(parts, 'redirectTo', urlTemplate),
  reLaunch: navigation(parts, 'reLaunch', urlTemplate),
  switchTab: navigation(parts, 'switchTab', urlTemplate),
  navigateBack: navigation(parts, 'navigateBack', {}),
})
