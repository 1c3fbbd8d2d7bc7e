/** Seconds as `1:02`; what has no number yet, as a dash. */
const clock = (seconds) => {
  if (!(seconds >= 0)) return '–'
  const whole = Math.floor(seconds)
  const rest = whole % 60
  return `${Math.floor(whole / 60)}:${rest < 10 ? '0' : ''}${rest}`
}

/** How much of a whole, in percent; 0 of what is not known. */
const share = (part, whole) => (whole > 0 ? Math.min(100, (100 * part) / whole) : 0)

module.exports = { clock, share }
