import fc from 'fast-check'
import { audioSteps, followAudioModel } from '../audio-model.js'
import { backgroundAudioSteps, followBackgroundAudioModel } from '../background-audio-model.js'
import { conformance } from '../conformance.js'

/** On a real clock, each step waits for a real element. */
const runs = { memory: 200, other: 12 }

const burstsOf = <T extends string>(steps: readonly T[]) =>
  fc.array(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 4 }), { maxLength: 8 })
const parametersOn = (host: string) => ({
  numRuns: host === 'memory' ? runs.memory : runs.other,
  endOnFailure: true,
})

export default conformance('audio models', ({ test }) => {
  test('J01, J02, J07 media-audio 42–46, 48, 54–56, 60, 61: whatever is called in whatever order', async (bench) => {
    const log = bench.audio()
    await fc.assert(
      fc.asyncProperty(burstsOf(audioSteps), (bursts) => followAudioModel(bench, log, bursts)),
      parametersOn(bench.hostName),
    )
  })

  test('I05, I14, I15, I16, I20, I21 media-audio 22–28, 31, 33, 34: the background track likewise', async (bench) => {
    const wx = bench.createWx({ requiredBackgroundModes: ['audio'] })
    const log = bench.backgroundAudio(wx)
    await fc.assert(
      fc.asyncProperty(burstsOf(backgroundAudioSteps), (bursts) =>
        followBackgroundAudioModel(bench, log, bursts),
      ),
      parametersOn(bench.hostName),
    )
  })
})
