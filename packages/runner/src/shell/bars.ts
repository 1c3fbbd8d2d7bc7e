import { icon, make, makeButton } from './dom.js'
import type { NavigationBar, TabBar } from './protocol.js'

export type NavigationBarView = {
  readonly element: HTMLElement
  show(bar: NavigationBar): void
}

/** The bar with title, back button and capsule; a custom one leaves only the capsule, on the page. */
export const createNavigationBar = (
  screen: () => HTMLElement,
  actions: { back(): void; home(): void; menu(): void; close(): void },
): NavigationBarView => {
  const back = makeButton(
    { class: 'bar-button back', 'aria-label': 'Back' },
    actions.back,
    icon('back', 'M15.500 3.500 7 12l8.500 8.500'),
  )
  const home = makeButton(
    { class: 'bar-button home', 'aria-label': 'Home' },
    actions.home,
    icon('home', 'M4 11 12 4.500 20 11v8.500h-5.500V14h-5v5.500H4z'),
  )
  const title = make('h1', { class: 'title' })
  const loading = make('span', { class: 'spinner', role: 'status', 'aria-label': 'Loading' })
  const capsule = make(
    'div',
    { class: 'capsule' },
    makeButton(
      { 'aria-label': 'Menu' },
      actions.menu,
      icon('more', 'M4.500 12h.010M12 12h.010M19.500 12h.010'),
    ),
    makeButton(
      { 'aria-label': 'Restart' },
      actions.close,
      icon('close', 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z', 'M12 12h.010'),
    ),
  )
  const element = make(
    'header',
    { class: 'navigation-bar' },
    make('div', { class: 'leading' }, back, home),
    make('div', { class: 'heading' }, loading, title),
    capsule,
  )

  return {
    element,
    show(bar) {
      back.hidden = bar.leading !== 'back'
      home.hidden = bar.leading !== 'home'
      loading.hidden = !bar.loading
      title.textContent = bar.title
      const { classList, style } = screen()
      classList.toggle('is-custom', !bar.visible)
      classList.toggle('is-white-text', bar.textStyle === 'white')
      style.setProperty('--bar-background', bar.background)
    },
  }
}

export type TabBarView = { readonly element: HTMLElement; show(bar: TabBar | undefined): void }

export const createTabBar = (select: (index: number) => void): TabBarView => {
  const element = make('nav', { class: 'tab-bar' })
  element.hidden = true

  return {
    element,
    show(bar) {
      element.hidden = !bar
      if (!bar) return
      element.style.background = bar.background
      element.dataset.border = bar.border
      element.replaceChildren(
        ...bar.items.map((item, index) => {
          const selected = index === bar.selected
          const source = selected ? item.selectedIcon : item.icon
          const tab = makeButton(
            { class: 'tab', 'aria-current': selected ? 'page' : 'false' },
            () => select(index),
            ...(source === undefined ? [] : [make('img', { src: source, alt: '' })]),
            make('span', {}, item.text),
          )
          tab.style.color = selected ? bar.selectedColor : bar.color
          return tab
        }),
      )
    },
  }
}
