import { expect, it, vi } from 'vitest'
import { createEventChannel } from './event-channel.js'

it('carries events to the other end only', () => {
  const { opener, opened } = createEventChannel((callback) => callback())
  const [near, far] = [vi.fn(), vi.fn()]
  opener.on('a', near)
  opened.on('a', far)
  opener.emit('a', 1, 2)
  expect(far).toHaveBeenCalledExactlyOnceWith(1, 2)
  expect(near).not.toHaveBeenCalled()
})

it('forgets listeners: after one event, one by one, and all of a name', () => {
  const { opener, opened } = createEventChannel((callback) => callback())
  const [once, one, all] = [vi.fn(), vi.fn(), vi.fn()]
  opened.once('a', once)
  opened.on('a', one)
  opened.on('b', all)
  opener.emit('a')
  opened.off('a', one)
  opened.off('b')
  opener.emit('a')
  opener.emit('b')
  expect(once).toHaveBeenCalledOnce()
  expect(one).toHaveBeenCalledOnce()
  expect(all).not.toHaveBeenCalled()
})
