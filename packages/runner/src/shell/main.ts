import { createNavigationBar, createTabBar } from './bars.js'
import { showActionSheet, showModal } from './dialogs.js'
import { make } from './dom.js'
import { createNowPlaying } from './now-playing.js'
import { createPhone } from './phone.js'
import { createProblems } from './problems.js'
import type { ProgramFace, Shell } from './protocol.js'
import { createToast } from './toast.js'
import { words } from './words.js'

declare global {
  interface Window {
    /** Written into the page by whoever serves it. */
    openwxConfig: { name: string; frame: string }
  }
}

const { name, frame } = window.openwxConfig
let program: ProgramFace | undefined
let route = window.location.hash.replace(/^#/, '')

const restart = () => program && window.frames[0]?.location.reload()

const menu = async () => {
  const chosen = await showActionSheet(
    phone.screen,
    { title: route, items: ['Home', 'Settings', 'Reload'], itemColor: 'inherit' },
    words().cancel,
  )
  if (chosen === 0) program?.home()
  if (chosen === 1) program?.settings()
  if (chosen === 2) restart()
}

const navigationBar = createNavigationBar(() => phone.screen, {
  back: () => program?.back(),
  home: () => program?.home(),
  menu: () => void menu(),
  close: restart,
})
const tabBar = createTabBar((index) => program?.switchTab(index))
const nowPlaying = createNowPlaying(name, (key) => program?.press(key))
const toast = createToast()
const problems = createProblems()
const iframe = make('iframe', {
  class: 'program',
  title: name,
  allow: 'clipboard-read; clipboard-write; microphone; camera; autoplay; fullscreen',
})
const phone = createPhone(
  navigationBar.element,
  iframe,
  nowPlaying.element,
  tabBar.element,
  toast.element,
)

const address = make('output', { class: 'address' })
const caption = make('header', { class: 'caption' }, make('strong', {}, name), address)
document.body.append(make('div', { class: 'side' }, caption, problems.element), phone.element)

const shell: Shell = {
  name,
  screen: phone.screen,
  connect(face) {
    program = face
    Object.defineProperty(window, 'openwx', { configurable: true, get: () => face.openwx })
  },
  setNavigationBar(bar) {
    navigationBar.show(bar)
    document.title = bar.title === '' ? name : `${bar.title} · ${name}`
  },
  setTabBar: tabBar.show,
  setNowPlaying: nowPlaying.show,
  showToast: toast.show,
  hideToast: toast.hide,
  showModal: (modal) => showModal(phone.screen, modal),
  showActionSheet: (sheet) => showActionSheet(phone.screen, sheet, words().cancel),
  setRoute(url) {
    route = url
    address.textContent = url
    // The frame makes the history entries; this one only mirrors where it is.
    window.history.replaceState(window.history.state, '', `#${url}`)
  },
  showErrors: problems.show,
  metrics: phone.metrics,
}

window.openwxShell = shell
window.addEventListener('hashchange', () => {
  const url = window.location.hash.replace(/^#/, '')
  if (url !== route) program?.open(url)
})
iframe.setAttribute('src', frame + window.location.hash)
