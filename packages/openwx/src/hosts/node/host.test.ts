import { expect, it } from 'vitest'
import { createHost } from './host.js'

it('has no neighbours on the way to itself', async () => {
  const host = createHost()
  expect(host.network.isNeighbour('127.0.0.2')).toBe(false)
  await host.dispose()
})
