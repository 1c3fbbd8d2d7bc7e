/** Within the shadow root of every dialog. `--openwx-safe-area-bottom` is for those who draw a phone around. */
export const dialogStyle = `
:host {
  --paper: #fff;
  --ink: #191919;
  --soft: rgb(0 0 0 / 55%);
  --line: rgb(0 0 0 / 10%);
  --fill: rgb(0 0 0 / 5%);
  --gap: #f2f2f2;
  --brand: #07c160;
  color-scheme: light dark;
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  align-items: center;
  font: 17px/1.4 system-ui, -apple-system, 'PingFang SC', 'Noto Sans CJK SC', sans-serif;
  color: var(--ink);
  overflow: hidden;
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: #1f2022;
    --ink: #e6e6e6;
    --soft: rgb(255 255 255 / 55%);
    --line: rgb(255 255 255 / 10%);
    --fill: rgb(255 255 255 / 8%);
    --gap: #141415;
  }
}
* { box-sizing: border-box; }
.backdrop {
  position: absolute;
  inset: 0;
  background: rgb(0 0 0 / 55%);
  animation: dim 0.2s;
}
.sheet {
  position: relative;
  width: 100%;
  max-width: 640px;
  max-height: 85%;
  overflow: auto;
  padding-bottom: var(--openwx-safe-area-bottom, env(safe-area-inset-bottom));
  border-radius: 14px 14px 0 0;
  background: var(--paper);
  animation: rise 0.24s cubic-bezier(0.2, 0.8, 0.2, 1);
}
.screen { position: absolute; inset: 0; }
.question { padding: 24px 24px 28px; }
.who { margin: 0 0 20px; font-size: 15px; color: var(--soft); overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 20px; font-weight: 600; overflow-wrap: anywhere; }
.why { margin: 8px 0 0; font-size: 15px; color: var(--soft); overflow-wrap: anywhere; }
.choices { display: flex; justify-content: center; gap: 16px; margin-top: 32px; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--brand); outline-offset: 2px; }
.choices button {
  flex: 1;
  max-width: 168px;
  min-height: 48px;
  padding: 8px 16px;
  border-radius: 8px;
  font-weight: 600;
  background: var(--fill);
  color: var(--brand);
}
.choices .accept { background: var(--brand); color: #fff; }
.link { margin-top: 12px; font-size: 15px; color: #576b95; text-align: start; }
.items { display: block; }
.items button { display: block; width: 100%; min-height: 56px; padding: 8px 24px; overflow-wrap: anywhere; }
.items button + button { border-top: 0.5px solid var(--line); }
.items button:focus-visible { outline-offset: -2px; }
.items button:active { background: var(--fill); }
.items .cancel { border-top: 8px solid var(--gap); }
.settings { padding: 20px 24px 24px; }
.settings ul { margin: 16px 0 0; padding: 0; list-style: none; }
.settings label {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 16px;
  min-height: 56px;
  border-top: 0.5px solid var(--line);
  cursor: pointer;
}
.settings small { display: block; font-size: 13px; color: var(--soft); }
.settings .empty { margin: 16px 0 0; color: var(--soft); }
.settings input {
  appearance: none;
  flex: none;
  position: relative;
  width: 50px;
  height: 30px;
  margin: 0;
  border-radius: 15px;
  background: rgb(120 120 128 / 32%);
  transition: background 0.15s;
  cursor: pointer;
}
.settings input::after {
  content: '';
  position: absolute;
  top: 2px;
  inset-inline-start: 2px;
  width: 26px;
  height: 26px;
  border-radius: 50%;
  background: #fff;
  box-shadow: 0 1px 3px rgb(0 0 0 / 25%);
  transition: inset-inline-start 0.15s;
}
.settings input:checked { background: var(--brand); }
.settings input:checked::after { inset-inline-start: 22px; }
@keyframes dim { from { opacity: 0; } }
@keyframes rise { from { transform: translateY(100%); } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`
