import { promiseApi, WxError, type CallOptions } from 'openwx/call'
import type { Modal } from '../../shell/protocol.js'
import type { ApiParts } from './parts.js'

type SheetOptions = CallOptions<never> & {
  itemList: string[]
  itemColor?: string
  alertText?: string
}

const MAX_ITEMS = 6
const isChinese = () => navigator.language.toLowerCase().startsWith('zh')

const modalDefaults = (): Modal => ({
  title: '',
  content: '',
  showCancel: true,
  cancelText: isChinese() ? '取消' : 'Cancel',
  cancelColor: '#000000',
  confirmText: isChinese() ? '确定' : 'OK',
  confirmColor: '#576B95',
  editable: false,
  placeholderText: '',
})

const showModal = (parts: ApiParts) =>
  promiseApi<CallOptions<never> & Partial<Modal>, object>({
    name: 'showModal',
    since: '1.0.0',
    schema: {
      object: { title: '1.0.0', content: '1.0.0', editable: '2.17.1', placeholderText: '2.17.1' },
      success: { confirm: '1.0.0', cancel: '1.1.0', content: '2.17.1' },
    },
    create: () => async (options) => {
      const answer = await parts.shell.showModal({ ...modalDefaults(), ...options })
      // `content` is what was typed, so it belongs to editable modals only.
      return answer.content === null ? { confirm: answer.confirm, cancel: answer.cancel } : answer
    },
  })

const showActionSheet = (parts: ApiParts) =>
  promiseApi<SheetOptions, { tapIndex: number }>({
    name: 'showActionSheet',
    since: '1.0.0',
    template: { itemList: ['String'] },
    create:
      () =>
      async ({ itemList, itemColor = '#000000', alertText = '' }) => {
        if (itemList.length > MAX_ITEMS) {
          const reason = `parameter error: itemList should not be larger than ${MAX_ITEMS}`
          throw new WxError('invalid-argument', reason)
        }
        const tapIndex = await parts.shell.showActionSheet({
          title: alertText,
          items: itemList,
          itemColor,
        })
        // A cancel carries no number.
        if (tapIndex === undefined) throw new WxError('abort', 'cancel')
        return { tapIndex }
      },
  })

export const dialogApis = (parts: ApiParts) => ({
  showModal: showModal(parts),
  showActionSheet: showActionSheet(parts),
})
