import { callsPerSecond } from '../lib/rounds.js'
import { answerCalls } from '../lib/process.js'
import { contenders } from './node-contenders.js'

let once

answerCalls({
  choose: async ({ name, url }) => {
    const get = await contenders[name]()
    once = async () => {
      const data = await get(url)
      if (data.ok !== true) throw new Error(`${name} did not hand over the JSON`)
    }
  },
  run: (options) => callsPerSecond(once, options),
})
