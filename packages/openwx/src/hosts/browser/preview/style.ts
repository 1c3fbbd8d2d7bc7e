/** Beside the style of every dialog. */
export const previewStyle = `
.screen { background: transparent; color: #fff; }
.preview { position: absolute; inset: 0; outline: none; }
.shade { position: absolute; inset: 0; background: #000; }
.stage { position: absolute; inset: 0; overflow: hidden; touch-action: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
.track, .slide { position: absolute; inset: 0; }
.track.moving { transition: transform 0.25s cubic-bezier(0.2, 0.8, 0.2, 1); }
.slide { display: flex; align-items: center; justify-content: center; }
.slide > :is(img, video) { width: 100%; height: 100%; object-fit: contain; }
.slide.settling > img { transition: transform 0.2s; }
.slide:not(.loaded) > img { visibility: hidden; }
.slide.loading::after {
  content: '';
  position: absolute;
  width: 36px;
  height: 36px;
  border: 3px solid rgb(255 255 255 / 25%);
  border-top-color: #fff;
  border-radius: 50%;
  animation: turn 0.9s linear infinite;
}
.broken { display: flex; flex-direction: column; align-items: center; gap: 16px; font-size: 15px; color: rgb(255 255 255 / 60%); }
.broken::before {
  content: '';
  width: 72px;
  height: 56px;
  border: 3px solid currentcolor;
  border-radius: 8px;
  background: linear-gradient(to top right, transparent 48%, currentcolor 48%, currentcolor 52%, transparent 52%);
}
.counter {
  position: absolute;
  top: calc(16px + var(--openwx-safe-area-top, env(safe-area-inset-top)));
  left: 50%;
  transform: translateX(-50%);
  padding: 3px 12px;
  border-radius: 14px;
  background: rgb(0 0 0 / 45%);
  font-size: 15px;
  font-variant-numeric: tabular-nums;
  pointer-events: none;
}
.preview button {
  position: absolute;
  display: grid;
  place-items: center;
  width: 44px;
  height: 44px;
  border-radius: 50%;
  background: rgb(0 0 0 / 45%);
  color: #fff;
}
.preview button:focus-visible { outline: 2px solid #fff; }
.preview svg { width: 22px; height: 22px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.close { top: calc(10px + var(--openwx-safe-area-top, env(safe-area-inset-top))); left: 12px; }
.save { right: 16px; bottom: calc(16px + var(--openwx-safe-area-bottom, env(safe-area-inset-bottom))); }
.earlier { left: 12px; top: calc(50% - 22px); }
.later { right: 12px; top: calc(50% - 22px); }
.told {
  position: absolute;
  left: 50%;
  bottom: 18%;
  transform: translateX(-50%);
  padding: 10px 18px;
  border-radius: 8px;
  background: rgb(60 60 60 / 90%);
  font-size: 15px;
  pointer-events: none;
}
.told:empty, [hidden] { display: none !important; }
@media (pointer: coarse) { .earlier, .later { display: none !important; } }
@keyframes turn { to { transform: rotate(360deg); } }
`
