import { UnsupportedError } from '../../../ports/port-error.js'
import { UserCancelled } from '../../../ports/user.js'

export interface FileDialogOptions {
  /** As the attribute of an `<input>`: `image/*,video/*`; `''` for any file. */
  readonly accept: string
  readonly multiple: boolean
  /** Whether a telephone opens its camera instead; which one. */
  readonly capture?: 'environment' | 'user'
}

/** How long a browser without a `cancel` event may take from its focus to the files. */
const CHANGE_AFTER_FOCUS_MS = 3000

/**
 * Whether a page can open a file dialog right now, which takes a tap of the user a moment ago. A browser that
 * does not say is taken to allow it.
 */
export const mayOpenDialog = (view: Window): boolean =>
  // Older browsers do not have it.
  (view.navigator as Partial<Navigator>).userActivation?.isActive !== false

/**
 * Browsers with popovers tell when a file dialog is cancelled: Chromium 113 against 114, Firefox 91 against
 * 125, Safari 16.4 against 17. The event itself cannot be asked for.
 */
const tellsCancel = (): boolean => 'popover' in HTMLElement.prototype

/**
 * Opens the browser's file dialog, by an input of its own for each call, so that nothing of an earlier one
 * counts.
 * @throws UserCancelled without a file, or when the signal aborts
 * @throws UnsupportedError without a tap, as the dialog would not open and nothing would tell
 */
export const openFileDialog = (
  document: Document,
  { accept, multiple, capture }: FileDialogOptions,
  signal: AbortSignal,
): Promise<readonly File[]> => {
  const view = document.defaultView ?? window
  if (!mayOpenDialog(view)) {
    return Promise.reject(
      new UnsupportedError('a page can open a file dialog only right after a tap of the user'),
    )
  }
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = multiple
  if (capture !== undefined) input.setAttribute('capture', capture)
  input.hidden = true
  // Safari tells nothing of one that is nowhere.
  document.body.append(input)

  return new Promise<readonly File[]>((resolve, reject) => {
    const ended = new AbortController()
    const once = { once: true, signal: ended.signal }
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      clearTimeout(timer)
      ended.abort()
      input.remove()
      const files = [...(input.files ?? [])]
      if (files.length > 0) resolve(files)
      else reject(new UserCancelled())
    }
    input.addEventListener('change', end, once)
    input.addEventListener('cancel', end, once)
    signal.addEventListener('abort', end, once)
    if (!tellsCancel()) {
      // Back from the dialog; the files come a little later, if there are any.
      const wait = () => (timer = setTimeout(end, CHANGE_AFTER_FOCUS_MS))
      view.addEventListener('focus', wait, once)
    }
    if (signal.aborted) end()
    else input.click()
  })
}
