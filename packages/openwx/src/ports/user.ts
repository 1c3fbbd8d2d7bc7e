/** The user was asked, and left without an answer or with a no. */
export class UserCancelled extends Error {
  override readonly name = 'UserCancelled'

  constructor() {
    super('cancel')
  }
}
