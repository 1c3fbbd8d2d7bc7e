/** Seconds that the page's own thread has been at work, and the time at which it was asked. */
const readWork = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics')
  const valueOf = (wanted) => metrics.find(({ name }) => name === wanted).value
  return { busy: valueOf('TaskDuration'), at: valueOf('Timestamp') }
}

/**
 * A function that watches a page for a while and tells how much of that its own thread was at work, in percent.
 * @param {import('playwright-core').Page} page
 */
export const workOf = async (page, durationMs) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const before = await readWork(session)
    await page.waitForTimeout(durationMs)
    const after = await readWork(session)
    return (100 * (after.busy - before.busy)) / (after.at - before.at)
  }
}
