import { builtIn } from './define.js'
import { element } from './dom.js'

/** Tags of WeChat that are not built yet. Their children show, under a note with the tag's name. */
export const notYetTags = [
  'ad',
  'ad-custom',
  'camera',
  'canvas',
  'channel-live',
  'channel-video',
  'draggable-sheet',
  'editor',
  'functional-page-navigator',
  'grid-view',
  'keyboard-accessory',
  'list-view',
  'live-player',
  'live-pusher',
  'map',
  'match-media',
  'movable-area',
  'movable-view',
  'navigation-bar',
  'official-account',
  'open-data',
  'page-container',
  'page-meta',
  'root-portal',
  'share-element',
  'sticky-header',
  'sticky-section',
  'voip-room',
  'web-view',
] as const

export const notYet = (tag: string) =>
  builtIn({
    properties: {},
    mount(own) {
      own.host.setAttribute('not-yet', '')
      own.host.append(element('div', 'wx-not-yet', `<${tag}> is not supported yet`))
      return {}
    },
  })
