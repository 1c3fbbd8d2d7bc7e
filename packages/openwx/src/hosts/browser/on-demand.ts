/**
 * What a page loads at the first file, the first look at what its user has decided, or the first background track.
 * It is one module, as what several share is a chunk of its own to some bundlers, and a page would begin with a
 * handful of tiny ones. For the same reason it takes what it shares with such a beginning as arguments.
 */
export { createBrowserFiles } from './files.js'
export { bindMediaSession } from './media-session.js'
export { createPagePermissions } from './permissions.js'
export { createPageSettings } from './settings.js'
export { startXhr } from './xhr-exchange.js'
export { fileUrl } from '../shared/file-url.js'
