import type { Frame, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProgram } from '../open-program.js'
import type { OpenProgram } from '../open-program.js'

let program: OpenProgram
let page: Page
let frame: Frame

beforeAll(async () => {
  program = await openProgram(new URL('../fixtures/components/', import.meta.url), {
    viewport: { width: 390, height: 780 },
    locale: 'en-US',
  })
  page = program.page
})
afterAll(() => program.close())

const open = async (name: string) => {
  frame = await program.open(`pages/${name}/${name}`)
}
/** In the page that is on top: elements of the fixture, and what its handlers heard. */
const at = (selector: string): Locator =>
  frame.locator(`wx-page ${selector}`).locator('visible=true')
const lines = () => at('.heard').allTextContents()
/** What a handler heard, as `id.type`, with its details. */
const heard = async (event: string) =>
  (await lines())
    .filter((line) => line.startsWith(`${event} `))
    .map((line): unknown => JSON.parse(line.slice(event.length + 1)))
/* eslint-disable vitest/valid-expect -- the caller adds the matcher */
const expectHeard = (event: string) => expect.poll(() => heard(event), { timeout: 10_000 })
const text = (selector: string) => expect.poll(() => at(selector).textContent())
/* eslint-enable vitest/valid-expect */
const box = async (selector: string) => {
  const found = await at(selector).boundingBox()
  if (!found) throw new Error(`${selector} has no box`)
  return found
}
/** Drags the mouse through points of an element, each a share of its width and height. */
const dragInside = async (selector: string, ...points: [number, number][]) => {
  const { x, y, width, height } = await box(selector)
  const [start = [0, 0], ...rest] = points
  await page.mouse.move(x + width * start[0], y + height * start[1])
  await page.mouse.down()
  for (const [left, top] of rest) {
    await page.mouse.move(x + width * left, y + height * top, { steps: 3 })
  }
  await page.mouse.up()
}
const style = (selector: string, property: string) =>
  at(selector).evaluate(
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  )

describe('view', () => {
  beforeEach(() => open('view'))

  it('shows its hover-class while it is pressed', async () => {
    await at('#outer').hover({ position: { x: 5, y: 5 } })
    await page.mouse.down()
    await expect.poll(() => at('#outer').getAttribute('class')).toContain('pressed')
    await page.mouse.up()
    await expect.poll(() => at('#outer').getAttribute('class')).not.toContain('pressed')
  })
  it('keeps a press from its ancestors with hover-stop-propagation', async () => {
    await at('#inner').hover()
    await page.mouse.down()
    await expect.poll(() => at('#inner').getAttribute('class')).toContain('pressed')
    expect(await at('#outer').getAttribute('class')).not.toContain('pressed')
    await page.mouse.up()
  })
  it('is hidden by `hidden` and speaks through aria attributes', async () => {
    expect(await frame.locator('#hidden').isVisible()).toBe(false)
    await frame.getByRole('status', { name: 'a status' }).click()
    await frame.locator('#hidden').waitFor({ state: 'visible' })
  })
})

describe('text', () => {
  beforeEach(() => open('text'))

  it('breaks lines and widens spaces', async () => {
    expect(await at('#lines').innerText()).toBe('first\nsecond')
    await text('#none').toBe('a   b')
    await text('#ensp').toBe('a\u2002\u2002\u2002b')
    await text('#emsp').toBe('a\u2003\u2003\u2003b')
    await text('#nbsp').toBe('a\u00a0\u00a0\u00a0b')
  })
  it('decodes entities only when asked, and again when the text changes', async () => {
    await text('#raw').toBe('1 &lt; 2 &amp;&amp; 3 &gt; 2')
    await text('#decoded').toBe('1 < 2 && 3 > 2')
    await at('#change').click()
    await text('#raw').toBe('&lt;changed&gt;')
    await text('#decoded').toBe('<changed>')
    expect(await at('#lines').innerText()).toBe('third\nfourth')
  })
  it('is cut after max-lines', async () => {
    const [one, two] = [await box('#none'), await box('#clamped')]
    expect(two.height).toBeLessThan(one.height * 2.5)
  })
})

describe('image', () => {
  beforeEach(() => open('image'))

  it('tells its natural size and that it is missing', async () => {
    await expectHeard('plain.load').toEqual([{ width: 120, height: 80 }])
    await expectHeard('broken.error').toEqual([
      { errMsg: expect.stringContaining('/images/none.png') as unknown },
    ])
    expect(await heard('broken.load')).toEqual([])
  })
  it('loads what src changes to', async () => {
    await at('#change').click()
    await expectHeard('changing.load').toEqual([{ width: 10, height: 10 }])
  })
  it('shows files of every space, of the network and of a data URL, and no file that has moved', async () => {
    frame = await program.open(
      `pages/image/image?server=${encodeURIComponent(`${program.url}images/photo.png`)}`,
    )
    await at('#keep').click()
    const photo = [{ width: 120, height: 80 }]
    for (const kind of ['user', 'temp', 'saved', 'network']) {
      await expectHeard(`${kind}.load`).toEqual(photo)
    }
    await expectHeard('data.load').toEqual([{ width: 10, height: 10 }])
    await expectHeard('moved.error').toHaveLength(1)
    expect(await frame.locator('#moved img').getAttribute('src')).toBeNull()
  })
  it('waits with a lazy one until it comes near, and shows one after another that was missing', async () => {
    await expectHeard('lazy.error').toHaveLength(1)
    await at('#mend').click()
    await expectHeard('lazy.load').toEqual([{ width: 10, height: 10 }])
    expect(await heard('far.load')).toEqual([])
    await at('#far').scrollIntoViewIfNeeded()
    await expectHeard('far.load').toEqual([{ width: 120, height: 80 }])
  })
  it('is 320 by 240 unless the program says otherwise', async () => {
    expect(await box('#plain')).toMatchObject({ width: 320, height: 240 })
    expect(await box('[id="top left"]')).toMatchObject({ width: 100, height: 100 })
  })
  it('takes the size of the picture in one direction for widthFix and heightFix', async () => {
    await expect.poll(() => box('#widthFix')).toMatchObject({ width: 100 })
    await expect.poll(async () => (await box('#widthFix')).height).toBeCloseTo(66.7, 0)
    await expect.poll(() => box('#heightFix')).toMatchObject({ width: 150, height: 100 })
  })
  it('fits and places the picture as `mode` says', async () => {
    const modes = {
      scaleToFill: 'fill 50% 50%',
      aspectFit: 'contain 50% 50%',
      aspectFill: 'cover 50% 50%',
      top: 'none 50% 0%',
      bottom: 'none 50% 100%',
      center: 'none 50% 50%',
      left: 'none 0% 50%',
      right: 'none 100% 50%',
      'top left': 'none 0% 0%',
      'top right': 'none 100% 0%',
      'bottom left': 'none 0% 100%',
      'bottom right': 'none 100% 100%',
    }
    const found = Object.keys(modes).map(async (mode) => {
      const picture = `[id="${mode}"] img`
      const [fit, place] = [
        await style(picture, 'object-fit'),
        await style(picture, 'object-position'),
      ]
      return [mode, `${fit} ${place}`] as const
    })
    expect(Object.fromEntries(await Promise.all(found))).toEqual(modes)
  })
})

describe('icon, progress, rich-text', () => {
  beforeEach(() => open('show'))

  it('draws an icon in its size and colour', async () => {
    expect(await box('#coloured svg')).toMatchObject({ width: 20, height: 20 })
    expect(await at('#coloured path').getAttribute('fill')).toBe('#fa9d3b')
  })
  it('shows percent, and says when its animation has ended', async () => {
    await text('#plain').toBe('20%')
    await expectHeard('active.activeend').toEqual([{ curPercent: 60 }])
    await at('#advance').click()
    await expectHeard('active.activeend').toEqual([{ curPercent: 60 }, { curPercent: 80 }])
    expect(await at('#active').getAttribute('aria-valuenow')).toBe('80')
  })
  it('shows rich text and nothing that could act', async () => {
    expect(await at('#array').innerText()).toBe('an <array> of nodes')
    const html = at('#html')
    expect(await html.locator('h3, p, em, ul, li, td').count()).toBe(7)
    expect(await html.locator('td').getAttribute('colspan')).toBe('2')
    expect(await html.locator('script, svg, iframe, style').count()).toBe(0)
    const attributes = await at('wx-rich-text').evaluateAll((hosts) =>
      hosts.flatMap((host) =>
        [...host.querySelectorAll('*')].flatMap((inner) => inner.getAttributeNames()),
      ),
    )
    expect(attributes.filter((name) => name.startsWith('on') || name === 'href')).toEqual([])
    await html.getByText('no link').click()
    expect(await frame.evaluate('globalThis.attacked')).toBeUndefined()
  })
  it('is tapped as a whole', async () => {
    await at('#array').getByText('nodes').click()
    await expectHeard('array.tap').toHaveLength(1)
  })
})

describe('button', () => {
  beforeEach(() => open('button'))

  it('is tapped by mouse, Enter and Space, once each', async () => {
    await at('#default').click()
    await expectHeard('default.tap').toHaveLength(1)
    await at('#default').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await expectHeard('default.tap').toHaveLength(3)
  })
  it('swallows taps while it is disabled', async () => {
    await at('#disabled').click({ force: true })
    await at('#disabled').evaluate((host) => {
      host.focus()
      host.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })
    await at('#default').click()
    await expectHeard('default.tap').toHaveLength(1)
    expect(await heard('disabled.tap')).toEqual([])
    expect(await frame.getByRole('button', { name: 'Disabled' }).first().isDisabled()).toBe(true)
  })
  it('gives way to the styles of the program', async () => {
    expect(await style('#primary', 'background-color')).toBe('rgb(7, 193, 96)')
    expect(await style('#styled', 'background-color')).toBe('rgb(87, 107, 149)')
    await at('#styled').hover()
    await page.mouse.down()
    await expect.poll(() => style('#styled', 'background-color')).toBe('rgb(30, 58, 95)')
    await page.mouse.up()
    await expectHeard('styled.tap').toHaveLength(1)
  })
})

describe('input and textarea', () => {
  beforeEach(() => open('input'))
  const field = (selector: string) => at(`${selector} input, ${selector} textarea`)

  it('tells every edit, focus, blur and confirm', async () => {
    await frame.getByPlaceholder('plain').click()
    await page.keyboard.type('ab')
    await page.keyboard.press('Backspace')
    await expectHeard('plain.input').toEqual([
      { value: 'a', cursor: 1, keyCode: 97 },
      { value: 'ab', cursor: 2, keyCode: 98 },
      { value: 'a', cursor: 1, keyCode: 8 },
    ])
    await page.keyboard.press('Enter')
    await expectHeard('plain.blur').toHaveLength(1)
    expect(await heard('plain.focus')).toEqual([{ value: '', height: 0 }])
    expect(await heard('plain.confirm')).toEqual([{ value: 'a' }])
  })
  it('shows what bindinput returns, with the cursor where it says', async () => {
    await field('#upper').pressSequentially('abc')
    expect(await field('#upper').inputValue()).toBe('ABC')
    await field('#cursor').pressSequentially('1x')
    await page.keyboard.press('Home')
    await page.keyboard.type('19')
    // "11x" became "2x" with the cursor behind the 2.
    expect(await field('#cursor').inputValue()).toBe('29x')
  })
  it('binds model:value both ways', async () => {
    await field('#model').fill('typed')
    await at('.title').getByText('model:value: typed').waitFor()
    await at('#clear').click()
    await expect.poll(() => field('#model').inputValue()).toBe('')
  })
  it('keeps to maxlength, type and disabled', async () => {
    await field('#number').pressSequentially('123456')
    expect(await field('#number').inputValue()).toBe('1234')
    expect(await field('#number').getAttribute('inputmode')).toBe('numeric')
    expect(await field('#password').getAttribute('type')).toBe('password')
    expect(await field('#disabled').isDisabled()).toBe(true)
  })
  it('styles the placeholder as the page says, and hides it behind text', async () => {
    expect(await style('#focused .input-placeholder', 'color')).toBe('rgb(250, 81, 81)')
    expect(await style('#classy .input-placeholder', 'color')).toBe('rgb(16, 174, 255)')
    await field('#classy').fill('text')
    await frame.locator('#classy .input-placeholder').waitFor({ state: 'hidden' })
  })
  it('takes the focus when `focus` says so, and again after it was lost', async () => {
    const isFocused = () =>
      field('#focused').evaluate((native) => native === document.activeElement)
    await at('#focus').click()
    await expect.poll(isFocused).toBe(true)
    await field('#plain').click()
    await expect.poll(isFocused).toBe(false)
    await at('#focus').click()
    await expect.poll(isFocused).toBe(true)
  })
  it('grows with auto-height and tells its lines', async () => {
    const before = await box('#auto')
    await field('#auto').fill('one\ntwo\nthree')
    await expect
      .poll(async () => (await heard('auto.linechange')).at(-1))
      .toMatchObject({ lineCount: 3 })
    expect((await box('#auto')).height).toBeGreaterThan(before.height * 2)
    await field('#area').pressSequentially('a')
    await page.keyboard.press('Enter')
    await expectHeard('area.input').toMatchObject([{ value: 'a' }, { value: 'a\n' }])
  })
})

describe('form', () => {
  beforeEach(() => open('form'))

  it('submits the values of all fields with a name, after the tap', async () => {
    await at('#name input').fill('Li')
    await at('#switch').click()
    await at('#pear').click()
    await at('#large').click()
    await at('#submit').click()
    await expectHeard('form.submit').toEqual([
      {
        value: {
          name: 'Li',
          note: 'a note',
          switch: true,
          check: false,
          fruits: ['apple', 'pear'],
          size: 'l',
          slider: 20,
          picker: 1,
          custom: 'own',
        },
        formId: '',
      },
    ])
    const order = (await lines()).map((line) => line.split(' ')[0])
    expect(order.indexOf('submit.tap')).toBeLessThan(order.indexOf('form.submit'))
  })
  it('empties its fields on reset', async () => {
    await at('#name input').fill('Li')
    await at('#reset').click()
    await expectHeard('form.reset').toHaveLength(1)
    await at('#submit').click()
    await expectHeard('form.submit').toMatchObject([
      { value: { name: '', note: '', fruits: [], size: '', slider: 0, switch: false } },
    ])
    expect(await at('#name input').inputValue()).toBe('')
  })
  it('toggles a switch by mouse and by key, and not a disabled one', async () => {
    await frame.getByRole('switch').first().click()
    await page.keyboard.press('Space')
    await at('#check').click()
    await expectHeard('check.change').toEqual([{ value: true }])
    await at('#disabled-switch').click({ force: true })
    await at('#submit').click()
    await expectHeard('form.submit').toHaveLength(1)
    expect(await heard('switch.change')).toEqual([{ value: true }, { value: false }])
    expect(await heard('disabled-switch.change')).toEqual([])
    expect(await at('#checked').getAttribute('aria-checked')).toBe('true')
  })
  it('has one radio of a group at most', async () => {
    await at('#large').click()
    await at('#large').click()
    await at('#huge').click({ force: true })
    await at('#small').click()
    await expectHeard('sizes.change').toEqual([{ value: 'l' }, { value: 's' }])
    expect(await at('#sizes [aria-checked=true]').count()).toBe(1)
  })
  it('leaves the last of two radios that begin checked', async () => {
    expect(await at('#twice [aria-checked=true]').getAttribute('id')).toBe('second')
  })
  it('slides by mouse in steps, then tells the end once', async () => {
    await dragInside('#slider .wx-slider-handle-wrapper', [0.4, 0.5], [0.8, 0.5])
    await expectHeard('slider.change').toEqual([{ value: 40 }])
    const changing = (await heard('slider.changing')) as { value: number }[]
    expect(changing.at(-1)).toEqual({ value: 40 })
    expect(changing.every(({ value }) => value % 5 === 0)).toBe(true)
    // There and back again is no change.
    await dragInside('#slider .wx-slider-handle-wrapper', [0.8, 0.5], [0.6, 0.5], [0.8, 0.5])
    await expectHeard('slider.changing').toContainEqual({ value: 30 })
    expect(await heard('slider.change')).toEqual([{ value: 40 }])
  })
  it('tells the end of a drag once, also where the program then moves it', async () => {
    await dragInside('#along .wx-slider-handle-wrapper', [0.1, 0.5], [0.6, 0.5])
    await expect.poll(() => at('#along').getAttribute('aria-valuenow')).toBe('61')
    expect(await heard('along.change')).toEqual([{ value: 60 }])
    const { width, height } = await box('#along .wx-slider-tap-area')
    await at('#along .wx-slider-tap-area').click({ position: { x: width * 0.3, y: height / 2 } })
    await expectHeard('along.change').toHaveLength(2)
  })
  it('slides to where it is clicked', async () => {
    const { width, height } = await box('#slider .wx-slider-tap-area')
    const position = { x: width * 0.1, y: height / 2 }
    await at('#slider .wx-slider-tap-area').click({ position })
    await expectHeard('slider.change').toEqual([{ value: 5 }])
  })
  it('slides by key', async () => {
    await at('#slider').focus()
    for (const key of ['ArrowRight', 'End', 'Home']) await page.keyboard.press(key)
    await expectHeard('slider.change').toEqual([{ value: 25 }, { value: 50 }, { value: 0 }])
    expect(await at('#slider').getAttribute('aria-valuenow')).toBe('0')
  })
})

describe('label', () => {
  beforeEach(() => open('label'))

  it('toggles the checkbox inside it exactly once, wherever it is tapped', async () => {
    await at('#text-a').click()
    await expectHeard('nested.change').toEqual([{ value: ['a'] }])
    await at('#a').click()
    await expectHeard('nested.change').toEqual([{ value: ['a'] }, { value: [] }])
    await at('#a').focus()
    await page.keyboard.press('Space')
    await expectHeard('nested.change').toHaveLength(3)
    expect(await at('#a').getAttribute('aria-checked')).toBe('true')
  })
  it('reaches what `for` names, unless that is disabled', async () => {
    await at('#for-r2').click()
    await at('#for-disabled').click()
    await at('#for-switch').click()
    await expectHeard('switch.change').toEqual([{ value: true }])
    expect(await heard('outside.change')).toEqual([{ value: '2' }])
    expect(await heard('disabled.change')).toEqual([])
  })
  it('focuses an input and taps a button', async () => {
    await at('#for-input').click()
    await expectHeard('input.focus').toHaveLength(1)
    await at('#for-button').click()
    await expectHeard('button.tap').toHaveLength(1)
  })
})

describe('picker', () => {
  beforeEach(() => open('picker'))
  const column = (index: number) => frame.locator('.wx-picker-column').nth(index)
  const confirm = () => frame.locator('.wx-picker-confirm').click()
  /** The row in the middle of a column. */
  const chosen = (index: number) =>
    column(index).evaluate(
      (scroller) => scroller.children[Math.round(scroller.scrollTop / 48)]?.textContent,
    )

  it('chooses by click, by key and by mouse wheel', async () => {
    await at('#selector').click()
    await frame.getByRole('dialog').getByText('A title').waitFor()
    await expect.poll(() => chosen(0)).toBe('green')
    await column(0).getByText('yellow').click()
    await expect.poll(() => chosen(0)).toBe('yellow')
    await confirm()
    await expectHeard('selector.change').toEqual([{ value: 3 }])
    await at('#selector').click()
    await column(0).press('ArrowUp')
    await expect.poll(() => chosen(0)).toBe('blue')
    await column(0).hover()
    await page.mouse.wheel(0, 96)
    await expect.poll(() => chosen(0)).toBe('black')
    await confirm()
    await expectHeard('selector.change').toEqual([{ value: 3 }, { value: 4 }])
  })
  it('tells that it was cancelled, and changes nothing', async () => {
    await at('#selector').click()
    await column(0).getByText('blue').click()
    await frame.locator('.wx-picker-cancel').click()
    await expectHeard('selector.cancel').toHaveLength(1)
    expect(await heard('selector.change')).toEqual([])
    expect(await frame.locator('.wx-picker-sheet').count()).toBe(0)
  })
  it('labels objects by range-key', async () => {
    await at('#keyed').click()
    await column(0).getByText('Shanghai').click()
    await expect.poll(() => chosen(0)).toBe('Shanghai')
    await confirm()
    await expectHeard('keyed.change').toEqual([{ value: 1 }])
  })
  it('lets the program answer a column with another column', async () => {
    await at('#multi').click()
    await column(0).getByText('colour').click()
    await expectHeard('multi.columnchange').toEqual([{ column: 0, value: 1 }])
    await column(1).getByText('green').click()
    await expectHeard('multi.columnchange').toHaveLength(2)
    await confirm()
    await expectHeard('multi.change').toEqual([{ value: [1, 1] }])
  })
  it('picks a time and a date inside of their bounds', async () => {
    await at('#time').click()
    await expect.poll(() => chosen(1)).toBe('30')
    await column(0).press('ArrowUp')
    await column(1).press('ArrowUp')
    await expect.poll(() => chosen(1)).toBe('29')
    await confirm()
    await expectHeard('time.change').toEqual([{ value: '09:29' }])
    await at('#date').click()
    await column(1).press('ArrowDown')
    await expect.poll(() => chosen(2)).toBe('29')
    await confirm()
    await expectHeard('date.change').toEqual([{ value: '2024-02-29' }])
  })
  it('has the columns that `fields` asks for, and stays shut while disabled', async () => {
    await at('#month').click()
    expect(await frame.locator('.wx-picker-column').count()).toBe(2)
    await confirm()
    await expectHeard('month.change').toEqual([{ value: '2024-05' }])
    await at('#disabled').click({ force: true })
    expect(await frame.locator('.wx-picker-sheet').count()).toBe(0)
  })
})

describe('picker-view', () => {
  beforeEach(() => open('picker-view'))
  const row = (id: string) =>
    at(`#${id} .wx-picker-view-scroller`).evaluate((scroller) => scroller.scrollTop / 50)

  it('shows its value, tells each choice and follows the program', async () => {
    await expect.poll(() => Promise.all([row('years'), row('months')])).toEqual([2, 5])
    await at('#months .wx-picker-view-scroller').press('ArrowDown')
    await expectHeard('view.change').toEqual([{ value: [2, 6] }])
    await expectHeard('view.pickstart').toHaveLength(1)
    await expectHeard('view.pickend').toHaveLength(1)
    await at('#reset').click()
    await expect.poll(() => Promise.all([row('years'), row('months')])).toEqual([0, 0])
  })
  it('is dragged by mouse', async () => {
    await expect.poll(() => row('years')).toBe(2)
    await dragInside('#years', [0.5, 0.7], [0.5, 0.5])
    await expectHeard('view.change').toEqual([{ value: [3, 5] }])
  })
})

describe('scroll-view', () => {
  beforeEach(() => open('scroll'))
  const top = () => at('#vertical').evaluate((host) => host.scrollTop)

  it('tells where it is and when an edge is near', async () => {
    await at('#vertical').hover()
    await page.mouse.wheel(0, 60)
    await expect.poll(top).toBe(60)
    await expect
      .poll(async () => JSON.parse((await at('#last').textContent()) ?? '') as unknown)
      .toMatchObject({ scrollTop: 60, scrollLeft: 0, scrollHeight: 1000 })
    await page.mouse.wheel(0, 2000)
    await expectHeard('vertical.scrolltolower').toEqual([{ direction: 'bottom' }])
    await expect.poll(top).toBe(800)
    // Still near: nothing new.
    await page.mouse.wheel(0, -20)
    await expect.poll(top).toBe(780)
    await page.mouse.wheel(0, -2000)
    await expectHeard('vertical.scrolltoupper').toEqual([{ direction: 'top' }])
    expect(await heard('vertical.scrolltolower')).toHaveLength(1)
  })
  it('goes nowhere once its page is gone', async () => {
    await open('index')
    await frame.evaluate(`openwx.wx.navigateTo({ url: '/pages/scroll/scroll' })`)
    await frame.locator('wx-page[data-route="pages/scroll/scroll"]:visible').waitFor()
    await frame.evaluate(`openwx.wx.navigateBack()`)
    await frame.locator('wx-page[data-route="pages/scroll/scroll"]').waitFor({ state: 'detached' })
    await frame.evaluate(`new Promise((resolve) => requestAnimationFrame(resolve))`)
    expect(await frame.evaluate(`openwx.errors.map(({ message }) => message)`)).toEqual([])
  })
  it('goes where scroll-top and scroll-into-view say', async () => {
    await at('#top').click()
    await expect.poll(top).toBe(200)
    await at('#into').click()
    await expect.poll(top).toBe(750)
  })
  it('scrolls sideways', async () => {
    await at('#horizontal').hover()
    await page.mouse.wheel(3000, 0)
    await expectHeard('horizontal.scrolltolower').toEqual([{ direction: 'right' }])
  })
})

describe('swiper', () => {
  beforeEach(() => open('swiper'))
  const activeDot = (id: string) =>
    at(`#${id} .wx-swiper-dot`).evaluateAll((dots) =>
      dots.findIndex((dot) => dot.classList.contains('wx-swiper-dot-active')),
    )

  it('turns by a swipe, and its dots follow', async () => {
    expect(await activeDot('swiper')).toBe(0)
    await dragInside('#swiper', [0.8, 0.5], [0.2, 0.5])
    const detail = { current: 1, currentItemId: 'teal', source: 'touch' }
    await expectHeard('swiper.change').toEqual([detail])
    await expectHeard('swiper.animationfinish').toEqual([detail])
    expect(await activeDot('swiper')).toBe(1)
    expect(await box('#slide-teal')).toMatchObject({ x: (await box('#swiper')).x })
  })
  it('leaves a tap to what it holds, and does not turn past its ends', async () => {
    await at('#slide-crimson').click()
    await expectHeard('slide-crimson.tap').toHaveLength(1)
    await dragInside('#swiper', [0.2, 0.5], [0.8, 0.5])
    await expectHeard('swiper.animationfinish').toHaveLength(1)
    expect(await heard('swiper.change')).toEqual([])
  })
  it('turns past its ends when it is circular', async () => {
    await dragInside('#circle', [0.2, 0.5], [0.8, 0.5])
    await expectHeard('circle.change').toMatchObject([{ current: 2, source: 'touch' }])
  })
  it('turns where `current` says, and shows slides that come later', async () => {
    await at('#third').click()
    await expectHeard('swiper.change').toMatchObject([{ current: 2, source: '' }])
    expect(await activeDot('swiper')).toBe(2)
    await at('#more').click()
    await expect.poll(() => at('#swiper .wx-swiper-dot').count()).toBe(4)
  })
  it('turns by itself', async () => {
    await at('#play').click()
    await expectHeard('auto.change').toContainEqual({
      current: 0,
      currentItemId: '',
      source: 'autoplay',
    })
  })
})

describe('navigator', () => {
  beforeEach(() => open('navigator'))
  const isOpen = (name: string) =>
    frame.locator(`wx-page[data-route="pages/${name}/${name}"]`).waitFor({ state: 'visible' })

  it('opens a page, also relative to its own and by key', async () => {
    await at('#relative').click()
    await isOpen('text')
    await open('navigator')
    await frame.getByRole('link', { name: 'navigate' }).press('Enter')
    await isOpen('view')
  })
  it('goes back', async () => {
    await open('index')
    await at('wx-navigator').getByText('navigator').click()
    await isOpen('navigator')
    await at('#back').click()
    await isOpen('index')
    await at('wx-navigator').getByText('navigator').click()
    await at('#again').click()
    await expect.poll(() => frame.locator('wx-page').count()).toBe(3)
    await at('#back-two').click()
    await isOpen('index')
  })
  it('fails for another mini program', async () => {
    await at('#mini').click()
    const failure = { errMsg: expect.stringContaining('navigator:fail') as unknown }
    await expectHeard('mini.fail').toEqual([failure])
    await expectHeard('mini.complete').toEqual([failure])
  })
})

describe('tags that are not built', () => {
  beforeEach(() => open('not-yet'))

  it('show their children under a note with their name', async () => {
    await at('#map').getByText('<map> is not supported yet').waitFor()
    await at('#inside').waitFor()
  })
  it('are plain elements when nobody knows them', async () => {
    await at('#unheard-of').click()
    await expectHeard('unheard-of.tap').toHaveLength(1)
  })
})

describe('by touch', () => {
  let finger: Page
  beforeAll(async () => {
    const context = await page
      .context()
      .browser()
      ?.newContext({
        viewport: { width: 390, height: 780 },
        hasTouch: true,
        isMobile: true,
      })
    if (!context) throw new Error('the browser is gone')
    finger = await context.newPage()
  })
  afterAll(() => finger.context().close())

  const touch = async (name: string) => {
    await finger.goto('about:blank')
    await finger.goto(`${program.url}#/pages/${name}/${name}`)
    await finger.frameLocator('iframe').locator(`wx-page[data-route$="/${name}"]`).waitFor()
    frame = finger.frames()[1] ?? finger.mainFrame()
  }
  /** Moves a finger through an element, from and to shares of its width. */
  const swipe = async (selector: string, from: number, to: number) => {
    const { x, y, width, height } = await box(selector)
    const devtools = await finger.context().newCDPSession(finger)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share?: number) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: share === undefined ? [] : [{ x: x + width * share, y: y + height / 2 }],
      })
    await send('touchStart', from)
    for (const part of [0.2, 0.4, 0.6, 0.8, 1]) await send('touchMove', from + (to - from) * part)
    await send('touchEnd')
  }

  it('a label toggles once, and a disabled control not at all', async () => {
    await touch('label')
    await at('#text-b').tap()
    await at('#disabled').tap({ force: true })
    await at('#for-button').tap()
    await expectHeard('button.tap').toHaveLength(1)
    expect(await heard('nested.change')).toEqual([{ value: ['b'] }])
    expect(await heard('disabled.change')).toEqual([])
  })
  it('a swiper turns', async () => {
    await touch('swiper')
    await swipe('#swiper', 0.8, 0.2)
    await expectHeard('swiper.change').toMatchObject([{ current: 1, source: 'touch' }])
  })
  it('a slider slides', async () => {
    await touch('form')
    await swipe('#slider .wx-slider-handle-wrapper', 0.4, 0.8)
    await expectHeard('slider.change').toEqual([{ value: 40 }])
  })
  it('a picker rolls', async () => {
    await touch('picker')
    await at('#selector').tap()
    const scroller = frame.locator('.wx-picker-column')
    await scroller.getByText('black').tap()
    await expect.poll(() => scroller.evaluate((host) => host.scrollTop)).toBe(4 * 48)
    await frame.locator('.wx-picker-confirm').tap()
    await expectHeard('selector.change').toEqual([{ value: 4 }])
  })
})
