import type { ComponentSpace } from 'glass-easel'
import { audio } from './audio.js'
import { button } from './button.js'
import { checkbox, checkboxGroup, radio, radioGroup } from './choice.js'
import { register } from './define.js'
import type { BuiltIn, Properties } from './define.js'
import { form } from './form.js'
import { icon } from './icon.js'
import { image } from './image.js'
import { input } from './input.js'
import { label } from './label.js'
import { navigator } from './navigator.js'
import { notYet, notYetTags } from './not-yet.js'
import { pickerView, pickerViewColumn } from './picker-view.js'
import { picker } from './picker.js'
import { progress } from './progress.js'
import { richText } from './rich-text.js'
import { scrollView } from './scroll-view.js'
import type { ComponentServices } from './services.js'
import { slider } from './slider.js'
import { swiper, swiperItem } from './swiper.js'
import { toggle } from './switch.js'
import { text } from './text.js'
import { textarea } from './textarea.js'
import { video } from './video.js'
import { view } from './view.js'

export type { ComponentServices, MediaServices, NavigateKind } from './services.js'

const builtIns: Readonly<Record<string, BuiltIn<Properties>>> = {
  audio,
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  'cover-image': image,
  'cover-view': view,
  form,
  icon,
  image,
  input,
  label,
  navigator,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  progress,
  radio,
  'radio-group': radioGroup,
  'rich-text': richText,
  'scroll-view': scrollView,
  slider,
  swiper,
  'swiper-item': swiperItem,
  switch: toggle,
  text,
  textarea,
  video,
  view,
  ...Object.fromEntries(notYetTags.map((tag) => [tag, notYet(tag)])),
}

/** Every tag that is ours: the DOM element of each is `wx-<tag>`. */
export const builtinTags: readonly string[] = Object.keys(builtIns)

/** Makes the built-in tags known to all templates of a space; call it before any is used. */
export const registerBuiltins = (space: ComponentSpace, services: ComponentServices): void => {
  for (const [tag, definition] of Object.entries(builtIns)) {
    register(space, tag, definition, services)
  }
}
