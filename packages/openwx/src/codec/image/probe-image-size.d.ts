declare module 'probe-image-size/sync.js' {
  interface ProbeResult {
    readonly type: string
    readonly width: number
    readonly height: number
    readonly wUnits: string
    readonly hUnits: string
    /** 1 to 8. */
    readonly orientation?: number
  }
  export default function probe(bytes: Uint8Array): ProbeResult | null
}
