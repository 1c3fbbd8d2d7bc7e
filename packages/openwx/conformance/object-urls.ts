const created = new Set<string>()
const createObjectURL = URL.createObjectURL.bind(URL)
const revokeObjectURL = URL.revokeObjectURL.bind(URL)

URL.createObjectURL = (object) => {
  const url = createObjectURL(object)
  created.add(url)
  return url
}
URL.revokeObjectURL = (url) => {
  created.delete(url)
  revokeObjectURL(url)
}

/** Object URLs that were made since it was last asked and not taken back. */
export const takeObjectUrls = (): string[] => {
  const left = [...created]
  created.clear()
  return left
}
