// Files of the package. The number of a JPEG file is its EXIF orientation.
const jpegs = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => ({
  name: String(orientation),
  path: `/samples/orientation-${orientation}.jpg`,
}))
const others = ['png', 'gif', 'webp', 'avif'].map((type) => ({
  name: type,
  path: `/samples/scene.${type}`,
}))

module.exports = jpegs.concat(others)
