import type { Page } from 'playwright-core'
import type { Host } from '../src/ports/host.js'
import type { Wx } from '../src/create-wx.js'

declare global {
  var wx: Wx
  var host: Host
}

type Call = 'chooseImage' | 'chooseMedia' | 'previewImage'

/** Calls a function of `wx` at a real tap, and keeps how it ended in `outcome`. */
export const tap = async (page: Page, call: Call, options: object): Promise<void> => {
  await page.evaluate(
    ([name, given]) => {
      const outcome: unknown[] = []
      Object.assign(globalThis, { outcome })
      const end = (result: unknown) => outcome.push(result)
      const call = wx[name] as (options: object) => unknown
      const button = document.querySelector<HTMLElement>('#tap')
      if (button) button.onclick = () => call({ ...given, success: end, fail: end })
    },
    [call, options] as const,
  )
  await page.click('#tap')
}

/** What the call of {@link tap} ended with, once it has. */
export const outcomeOf = async (page: Page): Promise<Record<string, unknown>> => {
  const ended = await page.waitForFunction(
    () => (globalThis as unknown as { outcome: Record<string, unknown>[] }).outcome[0],
  )
  const outcome: unknown = await ended.jsonValue()
  return outcome as Record<string, unknown>
}

/** A button by its name. */
export const item = (page: Page, text: string) =>
  page.getByRole('button', { name: text, exact: true })
