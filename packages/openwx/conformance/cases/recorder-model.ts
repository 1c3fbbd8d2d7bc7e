import fc from 'fast-check'
import { conformance } from '../conformance.js'
import { followRecorderModel, recorderSteps } from '../recorder-model.js'

/** On a real clock, each step waits for a real device. */
const runs = { memory: 150, other: 8 }

export default conformance('recorder model', ({ test }) => {
  test('F06, F07, F08, F09 media-record 24–34, 46–50: whatever is called in whatever order', async (bench) => {
    const log = bench.recorder()
    const step = fc.constantFrom(...recorderSteps)
    const bursts = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(bursts, (each) => followRecorderModel(bench, log, each)),
      { numRuns: bench.hostName === 'memory' ? runs.memory : runs.other, endOnFailure: true },
    )
  })
})
