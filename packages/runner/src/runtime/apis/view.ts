import { syncApi, type ApiDefinition } from 'openwx/call'
import type { PageInstance } from '../page.js'
import { topPage, type ApiParts } from './parts.js'

type ObserverOptions = Parameters<PageInstance['createIntersectionObserver']>[0]

export const viewApis = (parts: ApiParts): Record<string, ApiDefinition<unknown>> => ({
  nextTick: syncApi({
    name: 'nextTick',
    since: '2.2.3',
    create: () => (callback: () => void) =>
      queueMicrotask(() => parts.guard('wx.nextTick', callback)),
  }),
  createSelectorQuery: syncApi({
    name: 'createSelectorQuery',
    since: '1.4.0',
    create: () => () => topPage(parts).instance.createSelectorQuery(),
  }),
  createIntersectionObserver: syncApi({
    name: 'createIntersectionObserver',
    since: '1.9.3',
    create: () => (component: PageInstance, options?: ObserverOptions) =>
      component.createIntersectionObserver(options),
  }),
})
