import type { AudioElement, AudioElementEvents, MediaElements } from 'openwx/elements'

export type NavigateKind =
  'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack' | 'exitMiniProgram'

/** What `<audio>` and `<video>` ask of it. */
export type MediaServices = {
  /** How the contexts of the program find them. */
  elements: MediaElements
  /** The sound of an `<audio>`. */
  createAudio(events: AudioElementEvents): AudioElement
  /** A path of a template as one that every page understands. */
  absolutePath(path: string, ownerPath: string): string
  /** Whether the program is seen. */
  mayPlay(): boolean
  /** Runs when it goes out of sight; the result ends that. */
  onBackground(listener: () => void): () => void
}

/** What the built-in components ask of the runtime that runs them. */
export type ComponentServices = {
  /**
   * Turns a path as a program writes it (`wxfile://…`, `/images/a.png`, `../a.png`, `https://…`)
   * into a URL that `<img>` can load; undefined for a file that is not there. `ownerPath` is the page or component whose template holds it.
   */
  resolveUrl(path: string, ownerPath: string): Promise<string | undefined>
  media: MediaServices
  /** Moves through the page stack, as the `wx` function of this name does. */
  navigate(kind: NavigateKind, options: { url?: string; delta?: number }): void
  /** Shows the program's settings; resolves with what `bindopensetting` tells. */
  openSetting(): Promise<object>
  /** The user has tapped the `agreePrivacyAuthorization` button of this id. */
  agreePrivacy(buttonId: string): void
  /** Takes what went wrong outside of any program code; `where` names the component. */
  reportError(error: unknown, where: string): void
}
