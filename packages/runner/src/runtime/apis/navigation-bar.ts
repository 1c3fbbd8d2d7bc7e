import { promiseApi, WxError, type CallOptions } from 'openwx/call'
import { topPage, type ApiParts } from './parts.js'

type TitleOptions = CallOptions<never> & { title: string }
type ColorOptions = CallOptions<never> & { frontColor: string; backgroundColor: string }

const setNavigationBarTitle = (parts: ApiParts) =>
  promiseApi<TitleOptions, object>({
    name: 'setNavigationBarTitle',
    since: '1.0.0',
    template: { title: 'String' },
    create:
      () =>
      ({ title }) => {
        parts.chrome.setBar(topPage(parts), { title })
        return {}
      },
  })

/** WeChat takes these two colours and no other for the text. */
const textStyles: Readonly<Record<string, 'black' | 'white'>> = {
  '#000000': 'black',
  '#ffffff': 'white',
}

const setNavigationBarColor = (parts: ApiParts) =>
  promiseApi<ColorOptions, object>({
    name: 'setNavigationBarColor',
    since: '1.4.0',
    template: { frontColor: 'String', backgroundColor: 'String' },
    create:
      () =>
      ({ frontColor, backgroundColor }) => {
        const textStyle = textStyles[frontColor.toLowerCase()]
        if (!textStyle) throw new WxError('invalid-argument', `invalid frontColor "${frontColor}"`)
        parts.chrome.setBar(topPage(parts), { textStyle, background: backgroundColor })
        return {}
      },
  })

const loading = (parts: ApiParts, name: string, shown: boolean) =>
  promiseApi<CallOptions<never>, object>({
    name,
    since: '1.0.0',
    create: () => () => {
      parts.chrome.setBar(topPage(parts), { loading: shown })
      return {}
    },
  })

const hideHomeButton = (parts: ApiParts) =>
  promiseApi<CallOptions<never>, object>({
    name: 'hideHomeButton',
    since: '2.8.3',
    create: () => () => {
      parts.chrome.setBar(topPage(parts), { homeButtonHidden: true })
      return {}
    },
  })

export const navigationBarApis = (parts: ApiParts) => ({
  setNavigationBarTitle: setNavigationBarTitle(parts),
  setNavigationBarColor: setNavigationBarColor(parts),
  showNavigationBarLoading: loading(parts, 'showNavigationBarLoading', true),
  hideNavigationBarLoading: loading(parts, 'hideNavigationBarLoading', false),
  hideHomeButton: hideHomeButton(parts),
})
