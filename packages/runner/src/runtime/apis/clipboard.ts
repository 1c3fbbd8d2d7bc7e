import { promiseApi, type CallOptions } from 'openwx/call'
import type { ApiParts } from './parts.js'

type ClipboardOptions = CallOptions<never> & { data: string }

const TOAST_MS = 1_500
const copied = () => (navigator.language.toLowerCase().startsWith('zh') ? '内容已复制' : 'Copied')

export const clipboardApis = ({ shell }: ApiParts) => ({
  setClipboardData: promiseApi<ClipboardOptions, object>({
    name: 'setClipboardData',
    since: '1.1.0',
    template: { data: 'String' },
    create:
      () =>
      async ({ data }) => {
        await navigator.clipboard.writeText(data)
        // WeChat tells the user itself.
        shell.showToast({ title: copied(), icon: 'success', mask: false, duration: TOAST_MS })
        return {}
      },
  }),
  getClipboardData: promiseApi<CallOptions<never>, { data: string }>({
    name: 'getClipboardData',
    since: '1.1.0',
    create: () => async () => ({ data: await navigator.clipboard.readText() }),
  }),
})
