/** Beside the style of every dialog. */
export const viewfinderStyle = `
.screen { background: #000; color: #fff; }
.camera { position: absolute; inset: 0; display: flex; flex-direction: column; }
.picture { position: relative; flex: 1; min-height: 0; overflow: hidden; }
.picture > * { position: absolute; inset: 0; }
.live, .review > * { width: 100%; height: 100%; object-fit: contain; }
.live.mirrored { transform: scaleX(-1); }
.camera[data-state='review'] .live, .camera:not([data-state='review']) .review { display: none; }
.bar {
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  align-items: center;
  min-height: 112px;
  padding: 12px 24px calc(12px + var(--openwx-safe-area-bottom, env(safe-area-inset-bottom)));
}
.bar > :first-child { justify-self: start; }
.bar > :last-child { justify-self: end; }
.bar button, .modes button { min-width: 56px; min-height: 44px; padding: 0 8px; font-size: 17px; color: #fff; }
.bar .use { color: var(--brand); font-weight: 600; }
.bar .shutter {
  width: 72px;
  height: 72px;
  border: 5px solid #fff;
  border-radius: 50%;
  padding: 5px;
}
.shutter::after {
  content: '';
  display: block;
  width: 100%;
  height: 100%;
  border-radius: 50%;
  background: #fff;
  transition: 0.15s;
}
.camera[data-mode='video'] .shutter::after { background: #fa5151; }
.camera[data-state='recording'] .shutter::after { border-radius: 8px; transform: scale(0.55); }
.modes { display: flex; justify-content: center; gap: 8px; padding-top: 8px; }
.modes [aria-pressed='true'] { color: var(--brand); }
.clock {
  position: absolute;
  inset: 16px auto auto 50%;
  transform: translateX(-50%);
  padding: 2px 12px;
  border-radius: 12px;
  background: rgb(0 0 0 / 50%);
  font-variant-numeric: tabular-nums;
  font-size: 15px;
}
[hidden] { display: none !important; }
`
