import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'

/** One of the pictures that the tests of the library read. */
export const picture = (name: string): string =>
  fileURLToPath(new URL(`../../openwx/conformance/pictures/${name}`, import.meta.url))

/** A sheet or view of the host, in front of the program. */
export const dialog = (page: Page, kind: string): Locator =>
  page.locator(`[data-openwx-dialog="${kind}"]`)

/** Taps `trigger`, takes the album of what is offered, and chooses files as a user does. */
export const chooseFromAlbum = async (page: Page, trigger: Locator, files: readonly string[]) => {
  await trigger.click()
  const album = dialog(page, 'actions').getByRole('button', {
    name: 'Choose from album',
    exact: true,
  })
  await album.waitFor()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), album.click()])
  await chooser.setFiles([...files])
}
