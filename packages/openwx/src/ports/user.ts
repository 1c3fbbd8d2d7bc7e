/** What the user replies to a question; `'dismiss'` when he left it without a reply. */
export type Reply = 'accept' | 'reject' | 'dismiss'

/** One of the capabilities that a user is asked for: `'scope.record'`. */
export type ScopeName = `scope.${string}`

export interface ScopeQuestion {
  readonly scope: ScopeName
  /** What the program is called, where it has a name. */
  readonly appName?: string
}

export interface PrivacyQuestion {
  readonly contractName: string
  /** Where its text is, if anywhere. */
  readonly contractUrl?: string
  readonly appName?: string
}

/** What a user has switched on and off. */
export type ScopeSettings = Readonly<Partial<Record<ScopeName, boolean>>>

/**
 * The person in front of the machine. What he is asked ends when the host is disposed of, as if he had left
 * it without a reply.
 */
export interface UserPort {
  /** Asks whether the program may use a capability. */
  askScope(question: ScopeQuestion): Promise<Reply>
  /** Asks whether he agrees to the program's privacy contract. */
  askPrivacy(question: PrivacyQuestion): Promise<Reply>
  /**
   * Lets him read a text; resolves as soon as it is shown.
   * @param url Where it is.
   */
  showContract(url: string): Promise<void>
  /**
   * Lets him switch what he was asked for before, and resolves when he is back, with all of the settings.
   * Empty settings are shown as well.
   */
  changeSettings(current: ScopeSettings): Promise<ScopeSettings>
  /**
   * Lets him choose one of a few things: its index, or undefined when he cancels.
   * @param asker Name of the function that asks, as `'chooseImage'`.
   */
  chooseAction(items: readonly string[], asker: string): Promise<number | undefined>
  /** Whether the program runs because he has just tapped on something. */
  inTap(): boolean
}

/** The user cancelled what a host showed him. */
export class UserCancelled extends Error {
  override readonly name = 'UserCancelled'

  constructor() {
    super('cancel')
  }
}
