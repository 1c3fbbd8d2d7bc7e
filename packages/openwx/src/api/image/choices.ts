/** Options that say what may be chosen: WeChat checks none of them, so whatever makes no sense is left out. */

/**
 * The words of a list option that are legal; all of them when none is.
 * @param given A list; a single word counts as one.
 */
export const wordsOf = <W extends string>(given: unknown, legal: readonly W[]): readonly W[] => {
  const words: readonly unknown[] = Array.isArray(given) ? given : [given]
  const known = legal.filter((word) => words.includes(word))
  return known.length > 0 ? known : legal
}

/** How many may be chosen: text is read as a number, and what is no count of 1 or more is `most`. */
export const countOf = (given: unknown, most: number): number => {
  const count = typeof given === 'number' || typeof given === 'string' ? Number(given) : NaN
  return count >= 1 ? Math.min(Math.floor(count), most) : most
}
