import { afterEach, expect, it, vi } from 'vitest'
import type { HttpSink } from '../../ports/http.js'
import { startXhr } from './xhr-exchange.js'

afterEach(() => void vi.unstubAllGlobals())

/** A browser that takes a whole body, and then has no room for it: no test can make a real one do that. */
class FullBrowser {
  readonly HEADERS_RECEIVED = 2
  readyState = 2
  status = 200
  responseURL = 'https://h.test/'
  response = null
  readonly upload = {}
  onreadystatechange: (() => void) | undefined
  onload: (() => void) | undefined
  open() {}
  abort() {}
  setRequestHeader() {}
  getAllResponseHeaders() {
    return ''
  }
  send() {
    queueMicrotask(() => {
      this.onreadystatechange?.()
      this.onload?.()
    })
  }
}

it('says that the disk is full where the browser only has no body', async () => {
  vi.stubGlobal('XMLHttpRequest', FullBrowser)
  const ended = vi.fn()
  const failed = await new Promise<Error>((fail) => {
    const sink: HttpSink = { head: () => undefined, data: () => undefined, end: ended, fail }
    startXhr(
      {
        method: 'GET',
        url: 'https://h.test/',
        headers: [],
        delivery: 'file',
        redirect: 'follow',
        maxBodyBytes: 100,
      },
      sink,
      {
        prepare: () => ({ url: 'https://h.test/', init: { method: 'GET', headers: [] } }),
        interpret: ({ status }) => ({ head: { status, headers: [] } }),
      },
    )
  })
  expect(failed).toMatchObject({ name: 'FileError', problem: 'full' })
  expect(ended).not.toHaveBeenCalled()
})
