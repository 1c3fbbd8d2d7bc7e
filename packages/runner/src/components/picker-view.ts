import { builtIn } from './define.js'
import { around, element, inside, scopedClass } from './dom.js'
import { wheel } from './wheel.js'
import type { Wheel } from './wheel.js'
import type { GeneralComponent } from 'glass-easel'

/** What a column asks of the `<picker-view>` around it. */
type Frame = {
  row(column: GeneralComponent): number
  started(): void
  settled(column: GeneralComponent, row: number): void
  dress(indicator: HTMLElement, mask: HTMLElement): void
}
const frames = new WeakMap<GeneralComponent, Frame>()
const columns = new WeakMap<GeneralComponent, { refresh(): void }>()

export const pickerView = builtIn({
  properties: {
    value: [] as readonly unknown[],
    indicatorStyle: '',
    indicatorClass: '',
    maskStyle: '',
    maskClass: '',
    immediateChange: false,
  },
  mount(own) {
    const all = () => inside(own.host, 'picker-view-column')
    frames.set(own.component, {
      row: (column) => Number(own.props.value[all().indexOf(column)]) || 0,
      started: () => own.emit('pickstart'),
      settled(column, row) {
        const value = all().map((one, index) =>
          one === column ? row : Number(own.props.value[index]) || 0,
        )
        own.set({ value })
        own.emit('change', { value })
        own.emit('pickend')
      },
      dress(indicator, mask) {
        const { indicatorStyle, indicatorClass, maskStyle, maskClass } = own.props
        indicator.style.cssText = indicatorStyle
        indicator.className = `wx-picker-view-indicator ${scopedClass(own.component, indicatorClass)}`
        mask.style.cssText = maskStyle
        mask.className = `wx-picker-view-mask ${scopedClass(own.component, maskClass)}`
      },
    })
    return {
      update() {
        for (const column of all()) columns.get(column)?.refresh()
      },
    }
  },
})

export const pickerViewColumn = builtIn({
  properties: {},
  mount(own) {
    const slot = element('div', 'wx-picker-view-rows')
    const scroller = element('div', 'wx-picker-view-scroller', slot)
    const mask = element('div', 'wx-picker-view-mask')
    const indicator = element('div', 'wx-picker-view-indicator')
    own.host.append(scroller, mask, indicator)
    let rolling: Wheel | undefined
    const frame = () => {
      const view = around(own.host, 'picker-view')
      return view ? frames.get(view) : undefined
    }
    const refresh = () => {
      frame()?.dress(indicator, mask)
      for (const part of [slot, mask])
        part.style.setProperty('--row', `${indicator.offsetHeight}px`)
      rolling?.go(frame()?.row(own.component) ?? 0)
    }
    columns.set(own.component, { refresh })
    // The rows, like the height of the indicator, are known only after the first layout.
    const resized = new ResizeObserver(refresh)
    return {
      slot,
      attached() {
        rolling = wheel(
          scroller,
          () => indicator.offsetHeight,
          (row) => frame()?.settled(own.component, row),
          () => frame()?.started(),
        )
        resized.observe(own.host)
        resized.observe(indicator)
      },
      detached() {
        resized.disconnect()
        rolling?.stop()
      },
    }
  },
})
