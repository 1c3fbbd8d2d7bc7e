import { promiseApi, WxError, type CallOptions } from 'openwx/call'
import { topPage, type ApiParts } from './parts.js'

type ScrollOptions = CallOptions<never> & {
  scrollTop?: number
  /** Milliseconds; browsers choose the speed themselves, so 0 jumps and anything else glides. */
  duration?: number
  selector?: string
  offsetTop?: number
}

export const pageScrollTo = (parts: ApiParts) =>
  promiseApi<ScrollOptions, object>({
    name: 'pageScrollTo',
    since: '1.4.0',
    create:
      () =>
      ({ scrollTop, duration = 300, selector, offsetTop = 0 }) => {
        const { instance, scroller } = topPage(parts)
        let top = scrollTop ?? 0
        if (scrollTop === undefined && selector !== undefined) {
          const node = instance._$.getShadowRoot()?.querySelector(selector)
          const target = node?.getBackendElement() as unknown as Element | null | undefined
          if (!target) throw new WxError('failed', `node "${selector}" not found`)
          top = scroller.scrollTop + target.getBoundingClientRect().top + offsetTop
        }
        scroller.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'instant' })
        return {}
      },
  })
