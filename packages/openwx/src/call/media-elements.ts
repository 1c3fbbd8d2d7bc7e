export type MediaTag = 'audio' | 'video'

/** One `<audio>` or `<video>` that a framework has inserted. */
export interface MediaElement {
  readonly tag: MediaTag
  /** Read at each command, for a template may change it. */
  readonly id: string
  /**
   * Does what a context was told.
   * @param method Name of its method: `setSrc`, `play`, `pause`, `seek` …
   */
  command(method: string, args: readonly unknown[]): void
}

/** Whom a context talks to. */
export interface MediaTarget {
  readonly tag: MediaTag
  readonly id: string
  /** The page or component whose template holds it. */
  readonly owner: object
}

/**
 * The media elements of a program: how `wx.createAudioContext` and `wx.createVideoContext` find what their
 * framework has drawn. Made by `createMediaElements` of `openwx/elements`.
 */
export interface MediaElements {
  /** The page that a context belongs to when it names no component; undefined as long as there is none. */
  currentOwner(): object | undefined
  /**
   * To be called when the element is in its page and knows its properties: it is then told what its context was told
   * before. The result takes it out again.
   * @param owner The page or component instance whose template holds it: the `this` of its methods.
   */
  insert(owner: object, element: MediaElement): () => void
  /** Tells the element, or keeps what is to be told until it is inserted. Never throws for one that is not there. */
  send(target: MediaTarget, method: string, args: readonly unknown[]): void
}
