/**
 * Makes the sounds of the tour and their covers anew, by FFmpeg and ImageMagick:
 * `node apps/tour/scripts/make-sounds.js`
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as music from './music.js'
import { RATE } from './synth.js'

const serverFolder = path.join(import.meta.dirname, '../server/music')
const packageFolder = path.join(import.meta.dirname, '../miniprogram/sounds')
for (const folder of [serverFolder, packageFolder]) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
}

const encode = (samples, file, ...options) => {
  const pcm = Buffer.alloc(samples.length * 2)
  samples.forEach((value, i) => pcm.writeInt16LE(Math.round(value * 0x7fff), i * 2))
  execFileSync(
    'ffmpeg',
    [
      ...['-loglevel', 'error', '-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', 'pipe:0'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
      ...options,
      file,
    ],
    { input: pcm },
  )
}
const mp3 = (rate) => ['-c:a', 'libmp3lame', '-b:a', `${rate}k`, '-id3v2_version', '0']
// Every frame stands alone, so that the server can cut it anywhere for a stream.
const plainFrames = ['-write_xing', '0', '-reservoir', '0']
const m4a = (rate) => ['-c:a', 'aac', '-b:a', `${rate}k`, '-movflags', '+faststart']

encode(music.ferry(), path.join(serverFolder, 'ferry.mp3'), ...mp3(32))
encode(music.lanterns(), path.join(serverFolder, 'lanterns.m4a'), ...m4a(24))
encode(music.train(), path.join(serverFolder, 'train.mp3'), ...mp3(32), ...plainFrames)
for (const name of ['drums', 'strings', 'bells', 'chime', 'hello', 'answer']) {
  encode(music[name](), path.join(packageFolder, `${name}.mp3`), ...mp3(24))
}

const draw = (color, shape) => ['-fill', color, '-draw', shape]
const cover = (name, sky, ...shapes) =>
  execFileSync('convert', [
    ...['-size', '640x640', `gradient:${sky}`, ...shapes.flat()],
    ...['-resize', '320x320', '-strip', '-sampling-factor', '4:2:0', '-quality', '82'],
    path.join(serverFolder, `${name}.jpg`),
  ])

cover(
  'ferry',
  '#ffd3a5-#fd6585',
  draw('#fff1d6', 'circle 440,230 440,140'),
  draw('#2b4a7f', 'rectangle 0,400 640,640'),
  draw('#3a5f9a', 'path "M0,440 q80,-30 160,0 t160,0 t160,0 t160,0 v200 h-640 z"'),
  draw('#fffaf2', 'path "M150,370 h300 l-50,70 h-210 z"'),
  draw('#fffaf2', 'rectangle 220,310 370,370'),
  draw('#c2452d', 'rectangle 270,250 310,310'),
  draw('#1f3a6b', 'path "M0,520 q80,-34 160,0 t160,0 t160,0 t160,0 v120 h-640 z"'),
)
cover(
  'lanterns',
  '#1a1446-#6a3093',
  draw('#ffe9a8', 'circle 500,120 500,80'),
  ...[
    [170, 250, 1],
    [390, 330, 1.35],
    [250, 470, 0.8],
    [540, 500, 0.65],
  ].map(([x, y, size]) => {
    const [w, h] = [52 * size, 66 * size]
    return [
      draw('#ffb347', `roundrectangle ${x - w},${y - h} ${x + w},${y + h} ${w},${w}`),
      draw('#ffd98a', `ellipse ${x},${y} ${w * 0.45},${h * 0.7} 0,360`),
      draw('#8c2f39', `rectangle ${x - w * 0.5},${y - h - 8} ${x + w * 0.5},${y - h + 8}`),
      draw('#8c2f39', `rectangle ${x - w * 0.5},${y + h - 8} ${x + w * 0.5},${y + h + 8}`),
      draw('#ffb347', `rectangle ${x - 2},${y + h} ${x + 2},${y + h + 34 * size}`),
    ].flat()
  }),
)
cover(
  'train',
  '#0b1d3a-#1f7a8c',
  draw('#e6f1ff', 'circle 130,130 130,84'),
  draw('#12355b', 'path "M0,420 L150,250 L270,380 L400,210 L640,440 V640 H0 z"'),
  draw('#081a30', 'rectangle 0,470 640,640'),
  draw('#f25f5c', 'roundrectangle 60,400 640,520 44,44'),
  draw('#ffe066', 'roundrectangle 120,428 210,472 12,12'),
  draw('#ffe066', 'roundrectangle 240,428 330,472 12,12'),
  draw('#ffe066', 'roundrectangle 360,428 450,472 12,12'),
  draw('#ffe066', 'roundrectangle 480,428 570,472 12,12'),
  draw('#f7fff7', 'rectangle 60,490 640,500'),
  draw('#9fb3c8', 'rectangle 0,540 640,548'),
)
