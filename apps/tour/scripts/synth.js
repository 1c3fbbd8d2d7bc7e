// A few instruments, and a sheet to write them on: samples from -1 to 1, mono.
export const RATE = 24_000

const TAU = 2 * Math.PI
const STEPS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }

/** `A4` is 440 Hz; `#` and `b` stand behind the letter. */
export const hertz = (name) => {
  const [, letter, sign, octave] = /^([A-G])([#b]?)(\d)$/.exec(name)
  const step = STEPS[letter] + (sign === '#' ? 1 : sign === 'b' ? -1 : 0) + 12 * (octave - 4)
  return 440 * 2 ** ((step - 9) / 12)
}

/** Noise that is the same in every run. */
export const noise = (seed = 1) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

const render = (seconds, sample) =>
  Float64Array.from({ length: Math.round(seconds * RATE) }, sample)
/** Rises over `attack`, then falls to a third every `decay` seconds. */
const fading = (t, attack, decay) => Math.min(1, t / attack) * Math.exp(-t / decay)

/** A string as it swings by itself: noise that goes round a loop and loses its edges. */
export const pluck = (frequency, seconds) => {
  const random = noise(Math.round(frequency * 7))
  const length = Math.round(RATE / frequency)
  const loop = Float64Array.from({ length }, random)
  for (let pass = 0; pass < 2; pass += 1) {
    for (let i = 0; i < length; i += 1) loop[i] = (loop[i] + loop[(i + 1) % length]) / 2
  }
  return render(seconds, (_, i) => {
    const at = i % length
    const now = loop[at]
    loop[at] = 0.4985 * (now + loop[(at + 1) % length])
    return now * 1.6 * Math.min(1, (seconds - i / RATE) / 0.03)
  })
}

export const bell = (frequency, seconds) =>
  render(seconds, (_, i) => {
    const t = i / RATE
    const shimmer = 1.4 * Math.exp(-t * 5) * Math.sin(TAU * frequency * 3.5 * t)
    return fading(t, 0.004, seconds / 4) * Math.sin(TAU * frequency * t + shimmer)
  })

/** A flute that takes a moment to tremble. */
export const flute = (frequency, seconds) => {
  let phase = 0
  return render(seconds, (_, i) => {
    const t = i / RATE
    const tremble = Math.min(1, t / 0.4) * 0.006 * Math.sin(TAU * 5.2 * t)
    phase += (TAU * frequency * (1 + tremble)) / RATE
    const shape = Math.min(1, t / 0.05) * Math.min(1, (seconds - t) / 0.08)
    return shape * (Math.sin(phase) + 0.22 * Math.sin(2 * phase) + 0.08 * Math.sin(3 * phase))
  })
}

/** Somebody hums: two humps of a voice over a tone that slides. */
export const hum = (from, to, seconds) => {
  let phase = 0
  return render(seconds, (_, i) => {
    const t = i / RATE
    const bend = Math.min(1, t / 0.12)
    const frequency = from + (to - from) * bend + 2.5 * Math.sin(TAU * 5.5 * t)
    phase += (TAU * frequency) / RATE
    let sum = 0
    for (let n = 1; n <= 12; n += 1) {
      const f = n * frequency
      const hump = Math.exp(-(((f - 420) / 180) ** 2)) + 0.3 * Math.exp(-(((f - 1250) / 260) ** 2))
      sum += (hump + 0.05 / n) * Math.sin(n * phase)
    }
    return sum * Math.min(1, t / 0.07) * Math.min(1, (seconds - t) / 0.12)
  })
}

export const bass = (frequency, seconds) =>
  render(seconds, (_, i) => {
    const t = i / RATE
    const tone = Math.sin(TAU * frequency * t) + 0.35 * Math.sin(2 * TAU * frequency * t)
    return tone * fading(t, 0.008, seconds / 2) * Math.min(1, (seconds - t) / 0.03)
  })

/** Tones that float a little apart from themselves. */
export const pad = (frequency, seconds) =>
  render(seconds, (_, i) => {
    const t = i / RATE
    const shape = Math.min(1, t / 0.5) * Math.min(1, (seconds - t) / 0.5)
    const tone = (detune) => Math.sin(TAU * frequency * detune * t)
    return (shape * (tone(1) + tone(1.004) + 0.5 * tone(2.003))) / 2
  })

export const kick = (_, seconds = 0.3) => {
  let phase = 0
  return render(seconds, (__, i) => {
    const t = i / RATE
    phase += (TAU * (44 + 120 * Math.exp(-t * 38))) / RATE
    return Math.sin(phase) * fading(t, 0.002, 0.09)
  })
}

export const hat = (_, seconds = 0.08) => {
  const random = noise(5)
  let before = 0
  return render(seconds, (__, i) => {
    const now = random()
    const edge = now - before
    before = now
    return 0.5 * edge * Math.exp(-i / RATE / 0.018)
  })
}

export const snare = (_, seconds = 0.2) => {
  const random = noise(9)
  return render(seconds, (__, i) => {
    const t = i / RATE
    return (0.6 * random() + 0.5 * Math.sin(TAU * 190 * t)) * Math.exp(-t / 0.05)
  })
}

/** A sheet of some length, on which notes are written by beats. */
export const createSheet = (beats, beatsAMinute) => {
  const beat = 60 / beatsAMinute
  const samples = new Float64Array(Math.round(beats * beat * RATE))
  const write = (tone, start, gain, rings) => {
    const first = Math.round(start * beat * RATE)
    tone.forEach((value, i) => {
      // A loop goes on ringing where it begins.
      const at = rings ? (first + i) % samples.length : first + i
      if (at < samples.length) samples[at] += value * gain
    })
  }
  return {
    samples,
    /** `'C4:1 E4:0.5 -:2'`: names with beats; several names joined by `+` sound together. */
    play(instrument, notes, { at = 0, gain = 0.3, ring = 1, loops = false } = {}) {
      let start = at
      for (const word of notes.trim().split(/\s+/)) {
        const [names, length] = word.split(':')
        const seconds = Number(length) * beat * ring
        if (names !== '-') {
          for (const name of names.split('+')) {
            const frequency = name === 'x' ? 0 : hertz(name)
            write(name === 'x' ? instrument() : instrument(frequency, seconds), start, gain, loops)
          }
        }
        start += Number(length)
      }
    },
  }
}

/** A room around what is played: echoes of several walls, each duller than the one before. */
export const inRoom = (samples, wetness, loops = false) => {
  const out = Float64Array.from(samples)
  for (const [ms, gain] of [
    [29, 0.68],
    [37, 0.64],
    [43, 0.6],
    [61, 0.55],
  ]) {
    const delay = Math.round((ms * RATE) / 1000)
    const line = new Float64Array(delay)
    let dull = 0
    // What a loop has said at its end is in the room when it begins.
    for (let i = loops ? -samples.length : 0; i < samples.length; i += 1) {
      const at = (i + samples.length * 2) % delay
      const heard = line[at]
      dull = 0.6 * heard + 0.4 * dull
      line[at] = samples[(i + samples.length) % samples.length] + dull * gain
      if (i >= 0) out[i] += (heard * wetness) / 4
    }
  }
  return out
}

/** As loud as it may be, with soft edges unless it is to go round. */
export const mastered = (samples, { loops = false, fadeOut = 1.2 } = {}) => {
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return samples.map((value, i) => {
    const edge = loops ? 1 : Math.min(1, i / 200, (samples.length - i) / (fadeOut * RATE))
    return (0.8 * value * edge) / peak
  })
}
