/** What the library may ask of a host to write sound down. */
export interface EncoderPort {
  /**
   * Begins a file, once the code for its format is loaded.
   * @param emit Takes the bytes of the file, in order.
   */
  open(format: SoundFormat, emit: (bytes: Uint8Array<ArrayBuffer>) => void): Promise<Encoder>
}

export type SoundFormatName = 'aac' | 'mp3' | 'pcm' | 'wav'

export interface SoundFormat {
  /** `aac` in ADTS frames, `mp3` at a constant rate, `pcm` and `wav` as 16-bit little-endian samples. */
  readonly name: SoundFormatName
  /** Hertz, of the samples and of the file. */
  readonly sampleRate: number
  readonly channels: 1 | 2
  /** Bits a second; the nearest that the format knows is taken. Without meaning for `pcm` and `wav`. */
  readonly bitRate: number
}

/** Encodes one file. Calls may overlap; they are taken in order. */
export interface Encoder {
  /**
   * Takes the next samples over: one array in −1…1 for each channel, of equal length. The result says when
   * they are through, for a source that can wait.
   */
  encode(channels: readonly Float32Array[]): Promise<void>
  /** Resolves when all bytes have been given out. */
  finish(): Promise<EncodedEnd>
  /** Gives up what is not finished; what waits may never settle. Harmless at any time. */
  close(): void
}

export interface EncodedEnd {
  /** The file's first bytes as they ought to be, now that its length is known. */
  readonly head?: Uint8Array<ArrayBuffer>
}
