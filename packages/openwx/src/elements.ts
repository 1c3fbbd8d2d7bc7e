/** What the author of a framework needs so that its `<audio>` and `<video>` are those of `wx`. */
export { createAudioElement } from './api/media-element/create-audio-element.js'
export type {
  AudioElement,
  AudioElementError,
  AudioElementEvents,
  AudioElementProgress,
} from './api/media-element/create-audio-element.js'
export { createMediaElements } from './api/media-element/media-elements.js'
export type { MediaElementsOptions } from './api/media-element/media-elements.js'
export type { MediaElement, MediaElements, MediaTag, MediaTarget } from './call/media-elements.js'
