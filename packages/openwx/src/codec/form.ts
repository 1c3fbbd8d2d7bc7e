/** JavaScript's own conversion, whatever the value: `[object Object]` for `{}` is what WeChat sends. */
export const plainText = (value: unknown): string => String(value)

/**
 * `application/x-www-form-urlencoded` as `wx.request` writes it: own enumerable keys, values by plain
 * string conversion (so `{}` is `[object Object]`), a space as `%20`.
 */
export const encodeForm = (data: Readonly<Record<string, unknown>>): string =>
  Object.keys(data)
    .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(plainText(data[key]))}`)
    .join('&')
