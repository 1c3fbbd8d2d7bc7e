import { UnsupportedError } from '../../../ports/port-error.js'
import type { PickRequest } from '../../../ports/pictures.js'
import { SystemDenied } from '../../../ports/pictures.js'
import { UserCancelled } from '../../../ports/user.js'
import type { Dialogs } from '../dialogs/dialogs.js'
import { openFileDialog } from './file-dialog.js'
import { viewfinder } from './viewfinder.js'
import type { PickWords } from './words.js'

export type Facing = 'environment' | 'user'

export interface CameraParts {
  readonly document: Document
  readonly dialogs: Dialogs
  readonly words: PickWords
  readonly signal: AbortSignal
}

/** Telephones know the attribute, and open their own camera. */
export const honoursCapture = (): boolean => 'capture' in HTMLInputElement.prototype

/** One picture or video, by the telephone's camera or by a viewfinder in the page. */
export const takeWithCamera = async (
  request: PickRequest,
  { document, dialogs, words, signal }: CameraParts,
): Promise<File> => {
  const facing: Facing = request.camera === 'front' ? 'user' : 'environment'
  if (honoursCapture()) {
    const accept = request.kinds.map((kind) => `${kind}/*`).join(',')
    const [file] = await openFileDialog(
      document,
      { accept, multiple: false, capture: facing },
      signal,
    )
    if (file === undefined) throw new UserCancelled()
    return file
  }
  const stream = await openCamera(facing)
  if (signal.aborted) {
    stopStream(stream)
    throw new UserCancelled()
  }
  const taken = await dialogs.show(viewfinder({ request, words, stream, facing }))
  if (taken instanceof Error) throw taken
  if (taken === undefined) throw new UserCancelled()
  return taken
}

export const stopStream = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/**
 * @throws SystemDenied when the user, or whoever manages his machine, keeps the camera back
 * @throws UnsupportedError where there is none
 */
export const openCamera = async (facing: Facing): Promise<MediaStream> => {
  // Absent outside of secure contexts.
  const devices = (navigator as Partial<Navigator>).mediaDevices
  if (devices === undefined) {
    throw new UnsupportedError('a page can use a camera only at an https: address or on localhost')
  }
  try {
    return await devices.getUserMedia({
      video: { facingMode: { ideal: facing }, width: { ideal: 1920 }, height: { ideal: 1080 } },
    })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (['NotAllowedError', 'SecurityError'].includes(name)) {
      throw new SystemDenied('the page may not use the camera', { cause: error })
    }
    if (['NotFoundError', 'OverconstrainedError'].includes(name)) {
      throw new UnsupportedError('this machine has no camera', { cause: error })
    }
    throw new Error('the camera does not start', { cause: error })
  }
}
