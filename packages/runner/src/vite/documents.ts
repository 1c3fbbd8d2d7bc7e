import { CLIENT_PATH, FRAME_URL, SERVICE_WORKER_URL } from './urls.js'

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

/** JSON that cannot end the script element that it stands in. */
const inlineJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

const VIEWPORT = 'width=device-width, initial-scale=1, viewport-fit=cover'

/** The page that the user opens: a phone with the program in an iframe, or on a phone just that. */
export const shellDocument = (program: { name: string }): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="${VIEWPORT}" />
    <meta name="color-scheme" content="light dark" />
    <title>${escape(program.name)}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${CLIENT_PATH}shell-style.css" />
  </head>
  <body>
    <script>
      window.openwxConfig = ${inlineJson({ name: program.name, frame: FRAME_URL })}
    </script>
    <script type="module" src="${CLIENT_PATH}shell.js"></script>
  </body>
</html>
`

/** The page in the iframe. `host` is what the browser host needs to know, the gateway above all. */
export const frameDocument = (
  entry: string,
  appId: string,
  host: object,
): string => `<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="${VIEWPORT}" />
    <link rel="stylesheet" href="${CLIENT_PATH}runtime-style.css" />
    <script>
      window.openwxHost = ${inlineJson(host)}
      // Without it, as in some private windows, only the addresses below /wxfile/ have no answer.
      navigator.serviceWorker
        ?.register(${inlineJson(`${SERVICE_WORKER_URL}?${new URLSearchParams({ appId }).toString()}`)})
        .catch(() => undefined)
    </script>
  </head>
  <body>
    <script type="module" src="${entry}"></script>
  </body>
</html>
`
