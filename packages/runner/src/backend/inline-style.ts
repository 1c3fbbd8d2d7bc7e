/**
 * What the compiler does to style sheets, done to inline styles: 750 rpx are the width of the screen,
 * and the runtime knows what lies over the page.
 */
export const convertStyle = (style: string): string =>
  convertRpx(style).replace(/\benv\((safe-area-inset-\w+)\)/g, 'var(--$1, env($1))')

const convertRpx = (style: string): string =>
  style.includes('rpx')
    ? style.replace(
        /(-?(?:\d+\.?\d*|\.\d+))rpx\b/g,
        (_, length: string) => `${Number((Number(length) / 7.5).toFixed(5))}vw`,
      )
    : style
