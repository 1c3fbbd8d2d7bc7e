const draw = (path: string): string =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`

/** What a preview's buttons show. */
export const icon = {
  close: draw('M6 6l12 12M18 6L6 18'),
  earlier: draw('M15 5l-7 7 7 7'),
  later: draw('M9 5l7 7-7 7'),
  save: draw('M12 4v11M7 10.5l5 5 5-5M5 20h14'),
}
