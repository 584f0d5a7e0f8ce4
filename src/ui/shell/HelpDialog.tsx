// The list of keys. Loaded when it is first asked for.

import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { showHelp } from '../../session/actions'
import { offline, reloadInNewVersion } from '../../session/offline'
import { icons } from './icons'
import { useMessages } from './useMessages'

/** package.json's, put here by vite.config.ts. */
declare const __VERSION__: string

export default function HelpDialog() {
  const m = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  const keys: [string[], string][] = [
    [['Space'], m.page.keyPlay],
    [['←', '→'], m.page.keyStep],
    [['Shift ←', 'Shift →'], m.page.keyJump],
    [['[', ']'], m.page.keyJump],
    [['↑', '↓'], m.page.keySpeed],
    [['F'], m.page.keyFast],
    [['Home'], m.page.keyStart],
    [['Ctrl Z', 'Ctrl Shift Z'], m.editing.keyUndo],
    [['K'], m.page.keyKill],
    [['1', '…', '9'], m.page.keyFocus],
    [['B'], m.breakpoints.key],
    [['/'], m.log.keySearch],
    [['C'], m.page.keyCompare],
    [['S'], m.page.keySettings],
    [['Y'], m.sharing.copyLink],
    [['L'], m.page.keyLanguage],
    [['T'], m.page.keyTheme],
    [['PageUp', 'PageDown'], m.page.keyPages],
    [['P'], m.presenting.keyPresent],
    [['?'], m.page.keyHelp],
  ]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="help-title"
      onClose={() => showHelp(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="help-title">{m.page.help}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <dl className="keys">
          {keys.map(([names, what]) => (
            <div key={names.join(' ')}>
              <dt>{names.map((name) => (name === '…' ? ' – ' : <kbd key={name}>{name}</kbd>))}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <AboutThis />
      </div>
    </dialog>
  )
}

/** Which version this is, whether it opens without a network, and whether there is a newer one. */
function AboutThis() {
  const m = useMessages()
  const { kept, renewed } = useStore(offline)
  return (
    <p className="about-this">
      <span>RocketScope {__VERSION__}</span>
      <span>{m.offline[kept]}</span>
      {renewed && (
        <span>
          {m.offline.renewed}{' '}
          <button type="button" className="link" onClick={reloadInNewVersion}>
            {m.offline.reload}
          </button>
        </span>
      )}
    </p>
  )
}
