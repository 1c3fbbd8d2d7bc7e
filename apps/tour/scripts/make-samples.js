/**
 * Makes the sample pictures of the tour anew, by ImageMagick, ExifTool, libwebp and libavif:
 * `node apps/tour/scripts/make-samples.js`
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '../miniprogram/samples')
const scratch = mkdtempSync(path.join(tmpdir(), 'samples-'))
const into = (name) => path.join(folder, name)
const run = (program, ...args) => execFileSync(program, args, { stdio: 'pipe' })
const magick = (...args) => run('convert', ...args)
const draw = (color, shape) => ['-fill', color, '-draw', shape]

/** A house below the evening sun; nothing in it is the same when it is turned or mirrored. 240 × 160. */
const scene = path.join(scratch, 'scene.png')
magick(
  ...['-size', '240x160', 'gradient:#3f8fd2-#ffd9a0'],
  ...draw('#fff3c4', 'circle 190,52 190,32'),
  ...draw('#5c9a5b', 'ellipse 170,170 130,62 0,360'),
  ...draw('#3f7d4f', 'ellipse 40,172 120,52 0,360'),
  ...draw('#f6efe6', 'rectangle 40,82 96,124'),
  ...draw('#c2452d', 'polygon 32,82 68,54 104,82'),
  ...draw('#7b4a2c', 'rectangle 74,100 86,124'),
  ...draw('#8ecae6', 'rectangle 48,92 62,106'),
  ...['-strip', scene],
)

/** What the pixels are in the file, so that whoever obeys its orientation sees the scene upright. */
const STORED = {
  1: [],
  2: ['-flop'],
  3: ['-rotate', '180'],
  4: ['-flip'],
  5: ['-transpose'],
  6: ['-rotate', '-90'],
  7: ['-transverse'],
  8: ['-rotate', '90'],
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)
for (const [orientation, turn] of Object.entries(STORED)) {
  const file = into(`orientation-${orientation}.jpg`)
  magick(scene, ...turn, '-quality', '80', '-strip', file)
  run('exiftool', '-q', '-overwrite_original', '-n', `-Orientation=${orientation}`, file)
}
magick(scene, '-colors', '64', '-strip', `PNG8:${into('scene.png')}`)
magick(
  ...['-delay', '40', '-loop', '0', scene, '(', scene, '-modulate', '55', ')'],
  ...['-colors', '32', into('scene.gif')],
)
run('cwebp', '-quiet', '-q', '70', scene, '-o', into('scene.webp'))
run('avifenc', '-s', '6', '-d', '8', '-y', '420', scene, into('scene.avif'))

rmSync(scratch, { recursive: true })
