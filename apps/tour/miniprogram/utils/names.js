/** `a a b` as `a ×2`, `b`. */
const grouped = (names) => {
  const groups = []
  names.forEach((name) => {
    const last = groups[groups.length - 1]
    if (last && last.name === name) last.count += 1
    else groups.push({ name, count: 1 })
  })
  return groups.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name))
}

/** A header's value, whatever the case of its name. */
const headerOf = (header, name) => {
  const key = Object.keys(header || {}).find((one) => one.toLowerCase() === name)
  return key === undefined ? undefined : header[key]
}

module.exports = { grouped, headerOf }
