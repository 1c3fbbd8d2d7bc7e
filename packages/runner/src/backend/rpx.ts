/** 750 rpx are the width of the screen; style sheets are converted at build time, inline styles here. */
export const convertRpx = (style: string): string =>
  style.includes('rpx')
    ? style.replace(
        /(-?(?:\d+\.?\d*|\.\d+))rpx\b/g,
        (_, length: string) => `${Number((Number(length) / 7.5).toFixed(5))}vw`,
      )
    : style
