/**
 * The origin that a setting names, in canonical form.
 *
 * @throws TypeError when it is anything but scheme, host and port.
 */
export const parseOrigin = (text: string, setting: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    url === undefined ||
    (url.protocol !== 'https:' && url.protocol !== 'http:') ||
    url.href !== `${url.origin}/`
  ) {
    throw new TypeError(
      `${setting}: ${JSON.stringify(text)} is not an origin such as https://api.example.com`,
    )
  }
  return url.origin
}
