import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProgram, type OpenProgram } from './open-program.js'

type Openwx = {
  errors: { level: string; message: string; where: string; file?: string; line?: number }[]
  getApp(): { globalData: { journal: string[]; lastError?: string } }
  getCurrentPages(): { route: string; data: Record<string, unknown> }[]
  wx: Record<string, (options: object) => Promise<object>>
}

let program: OpenProgram
/** An element of the page on top. */
const at = (selector: string): Locator =>
  program.frame().locator(`wx-page:visible`).locator(selector)
const text = (selector: string) => () => at(selector).textContent()
const css = (selector: string, property: string) => () =>
  at(selector).evaluate(
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  )
const openwx = <T>(read: (openwx: Openwx) => T): Promise<T> =>
  // The outer page offers it as well as the frame.
  program.page.evaluate(`(${read.toString()})(globalThis.openwx)`)
const journal = () => openwx(({ getApp }) => getApp().globalData.journal)
const errors = () => openwx(({ errors }) => errors)
const stack = () => openwx(({ getCurrentPages }) => getCurrentPages().map(({ route }) => route))
const shown = (route: string) => program.frame().locator(`wx-page[data-route="${route}"]:visible`)

beforeAll(async () => {
  program = await openProgram(new URL('fixtures/synth/', import.meta.url), {
    viewport: { width: 1280, height: 920 },
    locale: 'en-US',
  })
})
afterAll(() => program.close())

describe('templates and styles', () => {
  it('shows data, binds two ways and keeps up with setData', async () => {
    await program.open('pages/index/index')
    await expect.poll(text('#greeting')).toBe('Hello synth, 0')
    await at('#add').click()
    await expect.poll(text('#greeting')).toBe('Hello synth, 2')
    await at('#typed input').fill('both ways')
    await expect.poll(text('#echo')).toBe('both ways')
    expect(await openwx(({ getCurrentPages }) => getCurrentPages()[0]?.data.typed)).toBe(
      'both ways',
    )
  })

  it('converts rpx in sheets and inline, and selects by id, data and the page itself', async () => {
    await program.open('pages/index/index')
    await expect.poll(css('#greeting', 'width')).toBe('195px')
    await expect.poll(css('#greeting', 'border-left-color')).toBe('rgb(1, 2, 3)')
    await expect.poll(css('.imported', 'padding-top')).toBe('3.9px')
    await expect.poll(css('.imported', 'color')).toBe('rgb(0, 128, 0)')
    await expect.poll(css('#inline', 'width')).toBe('39px')
  })

  it('knows if, for, template, import, include and spread', async () => {
    await program.open('pages/template/template')
    await expect.poll(text('#head')).toBe('included a')
    await expect.poll(text('#mode')).toBe('mode a')
    expect(await at('.row').allTextContents()).toEqual(['0:1:one', '1:2:two'])
    expect(await at('.pair').allTextContents()).toEqual(['x=1', 'y=2'])
    expect(await at('.none').count()).toBe(0)
    await expect.poll(text('#expression')).toBe('yes 3 aq v')
    expect(await at('wx-page > .cell, wx-text.cell').last().textContent()).toBe('x:9:dynamic')
  })

  it('runs WXS: modules, its globals and types, handlers and observers', async () => {
    await program.open('pages/wxs/wxs')
    await expect.poll(text('#price')).toBe('¥3.00 ABC digits 1970')
    await expect.poll(text('#kinds')).toBe('Number String Array Object true')
    await expect.poll(css('#box', 'opacity')).toBe('0.3')
    await at('#button').click()
    await expect.poll(text('#called')).toBe('called with 7')
    await expect.poll(css('#box', 'width')).toBe('39px')
    expect(await at('#box').getAttribute('class')).toContain('touched')
    expect(await at('#button').getAttribute('class')).toContain('tapped')
    await at('#grow').click()
    await expect.poll(css('#box', 'opacity')).toBe('0.5')
  })
})

describe('events', () => {
  type Heard = {
    type: string
    detail: Record<string, number>
    mark: object
    touches: unknown[]
    changedTouches: Record<string, number>[]
    target: { dataset: Record<string, unknown> }
    currentTarget: { id: string; dataset: Record<string, unknown> }
  }
  const heard = async (): Promise<Heard[]> =>
    program
      .frame()
      .evaluate<Heard[]>(`JSON.parse(JSON.stringify(openwx.getCurrentPages().at(-1).data.heard))`)
  const names = async () =>
    (await heard()).map(
      ({ type, currentTarget }) => `${type} ${String(currentTarget.dataset.name)}`,
    )

  beforeEach(async () => {
    await program.open('pages/events/events')
  })

  it('captures, bubbles and stops at a catch', async () => {
    await at('#inner').click()
    expect(await names()).toEqual(['capture outer', 'tap inner', 'tap caught'])
  })

  it('hands out plain events with dataset, marks and touches', async () => {
    await at('#inner').click()
    const tap = (await heard())[1]
    expect(tap).toMatchObject({
      mark: { level: 'outer', inner: 1 },
      touches: [],
      target: { dataset: { name: 'inner', someValue: { a: 1 } } },
    })
    expect(tap?.detail.x).toBe(tap?.changedTouches[0]?.pageX)
  })

  it('runs one of the mut-binds on the way', async () => {
    await at('#mut-inner').click()
    expect(await names()).toEqual(['capture outer', 'tap mut-inner', 'tap outer'])
  })

  it('lets capture-catch keep an event from what is below', async () => {
    await at('#below').click()
    expect(await names()).toEqual(['tap stopped'])
  })

  it('tells a long press, and no tap after it', async () => {
    await at('#press').hover()
    await program.page.mouse.down()
    await expect.poll(names).toEqual(['longpress press'])
    await program.page.mouse.up()
    await at('#below').click()
    expect(await names()).toEqual(['longpress press', 'tap stopped'])
  })

  it('sends touch events for a mouse', async () => {
    await at('#touch').hover()
    await program.page.mouse.down()
    await program.page.mouse.move(700, 500, { steps: 2 })
    await program.page.mouse.up()
    expect(await names()).toEqual([
      'touchstart touch',
      'touchmove touch',
      'touchmove touch',
      'touchend touch',
    ])
  })

  it('understands bindtap on a tag that nobody defined', async () => {
    await at('#unknown').click()
    expect(await names()).toEqual(['tap unknown'])
  })
})

describe('components', () => {
  beforeEach(async () => {
    await program.open('pages/component/component')
  })

  it('have properties, observers, behaviors, slots and relations', async () => {
    await expect.poll(text('#card .components_card_card--title')).toBe('A card 5 3')
    await expect.poll(text('#head')).toBe('head slot')
    await expect.poll(text('#default')).toBe('default slot')
    expect(
      await program
        .frame()
        .evaluate(`openwx.getCurrentPages()[0].selectComponent('#list').count()`),
    ).toBe(2)
    expect(
      await program.frame().evaluate(`openwx.getCurrentPages()[0].selectComponent('#card')`),
    ).toEqual({ exported: true, title: 'A card' })
  })

  it('send events up, through components', async () => {
    await at('#card wx-button').click()
    await expect.poll(text('#detail')).toBe('changed 15 1')
  })

  it('are isolated, take external classes and may share', async () => {
    await expect.poll(css('.components_card_card--title', 'color')).toBe('rgb(200, 0, 0)')
    await expect.poll(css('.components_card_card--title', 'font-style')).toBe('normal')
    await expect
      .poll(css('.components_card_card--title', 'background-color'))
      .toBe('rgb(10, 20, 30)')
    await expect.poll(css('#card', 'border-top-color')).toBe('rgb(4, 5, 6)')
    await program.open('pages/index/index')
    await expect.poll(css('.note', 'color')).toBe('rgb(9, 8, 7)')
    await expect.poll(css('.note', 'font-weight')).toBe('700')
    // Sheets of other pages do not apply.
    await expect.poll(css('#greeting', 'font-style')).toBe('normal')
  })

  it('live in the documented order', async () => {
    await expect.poll(journal).toContain('component.onReady')
    expect((await journal()).filter((line) => !line.startsWith('App'))).toEqual([
      'card.created',
      'card.observer 2 1',
      'behavior.attached',
      'card.attached',
      'list.linked',
      'list.linked',
      'component.onLoad',
      'card.page.show',
      'card.ready',
      'component.onReady',
    ])
  })

  it('answer selector queries', async () => {
    const result = await program.frame().evaluate(
      `new Promise((resolve) => {
        const query = openwx.wx.createSelectorQuery()
        query.select('#measure').fields({ size: true, dataset: true }, (found) => resolve(found))
        query.exec()
      })`,
    )
    expect(result).toMatchObject({ width: 100, height: 40, dataset: { q: '7' } })
  })
})

describe('pages', () => {
  it('live in the documented order, and get their query', async () => {
    await program.open('pages/index/index')
    await at('#to-life').click()
    await expect.poll(text('#query')).toBe('{"id":"1","name":"你"}')
    await at('#detail').click()
    await expect.poll(text('#asked')).toBe('asked 42')
    await expect.poll(text('#n')).toBe('1')
    expect(await stack()).toEqual([
      'pages/index/index',
      'pages/life/life',
      'packages/detail/detail',
    ])
    await program.page.goBack()
    await expect.poll(text('#from')).toBe('detail said 43')
    await at('#back').click()
    await shown('pages/index/index').waitFor()
    expect((await journal()).filter((line) => !line.startsWith('card'))).toEqual([
      'App.onLaunch pages/index/index {}',
      'App.onShow',
      'customPage',
      'life.onLoad {"id":"1","name":"你"}',
      'life.onShow',
      'life.onReady',
      'life.onHide',
      'life.onShow',
      'life.onUnload',
    ])
  })

  it('open directly by address, and show the address they are at', async () => {
    await program.open('pages/life/life?id=7')
    await expect.poll(text('#query')).toBe('{"id":"7"}')
    expect(await stack()).toEqual(['pages/life/life'])
    await at('#redirect').click()
    await shown('pages/scroll/scroll').waitFor()
    expect(program.page.url()).toBe(`${program.url}#/pages/scroll/scroll`)
    expect(await stack()).toEqual(['pages/scroll/scroll'])
  })

  it('follow the address bar, Back and Forward', async () => {
    await program.open('pages/index/index')
    await at('#to-life').click()
    await shown('pages/life/life').waitFor()
    await program.page.goBack()
    await shown('pages/index/index').waitFor()
    await program.page.goForward()
    await expect.poll(text('#query')).toBe('{"id":"1","name":"你"}')
    await program.page.evaluate(`location.hash = '/pages/template/template'`)
    await shown('pages/template/template').waitFor()
    expect(await stack()).toEqual(['pages/template/template'])
  })

  it('wait for each other when a program does not', async () => {
    await program.open('pages/index/index')
    await program.frame().evaluate(`{
      const { wx } = openwx
      wx.navigateTo({ url: '/pages/life/life' })
      wx.navigateTo({ url: '/pages/scroll/scroll' })
      wx.navigateBack()
      wx.navigateTo({ url: '/packages/detail/detail' })
    }`)
    await shown('packages/detail/detail').waitFor()
    expect(await stack()).toEqual([
      'pages/index/index',
      'pages/life/life',
      'packages/detail/detail',
    ])
    await program.page.goBack()
    await shown('pages/life/life').waitFor()
  })

  it('are found again by Back after the frame was loaded anew', async () => {
    await program.open('pages/index/index')
    await at('#to-life').click()
    await shown('pages/life/life').waitFor()
    await program.page.getByRole('button', { name: 'Restart' }).click()
    await expect.poll(stack).toEqual(['pages/life/life'])
    await program.page.goBack()
    await shown('pages/index/index').waitFor()
    expect(await stack()).toEqual(['pages/index/index'])
  })

  it('start anew with reLaunch, from any depth', async () => {
    await program.open('pages/index/index')
    await at('#to-life').click()
    await at('#relaunch').click()
    await shown('pages/index/index').waitFor()
    expect(await stack()).toEqual(['pages/index/index'])
    expect(program.page.url()).toBe(`${program.url}#/pages/index/index?again=1`)
  })

  it('of tabs stay alive while another tab is shown', async () => {
    await program.open('pages/index/index')
    await at('#add').click()
    await program.page.locator('.tab', { hasText: 'Tab' }).click()
    await shown('pages/tab/tab').waitFor()
    expect(await openwx(({ getCurrentPages }) => getCurrentPages()[0]?.data.tapped)).toBe('Tab')
    await program.page.locator('.tab', { hasText: 'Index' }).click()
    await expect.poll(text('#greeting')).toBe('Hello synth, 2')
    expect(await stack()).toEqual(['pages/index/index'])
  })

  it('are refused with the texts of WeChat', async () => {
    await program.open('pages/life/life')
    const refusal = (call: string) =>
      program.frame().evaluate(`openwx.wx.${call}.then(() => 'ok', ({ errMsg }) => errMsg)`)
    expect(await refusal(`navigateTo({ url: '/pages/none/none?a=1' })`)).toBe(
      'navigateTo:fail page "/pages/none/none" is not found',
    )
    expect(await refusal(`navigateTo({ url: '/pages/tab/tab' })`)).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await refusal(`switchTab({ url: '/pages/life/life' })`)).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    )
    expect(await refusal(`navigateBack()`)).toBe(
      'navigateBack:fail cannot navigate back at first page.',
    )
    expect(await refusal(`navigateTo({})`)).toBe(
      'navigateTo:fail parameter error: parameter.url should be String instead of Undefined;',
    )
    for (let depth = 2; depth <= 10; depth += 1) {
      expect(await refusal(`navigateTo({ url: 'life' })`)).toBe('ok')
    }
    expect(await refusal(`navigateTo({ url: 'life' })`)).toBe(
      'navigateTo:fail webview count limit exceed',
    )
  })

  it('tell of scrolling, and are as high as 100vh', async () => {
    await program.open('pages/scroll/scroll')
    const height = await program.frame().evaluate('window.innerHeight')
    await expect.poll(css('#viewport', 'height')).toBe(`${String(height)}px`)
    await expect.poll(text('#state')).toBe('false 0')
    await program.frame().evaluate(`openwx.wx.pageScrollTo({ selector: '#end', duration: 0 })`)
    await expect.poll(text('#state')).toBe('true 1')
  })
})

describe('a touch screen', () => {
  it('sends touches and taps, and no mouse after them', async () => {
    const phone = await openProgram(new URL('fixtures/synth/', import.meta.url), {
      viewport: { width: 390, height: 780 },
      hasTouch: true,
      isMobile: true,
    })
    try {
      const frame = await phone.open('pages/events/events')
      await frame.locator('#touch').tap()
      await frame.locator('#inner').tap()
      const heard = await frame.evaluate(
        `openwx.getCurrentPages()[0].data.heard.map(({ type, touches, changedTouches, currentTarget }) =>
          [type, currentTarget.dataset.name, touches.length, changedTouches.length])`,
      )
      expect(heard).toEqual([
        ['touchstart', 'touch', 1, 1],
        ['touchend', 'touch', 0, 1],
        ['capture', 'outer', 0, 1],
        ['tap', 'inner', 0, 1],
        ['tap', 'caught', 0, 1],
      ])
    } finally {
      await phone.close()
    }
  })
})

describe('the frame around the program', () => {
  const bar = () => program.page.locator('.navigation-bar')

  it('shows title and colours of the page, and the way back', async () => {
    await program.open('pages/component/component')
    await expect.poll(() => bar().locator('.title').textContent()).toBe('Component')
    const background = () => bar().evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(await background()).toBe('rgb(18, 52, 86)')
    expect(await bar().evaluate((element) => getComputedStyle(element).color)).toBe(
      'rgb(255, 255, 255)',
    )
    await bar().getByRole('button', { name: 'Home' }).click()
    await shown('pages/index/index').waitFor()
    await expect.poll(background).toBe('rgb(250, 250, 250)')
    await at('#to-life').click()
    await bar().getByRole('button', { name: 'Back' }).click()
    await shown('pages/index/index').waitFor()
  })

  it('changes title and colours as the program asks', async () => {
    await program.open('pages/life/life')
    await program.frame().evaluate(`openwx.wx.setNavigationBarTitle({ title: 'Changed' })`)
    await program
      .frame()
      .evaluate(
        `openwx.wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#ff0000' })`,
      )
    expect(await bar().locator('.title').textContent()).toBe('Changed')
    expect(await bar().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(255, 0, 0)',
    )
  })

  it('follows the colour scheme by theme.json', async () => {
    await program.page.emulateMedia({ colorScheme: 'dark' })
    await program.open('pages/life/life')
    expect(await bar().evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(32, 32, 32)',
    )
    await program.page.emulateMedia({ colorScheme: 'light' })
    await expect
      .poll(() => bar().evaluate((element) => getComputedStyle(element).backgroundColor))
      .toBe('rgb(250, 250, 250)')
  })

  it('shows toasts, modals and sheets, and answers', async () => {
    await program.open('pages/life/life')
    const { page } = program
    const call = (code: string) =>
      program.frame().evaluate(`openwx.wx.${code}.then((result) => result, (error) => error)`)
    await call(`showToast({ title: 'Saved', duration: 60000 })`)
    expect(await page.locator('.toast').textContent()).toBe('Saved')
    await call(`hideToast()`)
    expect(await page.locator('.toast').isVisible()).toBe(false)

    const modal = call(`showModal({ title: 'Name', editable: true, placeholderText: 'Yours' })`)
    await page.locator('.modal textarea').fill('Li')
    await page.locator('.modal .confirm').click()
    expect(await modal).toEqual({
      confirm: true,
      cancel: false,
      content: 'Li',
      errMsg: 'showModal:ok',
    })

    const sheet = call(`showActionSheet({ itemList: ['One', 'Two'] })`)
    await page.locator('.sheet-item', { hasText: 'Two' }).click()
    expect(await sheet).toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    const cancelled = call(`showActionSheet({ itemList: ['One'] })`)
    await page.locator('.sheet').waitFor()
    await page.keyboard.press('Escape')
    expect(await cancelled).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  it('fills a narrow window', async () => {
    await program.page.setViewportSize({ width: 375, height: 700 })
    await program.open('pages/scroll/scroll')
    expect(await program.frame().evaluate('[innerWidth, innerHeight]')).toEqual([375, 700])
    await program.page.setViewportSize({ width: 1280, height: 920 })
    expect(await program.frame().evaluate('innerWidth')).toBe(390)
  })
})

describe('wx', () => {
  it('stores under the app id, by value', async () => {
    await program.open('pages/life/life')
    const run = (code: string) =>
      program.frame().evaluate(`(() => { const { wx } = openwx; ${code} })()`)
    expect(
      await run(
        `wx.setStorageSync('k', { a: [1] }); return [wx.getStorageSync('k'), wx.getStorageSync('none')]`,
      ),
    ).toEqual([{ a: [1] }, ''])
    await program.open('pages/life/life')
    expect(await run(`return wx.getStorage({ key: 'k' })`)).toEqual({
      data: { a: [1] },
      errMsg: 'getStorage:ok',
    })
    expect(
      await run(`wx.removeStorageSync('k'); return wx.getStorage({ key: 'k' }).catch((e) => e)`),
    ).toEqual({
      errMsg: 'getStorage:fail data not found',
    })
  })

  it('lacks what it cannot do, so that programs can tell', async () => {
    await program.open('pages/life/life')
    expect(await program.frame().evaluate('typeof openwx.wx.chooseAddress')).toBe('undefined')
  })
})

describe('errors', () => {
  afterEach(async () => {
    // Whatever failed, the program goes on.
    await program.frame().evaluate(`openwx.wx.reLaunch({ url: '/pages/index/index' })`)
    await expect.poll(text('#greeting')).toBe('Hello synth, 0')
  })

  it('in a handler are reported with their place, and told to App.onError', async () => {
    await program.open('pages/events/events')
    await at('#throw').click()
    await expect
      .poll(async () => (await errors()).map(({ file, line }) => `${file}:${line}`))
      .toEqual(['pages/events/events.js:18'])
    expect(await errors()).toMatchObject([
      { level: 'error', message: 'Error: from a handler', where: 'listener (pages/events/events)' },
    ])
    expect(await program.page.locator('.problem-place').textContent()).toContain(
      'pages/events/events.js:18',
    )
    expect(await openwx(({ getApp }) => getApp().globalData.lastError)).toContain('from a handler')
  })

  it('in promises and callbacks are reported, too', async () => {
    await program.open('pages/events/events')
    await at('#reject').click()
    await at('#late').click()
    await expect
      .poll(async () => (await errors()).map(({ message, line }) => `${message} ${line}`))
      .toEqual(['Error: from a promise 22', 'Error: from a callback 26'])
  })
})
