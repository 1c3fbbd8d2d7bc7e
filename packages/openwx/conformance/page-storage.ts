/** Removes what pages of this origin have kept, so that a case begins on a fresh machine. */
export const clearPageStorage = async (): Promise<void> => {
  localStorage.clear()
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('openwx-files')
    request.onsuccess = resolve
    request.onerror = reject
    request.onblocked = () => reject(new Error('a host has not closed its database'))
  })
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('openwx-files', { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error
  })
}
