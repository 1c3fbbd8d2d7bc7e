// All that this page says, in one place.
module.exports = {
  intro:
    'Choose pictures from the album or the camera, or take one of the samples. What is done with the picture that is marked stands below.',
  choose: {
    title: 'Choose',
    sizeType: 'sizeType',
    sourceType: 'sourceType',
    image: 'wx.chooseImage()',
    media: 'wx.chooseMedia()',
  },
  sizeTypes: {
    both: ['original', 'compressed'],
    original: ['original'],
    compressed: ['compressed'],
  },
  sourceTypes: { both: ['album', 'camera'], album: ['album'], camera: ['camera'] },
  samples: {
    title: 'Samples',
    note: 'Eight JPEG files, one of each orientation: all but the first are stored turned or mirrored, and all are shown upright.',
  },
  pictures: 'Pictures',
  actions: {
    preview: 'Preview',
    info: 'Info',
    compress: 'Compress',
    album: 'To the album',
    save: 'Keep',
    upload: 'Upload',
  },
  files: 'See what is kept',
  facts: {
    path: 'Path',
    size: 'Size',
    dimensions: 'Pixels',
    orientation: 'Orientation',
    type: 'Type',
    answer: 'Server',
  },
}
