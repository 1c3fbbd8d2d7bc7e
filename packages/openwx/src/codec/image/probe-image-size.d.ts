declare module 'probe-image-size/sync.js' {
  export default function probe(bytes: Uint8Array): import('./probe.js').Probed | null
}
