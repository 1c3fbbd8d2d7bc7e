import { expect, it } from 'vitest'
import type { Progress } from './progress.js'
import { createProgressSteps } from './progress.js'

const told = () => {
  const events: Progress[] = []
  return { events, steps: createProgressSteps((event) => events.push(event)) }
}
const percents = (events: readonly Progress[]) => events.map(({ progress }) => progress)

it('tells of a percent once, as soon as it is whole', () => {
  const { events, steps } = told()
  for (const bytes of [1, 9, 10, 15, 19, 20, 999, 1000]) steps.report(bytes, 1000)
  expect(percents(events)).toEqual([0, 1, 2, 99, 100])
  expect(events.at(-1)).toEqual({ progress: 100, doneBytes: 1000, expectedBytes: 1000 })
})

it('never goes back, and never past 100', () => {
  const { events, steps } = told()
  for (const bytes of [500, 100, 300, 600, 1200]) steps.report(bytes, 1000)
  expect(percents(events)).toEqual([50, 60, 100])
})

it('stays at 0 while the end is not known', () => {
  const { events, steps } = told()
  for (let bytes = 1; bytes <= 1024 * 1024; bytes += 1023) steps.report(bytes, undefined)
  expect(events.length).toBeGreaterThan(2)
  expect(events.length).toBeLessThan(10)
  expect(new Set(percents(events))).toEqual(new Set([0]))
  steps.finish(1024 * 1024)
  expect(events.at(-1)).toEqual({
    progress: 100,
    doneBytes: 1024 * 1024,
    expectedBytes: 1024 * 1024,
  })
})

it('says 100 once', () => {
  const { events, steps } = told()
  steps.report(10, 10)
  steps.finish(10)
  expect(percents(events)).toEqual([100])
})
