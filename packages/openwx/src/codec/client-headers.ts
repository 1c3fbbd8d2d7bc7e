const NAMES =
  /^(?:referer|user-agent|connection|content-length|expect|host|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/

/**
 * Whether a header's name (in lower case) is the client's own: what a program gives for it is dropped without
 * a word, on every host. Referer and User-Agent are WeChat's rule; the others belong to the connection, and
 * letting them through would let one request look like two.
 */
export const isClientHeader = (name: string): boolean => NAMES.test(name)
