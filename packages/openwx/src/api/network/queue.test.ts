import { expect, it } from 'vitest'
import { createQueue } from './queue.js'

it('runs as many as there are places and the others in order', () => {
  const queue = createQueue(2)
  const started: number[] = []
  const leave = [1, 2, 3, 4].map((n) => queue.enter(() => started.push(n)))
  expect(started).toEqual([1, 2])
  leave[1]?.()
  leave[1]?.()
  expect(started).toEqual([1, 2, 3])
  leave[0]?.()
  expect(started).toEqual([1, 2, 3, 4])
})

it('forgets whoever leaves while he waits', () => {
  const queue = createQueue(1)
  const started: number[] = []
  const leave = [1, 2, 3].map((n) => queue.enter(() => started.push(n)))
  leave[1]?.()
  leave[0]?.()
  expect(started).toEqual([1, 3])
})

it('lets a job that starts take its place before the next is asked', () => {
  const queue = createQueue(1)
  const started: string[] = []
  const leaveFirst = queue.enter(() => started.push('first'))
  queue.enter(() => {
    started.push('second')
    queue.enter(() => started.push('fourth'))
  })
  queue.enter(() => started.push('third'))
  leaveFirst()
  expect(started).toEqual(['first', 'second'])
})
