// The list of keys. Loaded when it is first asked for.

import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { breakpointTexts } from '../../i18n/breakpoints'
import { editingWords } from '../../i18n/editing'
import { logWords } from '../../i18n/log'
import { offlineWords } from '../../i18n/offline'
import { presentingWords } from '../../i18n/presenting'
import { sharingWords } from '../../i18n/sharing'
import { showHelp } from '../../session/actions'
import { offline, reloadInNewVersion } from '../../session/offline'
import { icons } from './icons'
import { useTexts } from './useTexts'

/** package.json's, put here by vite.config.ts. */
declare const __VERSION__: string

export default function HelpDialog() {
  const { words, pick } = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  const keys: [string[], string][] = [
    [['Space'], words.keyPlay],
    [['←', '→'], words.keyStep],
    [['Shift ←', 'Shift →'], words.keyJump],
    [['[', ']'], words.keyJump],
    [['↑', '↓'], words.keySpeed],
    [['F'], words.keyFast],
    [['Home'], words.keyStart],
    [['Ctrl Z', 'Ctrl Shift Z'], pick(editingWords.keyUndo)],
    [['K'], words.keyKill],
    [['1', '…', '9'], words.keyFocus],
    [['B'], pick(breakpointTexts.key)],
    [['/'], pick(logWords.keySearch)],
    [['C'], words.keyCompare],
    [['S'], words.keySettings],
    [['Y'], pick(sharingWords.copyLink)],
    [['L'], words.keyLanguage],
    [['T'], words.keyTheme],
    [['PageUp', 'PageDown'], words.keyPages],
    [['P'], pick(presentingWords.keyPresent)],
    [['?'], words.keyHelp],
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
          <h2 id="help-title">{words.help}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
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
  const { pick } = useTexts()
  const { kept, renewed } = useStore(offline)
  return (
    <p className="about-this">
      <span>RocketScope {__VERSION__}</span>
      <span>{pick(offlineWords[kept])}</span>
      {renewed && (
        <span>
          {pick(offlineWords.renewed)}{' '}
          <button type="button" className="link" onClick={reloadInNewVersion}>
            {pick(offlineWords.reload)}
          </button>
        </span>
      )}
    </p>
  )
}
