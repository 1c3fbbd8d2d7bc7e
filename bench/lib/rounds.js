export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Measures every contender once a round. The order is reversed every round, so that what drifts (other
 * work on the machine, temperature) and what one contender leaves to the next falls on all alike.
 * @param {readonly string[]} names
 * @param {(name: string) => Promise<number>} measure
 * @returns {Promise<Record<string, number[]>>} Values by contender, in round order.
 */
export const interleavedRounds = async (rounds, names, measure) => {
  const values = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse()
    for (const name of order) values[name].push(await measure(name))
  }
  return values
}

/** The median of what the rounds say, each round for itself: drift between rounds cancels out. */
export const ratioOf = (values, base) => median(values.map((value, round) => value / base[round]))

/**
 * Keeps `concurrency` calls under way for `durationMs`.
 * @param {() => Promise<void>} once One call, with its check.
 * @returns Calls a second.
 */
export const callsPerSecond = async (once, { concurrency, durationMs }) => {
  const start = performance.now()
  const end = start + durationMs
  let calls = 0
  const lane = async () => {
    while (performance.now() < end) {
      await once()
      calls++
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return (calls * 1000) / (performance.now() - start)
}
