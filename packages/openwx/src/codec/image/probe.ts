import probeSync from 'probe-image-size/sync.js'

/** What the package says of a picture. */
export interface Probed {
  readonly type: string
  readonly width: number
  readonly height: number
  readonly wUnits: string
  readonly hUnits: string
  /** 1 to 8. */
  readonly orientation?: number
}

/** Published with the package's code inside, which by itself is no module that a page could load. */
export const probe: (bytes: Uint8Array) => Probed | null = probeSync
