import { expect, it } from 'vitest'
import { extensionOfType, typeOfExtension } from './media-type.js'

it.each([
  ['image/jpeg', 'jpg'],
  ['image/svg+xml', 'svg'],
  ['IMAGE/PNG', 'png'],
  [' text/html ; charset=utf-8', 'html'],
  ['audio/mp4', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['video/quicktime', 'mov'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['image/avif', 'unknown'],
  ['application/octet-stream', 'unknown'],
  ['application/x-foo', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('a body of type %s ends in .%s', (type, extension) => {
  expect(extensionOfType(type)).toBe(extension)
})

it.each([
  ['png', 'image/png'],
  ['JPG', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['m4a', 'audio/mp4'],
  ['htm', 'text/html'],
  ['avif', 'image/avif'],
  ['HEIC', 'image/heic'],
  ['heif', 'image/heif'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['webm', 'video/webm'],
  ['unknown', 'application/octet-stream'],
  ['', 'application/octet-stream'],
  ['constructor', 'application/octet-stream'],
])('a file that ends in .%s is sent as %s', (extension, type) => {
  expect(typeOfExtension(extension)).toBe(type)
})
