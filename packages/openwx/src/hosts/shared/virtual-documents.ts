import type { DocumentsPort } from '../../ports/documents.js'
import type { FilesPort } from '../../ports/files.js'
import { UnsupportedError } from '../../ports/port-error.js'
import type { Answers } from './answers.js'
import { answerTo } from './answers.js'

/** Reading by a user who has no screen: somebody among his answers has to. */
export const createVirtualDocuments = (files: FilesPort, answers: Answers = {}): DocumentsPort => ({
  open: async ({ place, type, name, options }) => {
    if (answers.openDocument === undefined) {
      throw new UnsupportedError(
        'nobody reads documents on this host; give it a function as answers.openDocument',
      )
    }
    const url = await files.url(place)
    await answerTo(answers, 'openDocument', { ...options, fileType: type, name, url })
  },
})
