import { promiseApi, type CallOptions } from 'openwx/call'
import { resolvePath } from '../url.js'
import { topPage, type ApiParts } from './parts.js'

type ToastOptions = CallOptions<never> & {
  title: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  image?: string
  /** Milliseconds. @default 1500 */
  duration?: number
  mask?: boolean
}
type LoadingOptions = CallOptions<never> & { title: string; mask?: boolean }

const DEFAULT_DURATION_MS = 1_500

const showToast = (parts: ApiParts) =>
  promiseApi<ToastOptions, object>({
    name: 'showToast',
    since: '1.0.0',
    template: { title: 'String' },
    create:
      () =>
      ({ title, icon = 'success', image, duration = DEFAULT_DURATION_MS, mask = false }) => {
        parts.shell.showToast({
          title,
          icon,
          mask,
          duration,
          ...(image !== undefined && { image: resolvePath(image, topPage(parts).route) }),
        })
        return {}
      },
  })

const showLoading = (parts: ApiParts) =>
  promiseApi<LoadingOptions, object>({
    name: 'showLoading',
    since: '1.1.0',
    template: { title: 'String' },
    create:
      () =>
      ({ title, mask = false }) => {
        parts.shell.showToast({ title, icon: 'loading', mask })
        return {}
      },
  })

const hide = (parts: ApiParts, name: string, since: string, kind: 'toast' | 'loading') =>
  promiseApi<CallOptions<never>, object>({
    name,
    since,
    create: () => () => {
      parts.shell.hideToast(kind)
      return {}
    },
  })

export const toastApis = (parts: ApiParts) => ({
  showToast: showToast(parts),
  hideToast: hide(parts, 'hideToast', '1.0.0', 'toast'),
  showLoading: showLoading(parts),
  hideLoading: hide(parts, 'hideLoading', '1.1.0', 'loading'),
})
