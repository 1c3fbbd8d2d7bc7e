import { expect, it, vi } from 'vitest'
import { downloadFile, uploadFile } from '../src/apis.js'
import { createLazyPort } from '../src/hosts/browser/lazy-port.js'
import { startLater } from '../src/hosts/browser/start-later.js'
import { createHost } from '../src/hosts/memory/host.js'
import { composeWx } from '../src/wx.js'

const gone = () => new TypeError('the code cannot be loaded')

vi.mock('../src/api/network/transfer-files.js', () => {
  throw gone()
})

it.each(['uploadFile', 'downloadFile'] as const)('%s fails whose code is gone', async (name) => {
  const http = vi.fn(() => Promise.resolve({ body: '' }))
  const wx = composeWx(createHost({ http }), { urlCheck: false }, { downloadFile, uploadFile })
  const { errMsg } = await new Promise<{ errMsg: string }>((complete) => {
    const options = { url: 'https://a.test/', complete }
    if (name === 'uploadFile') wx.uploadFile({ ...options, filePath: '/a.txt', name: 'a' })
    else wx.downloadFile(options)
  })
  expect(errMsg).toMatch(new RegExp(`^${name}:fail `))
  expect(http).not.toHaveBeenCalled()
})

interface Running {
  stop(): void
  say(word: string): void
}

const started = () => {
  const told: string[] = []
  const running: Running = {
    stop: () => told.push('stop'),
    say: (word) => told.push(word),
  }
  return { told, running }
}

it('performs what was asked for before the port had come, in its order', async () => {
  const { told, running } = started()
  const fail = vi.fn()
  const later = startLater(Promise.resolve(running), (port) => port, { fail }, 'stop', 'say')
  later.say('a')
  later.say('b')
  await vi.waitFor(() => expect(told).toEqual(['a', 'b']))
  later.say('c')
  later.stop()
  expect(told).toEqual(['a', 'b', 'c', 'stop'])
  expect(fail).not.toHaveBeenCalled()
})

it('never starts what was given up before', async () => {
  const { running } = started()
  const start = vi.fn(() => running)
  const loading = Promise.resolve(running)
  startLater(loading, start, { fail: vi.fn() }, 'stop', 'say').stop()
  await loading
  await Promise.resolve()
  expect(start).not.toHaveBeenCalled()
})

it('tells the sink of a port that does not come', async () => {
  const fail = vi.fn()
  const failure = gone()
  const later = startLater(Promise.reject(failure), () => started().running, { fail }, 'stop')
  await vi.waitFor(() => expect(fail).toHaveBeenCalledExactlyOnceWith(failure))
  later.stop()
})

interface Port {
  readonly level: number
  ask(word: string): Promise<string>
}

it('loads a port by its first call, and closes what it has loaded', async () => {
  const close = vi.fn()
  const load = vi.fn(() =>
    Promise.resolve({ ask: (word: string) => Promise.resolve(`${word}!`), close }),
  )
  const port = createLazyPort<Port>(load, { level: 1 })
  expect(port.level).toBe(1)
  // Handing it on is no call.
  expect(await Promise.resolve(port)).toBe(port)
  expect(load).not.toHaveBeenCalled()
  expect(await Promise.all([port.ask('a'), port.ask('b')])).toEqual(['a!', 'b!'])
  expect(load).toHaveBeenCalledOnce()
  await port.close()
  expect(close).toHaveBeenCalledOnce()
})

it('closes nothing that was never loaded', async () => {
  const load = vi.fn(() => Promise.reject(gone()))
  const port = createLazyPort<Pick<Port, 'ask'>>(load)
  await port.close()
  expect(load).not.toHaveBeenCalled()
  await expect(port.ask('a')).rejects.toThrow('cannot be loaded')
})
