import type { ApiDefinition } from 'openwx/call'
import { appInfoApis } from './app-info.js'
import { clipboardApis } from './clipboard.js'
import { dialogApis } from './dialogs.js'
import { navigationBarApis } from './navigation-bar.js'
import { navigationApis } from './navigation.js'
import { pageScrollTo } from './page-scroll-to.js'
import type { ApiParts } from './parts.js'
import { storageApis } from './storage.js'
import { systemInfoApis } from './system-info.js'
import { toastApis } from './toast.js'
import { viewApis } from './view.js'

/** The `wx` functions that need the page stack and the frame around it. */
export const runnerApis = (parts: ApiParts): Record<string, ApiDefinition<unknown>> => ({
  ...navigationApis(parts),
  ...navigationBarApis(parts),
  ...toastApis(parts),
  ...dialogApis(parts),
  pageScrollTo: pageScrollTo(parts),
  ...storageApis(parts),
  ...clipboardApis(parts),
  ...systemInfoApis(parts),
  ...appInfoApis(parts),
  ...viewApis(parts),
})
