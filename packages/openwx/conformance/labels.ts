import features from './features.json' with { type: 'json' }

/** What a case proves, as its title says it. */
export interface Labels {
  /** Ids of `features.json`. */
  readonly features: readonly string[]
  /** Numbered cases of the behaviour documents: `network 73`. */
  readonly spec: readonly string[]
}

const documents = [
  'authorize',
  'common',
  'files',
  'lessons',
  'media-audio',
  'media-image',
  'media-record',
  'network',
  'runner',
]
const featureIds = new Set(features.flatMap((group) => Object.keys(group.features)))

const NUMBERED = String.raw`[a-z-]+ \d+(?:(?:, |–)\d+)*`
const TITLE = new RegExp(
  String.raw`^(?:(?<features>[A-Z]\d\d(?:, [A-Z]\d\d)*):? )?(?:(?<numbered>${NUMBERED}(?:, ${NUMBERED})*): )?.+$`,
)
const PORT = /^port [a-z-]+: /

const numbersOf = (text: string): number[] =>
  text.split(', ').flatMap((part) => {
    const [first = NaN, last = first] = part.split('–').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })

/** `network 76, 80–82, lessons 3`, case by case. @throws Error for a document that is none. */
const specOf = (numbered: string, title: string): string[] =>
  numbered.split(/, (?=[a-z])/).flatMap((part) => {
    const at = part.indexOf(' ')
    const document = part.slice(0, at)
    if (!documents.includes(document)) throw new Error(`No document "${document}": ${title}`)
    return numbersOf(part.slice(at + 1)).map((number) => `${document} ${number}`)
  })

/**
 * Reads the labels that begin a case's title: features (`A09 keeps …`, `A13, A14 tells …`), numbered
 * cases (`network 73: …`, `network 76, 80–82, lessons 3: …`), both, or a port (`port http: …`).
 * @throws Error when a title proves nothing that is known: it would be missing in the coverage.
 */
export const labelsOf = (title: string): Labels => {
  if (PORT.test(title)) return { features: [], spec: [] }
  const { features: ids, numbered } = TITLE.exec(title)?.groups ?? {}
  const labels = {
    features: ids?.split(', ') ?? [],
    spec: numbered === undefined ? [] : specOf(numbered, title),
  }
  const unknown = labels.features.find((id) => !featureIds.has(id))
  if (unknown !== undefined) throw new Error(`No feature ${unknown}: ${title}`)
  if (labels.features.length + labels.spec.length === 0) {
    throw new Error(
      `A case's title begins with what it proves ("A09 …", "network 73: …"): ${title}`,
    )
  }
  return labels
}
