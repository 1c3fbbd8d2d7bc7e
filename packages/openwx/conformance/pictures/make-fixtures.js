/**
 * Makes the pictures of this folder anew, by the tools that README.md names:
 * `node packages/openwx/conformance/pictures/make-fixtures.js`
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folder = import.meta.dirname
const scratch = mkdtempSync(path.join(tmpdir(), 'pictures-'))
const into = (name) => path.join(folder, name)
const run = (program, ...args) => execFileSync(program, args, { stdio: 'pipe' })
const magick = (...args) => run('convert', ...args)
const exif = (...args) => run('exiftool', '-q', '-overwrite_original', '-n', ...args)

/** Differs in all four corners, so that every turn and mirroring shows; 40 × 30. */
const scene = path.join(scratch, 'scene.png')
magick(
  ...['-size', '40x30', 'gradient:#204080-#f0e0a0'],
  ...['-fill', '#c02020', '-draw', 'rectangle 0,0 9,9'],
  ...['-fill', '#20a040', '-draw', 'rectangle 30,0 39,9'],
  ...['-fill', '#ffffff', '-draw', 'rectangle 0,20 9,29'],
  ...['-strip', scene],
)

for (const name of ['plain.jpg', 'plain.gif', 'plain.tiff', 'plain.bmp']) {
  magick(scene, '-quality', '80', '-strip', into(name))
}
magick(scene, '-strip', `PNG24:${into('plain.png')}`)
magick(scene, '-interlace', 'JPEG', '-quality', '80', into('progressive.jpg'))
magick(scene, '-define', 'tiff:endian=msb', '-strip', into('big-endian.tiff'))
exif('-Orientation=8', into('big-endian.tiff'))
magick(scene, '(', scene, '-negate', ')', '-set', 'delay', '10', into('animated.gif'))
run('cwebp', '-quiet', '-q', '60', scene, '-o', into('lossy.webp'))
run('cwebp', '-quiet', '-lossless', scene, '-o', into('lossless.webp'))
run('heif-enc', '-q', '40', scene, '-o', into('plain.heic'))
run('avifenc', '-s', '6', '-d', '8', '-y', '420', scene, into('plain.avif'))

for (const [order, name] of [
  ['MM', 'big'],
  ['II', 'little'],
]) {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const file = into(`${name}-endian-${orientation}.jpg`)
    magick(scene, '-quality', '80', '-strip', file)
    exif(`-ExifByteOrder=${order}`, `-Orientation=${orientation}`, '-Make=openwx', file)
  }
}
for (const orientation of [0, 9]) {
  const file = into(`invalid-${orientation}.jpg`)
  magick(scene, '-quality', '80', '-strip', file)
  exif(`-Orientation#=${orientation}`, file)
}
magick(scene, '-strip', `PNG24:${into('turned.png')}`)
exif('-Orientation=6', into('turned.png'))
run('cwebp', '-quiet', '-q', '60', scene, '-o', into('turned.webp'))
exif('-Orientation=6', into('turned.webp'))
run('avifenc', '-s', '6', '-d', '8', '-y', '420', '--irot', '3', scene, into('turned.avif'))
run(
  'avifenc',
  '-s',
  '6',
  '-d',
  '8',
  '-y',
  '420',
  '--irot',
  '1',
  '--imir',
  '0',
  scene,
  into('mirrored.avif'),
)
run('heif-enc', '-q', '40', into('little-endian-6.jpg'), '-o', into('turned.heic'))

rmSync(scratch, { recursive: true })
const sizes = readdirSync(folder).map((name) => [name, statSync(into(name)).size])
for (const [name, size] of sizes) console.log(String(size).padStart(7), name)
console.log(
  sizes.reduce((sum, [, size]) => sum + size, 0),
  'bytes in all',
)
