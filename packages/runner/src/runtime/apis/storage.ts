import { promiseApi, syncApi, WxError, type CallOptions } from 'openwx/call'
import type { ApiParts } from './parts.js'

type KeyOptions = CallOptions<never> & { key: string }
type StoreOptions = KeyOptions & { data?: unknown }

// WeChat's own limits, in KiB.
const ITEM_LIMIT_KIB = 1_024
const LIMIT_KIB = 10_240
const KIB = 1_024

const kib = (text: string): number => new Blob([text]).size / KIB

/** One program's part of localStorage. What it cannot hold as JSON, it does not hold. */
const createStore = (appId: string) => {
  const prefix = `openwx:${appId}:`
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  const size = () =>
    keys().reduce((sum, key) => sum + kib(localStorage.getItem(prefix + key) ?? ''), 0)

  return {
    set(key: string, data: unknown) {
      const text = JSON.stringify({ data })
      if (kib(text) > ITEM_LIMIT_KIB) throw new WxError('failed', 'entry size limit reached')
      const old = kib(localStorage.getItem(prefix + key) ?? '')
      if (size() - old + kib(text) > LIMIT_KIB) {
        throw new WxError('failed', 'exceed storage max size 10Mb')
      }
      localStorage.setItem(prefix + key, text)
    },
    get(key: string): { data?: unknown } | undefined {
      const text = localStorage.getItem(prefix + key)
      return text === null ? undefined : (JSON.parse(text) as { data?: unknown })
    },
    remove: (key: string) => localStorage.removeItem(prefix + key),
    clear: () => keys().forEach((key) => localStorage.removeItem(prefix + key)),
    info: () => ({ keys: keys(), currentSize: Math.ceil(size()), limitSize: LIMIT_KIB }),
  }
}

const asynchronous = <O extends CallOptions<never>>(
  name: string,
  template: Record<string, string>,
  perform: (options: O) => object | undefined,
) =>
  promiseApi<O, object>({
    name,
    since: '1.0.0',
    template,
    create: () => (options) => perform(options) ?? {},
  })

const synchronous = <F>(name: string, perform: F) =>
  syncApi<F>({ name, since: '1.0.0', create: () => perform })

const key = { key: 'String' }

export const storageApis = ({ program }: ApiParts) => {
  const store = createStore(program.appId)
  return {
    setStorage: asynchronous<StoreOptions>('setStorage', key, ({ key, data }) => {
      store.set(key, data)
      return undefined
    }),
    getStorage: asynchronous<KeyOptions>('getStorage', key, ({ key }) => {
      const found = store.get(key)
      if (!found) throw new WxError('failed', 'data not found')
      return found
    }),
    removeStorage: asynchronous<KeyOptions>('removeStorage', key, ({ key }) => {
      store.remove(key)
      return undefined
    }),
    clearStorage: asynchronous('clearStorage', {}, () => {
      store.clear()
      return undefined
    }),
    getStorageInfo: asynchronous('getStorageInfo', {}, store.info),
    setStorageSync: synchronous('setStorageSync', store.set),
    // A missing key reads as an empty string.
    getStorageSync: synchronous('getStorageSync', (key: string) => {
      const found = store.get(key)
      return found ? found.data : ''
    }),
    removeStorageSync: synchronous('removeStorageSync', store.remove),
    clearStorageSync: synchronous('clearStorageSync', store.clear),
    getStorageInfoSync: synchronous('getStorageInfoSync', store.info),
  }
}
