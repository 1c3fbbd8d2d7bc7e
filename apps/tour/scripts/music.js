// What is played: three tracks, three loops that go together, a chime, and two messages.
import {
  bass,
  bell,
  createSheet,
  flute,
  hat,
  hum,
  inRoom,
  kick,
  mastered,
  pad,
  pluck,
  RATE,
  snare,
} from './synth.js'

const times = (count, notes) => Array.from({ length: count }, () => notes).join(' ')

/** Strings over water: 32 beats. */
export const ferry = () => {
  const { samples, play } = createSheet(33, 96)
  const chords = ['C3 G3 E4 G4', 'A2 E3 C4 E4', 'F2 C3 A3 C4', 'G2 D3 B3 D4']
  const [c, a, f, g] = chords.map((chord) => {
    const [low, fifth, third, high] = chord.split(' ')
    return [low, fifth, third, high, third, fifth, third, high].map((n) => `${n}:0.5`).join(' ')
  })
  play(pluck, [c, a, f, g, c, a, f, g].join(' '), { gain: 0.34, ring: 3 })
  play(pluck, 'C3+E4+G4+C5:1', { at: 32, gain: 0.3, ring: 3 })
  play(
    flute,
    'G4:1 E5:1.5 D5:0.5 C5:1 C5:1 A4:1 C5:2 F5:1 E5:0.5 D5:0.5 C5:1 A4:1 B4:1 D5:1 G4:2',
    { gain: 0.15 },
  )
  play(flute, 'E5:1.5 F5:0.5 G5:1 E5:1 C5:1 E5:1 A5:2 G5:0.5 F5:0.5 E5:1 C5:2 D5:1 B4:1 C5:2', {
    at: 16,
    gain: 0.15,
  })
  return mastered(inRoom(samples, 0.5))
}

/** Bells, five notes of them, over slow pads: 24 beats. */
export const lanterns = () => {
  const { samples, play } = createSheet(26, 78)
  play(pad, 'D3+A3:4 B2+F#3:4 G2+D3:4 A2+E3:4 D3+A3:4 G2+D3:4 D3+A3:2', { gain: 0.08, ring: 1.15 })
  play(
    bell,
    'D5:1 E5:0.5 F#5:1.5 A5:1 B5:1 A5:0.5 F#5:1.5 E5:1 D5:1 B4:0.5 D5:1.5 E5:1 A4:2 -:0.5 E5:0.5 F#5:1',
    { gain: 0.3, ring: 3.2 },
  )
  play(bell, 'A5:1 B5:0.5 D6:1.5 B5:1 A5:1 F#5:0.5 E5:1.5 F#5:1 D5:2', {
    at: 16,
    gain: 0.28,
    ring: 3.2,
  })
  play(bell, `-:2 D6:4 B5:4 G5:4 A5:4 D6:4 B5:2`, { gain: 0.08, ring: 1.4 })
  return mastered(inRoom(samples, 0.8))
}

/** Wheels on rails, and somebody who looks out: 40 beats. */
export const train = () => {
  const { samples, play } = createSheet(41, 122)
  const line = (root, fifth, above) =>
    `${root}:0.5 ${above}:0.5 ${fifth}:0.5 ${above}:0.5 ${root}:0.5 ${above}:0.5 ${fifth}:0.5 ${above}:0.5`
  const bars = [
    line('A2', 'E3', 'A3'),
    line('F2', 'C3', 'F3'),
    line('C3', 'G3', 'C4'),
    line('G2', 'D3', 'G3'),
  ].join(' ')
  play(bass, times(2, bars), { gain: 0.42, ring: 0.9 })
  play(bass, line('A2', 'E3', 'A3'), { at: 32, gain: 0.42, ring: 0.9 })
  play(bass, line('F2', 'C3', 'F3'), { at: 36, gain: 0.42, ring: 0.9 })
  play(kick, times(20, 'x:2'), { gain: 0.7 })
  play(snare, times(18, '-:1 x:1'), { at: 4, gain: 0.16 })
  play(hat, times(80, 'x:0.5'), { gain: 0.11 })
  play(
    bell,
    '-:4 E5:1 D5:0.5 C5:1.5 A4:1 G4:1 C5:1 E5:2 D5:1.5 B4:0.5 D5:1 G5:1 E5:3 C5:1 F5:1 E5:0.5 C5:2.5 ' +
      'E5:1 G5:1 C6:1 B5:1 A5:1.5 G5:0.5 D5:2',
    { gain: 0.26, ring: 2 },
  )
  play(bell, 'C5:1 E5:1 A5:2 A5:1 G5:1 F5:2 E5+A5:1', { at: 32, gain: 0.26, ring: 2.4 })
  return mastered(inRoom(samples, 0.35))
}

/** Four seconds each, in the same time and key, so that any of them go together. */
const loop = (write, wetness) => () => {
  const { samples, play } = createSheet(8, 120)
  write((instrument, notes, options) => play(instrument, notes, { loops: true, ...options }))
  return mastered(inRoom(samples, wetness, true), { loops: true })
}

export const drums = loop((play) => {
  play(kick, 'x:1.5 x:1.5 x:1 x:1.5 x:1.5 x:1', { gain: 0.8 })
  play(snare, times(4, '-:1 x:1'), { gain: 0.35 })
  play(hat, times(16, 'x:0.5'), { gain: 0.22 })
}, 0.12)

export const strings = loop((play) => {
  play(
    pluck,
    'A2:0.5 E3:0.5 C4:0.5 E4:0.5 A3:0.5 C4:0.5 E4:1 F2:0.5 C3:0.5 A3:0.5 C4:0.5 G2:0.5 D3:0.5 B3:0.5 D4:0.5',
    { gain: 0.4, ring: 3 },
  )
}, 0.4)

export const bells = loop((play) => {
  play(bell, 'E5:1 A5:1 G5:0.5 E5:1.5 C5:1 F5:1 D5:0.5 B4:0.5 D5:1', { gain: 0.3, ring: 2.5 })
}, 0.7)

export const chime = () => {
  const { samples, play } = createSheet(3, 120)
  play(bell, 'E5:0.5 A5:2.5', { gain: 0.3, ring: 1 })
  return mastered(inRoom(samples, 0.5), { fadeOut: 0.4 })
}

/** Something that is hummed: pairs of notes with seconds, where 0 is a breath. */
const hummed = (notes) => () => {
  const total = notes.reduce((sum, [, seconds]) => sum + seconds, 0.2)
  const samples = new Float64Array(Math.round(total * RATE))
  let at = 0.1
  let before = notes[0][0]
  for (const [frequency, seconds] of notes) {
    const first = Math.round(at * RATE)
    if (frequency > 0) {
      hum(before || frequency, frequency, seconds).forEach((value, i) => {
        samples[first + i] += value
      })
    }
    before = frequency
    at += seconds
  }
  return mastered(inRoom(samples, 0.3), { fadeOut: 0.2 })
}

export const hello = hummed([
  [196, 0.35],
  [262, 0.35],
  [330, 0.7],
  [0, 0.2],
  [294, 0.3],
  [262, 0.9],
])
export const answer = hummed([
  [220, 0.3],
  [220, 0.3],
  [294, 0.5],
  [330, 0.5],
  [0, 0.25],
  [392, 0.4],
  [330, 0.4],
  [294, 0.4],
  [247, 0.3],
  [262, 1.1],
])
