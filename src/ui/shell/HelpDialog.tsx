// The list of keys. Loaded when it is first asked for.

import { useStore } from 'zustand'
import { showHelp } from '../../session/actions'
import { offline, reloadInNewVersion } from '../../session/offline'
import { LinkButton } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { useMessages } from './useMessages'

/** package.json's, put here by vite.config.ts. */
declare const __VERSION__: string

const beginAgain = async () => {
  showHelp(false)
  ;(await import('../../session/guide')).beginAgain()
}

export default function HelpDialog() {
  const m = useMessages('finder', 'presenting')
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
    [['M'], m.finder.life],
    [['C'], m.page.keyCompare],
    [['S'], m.page.keySettings],
    [['Y'], m.sharing.copyLink],
    [['L'], m.page.keyLanguage],
    [['T'], m.page.keyTheme],
    [['PageUp', 'PageDown'], m.page.keyPages],
    [['R'], m.page.keyReset],
    [['P'], m.presenting.keyPresent],
    [['Ctrl K'], m.finder.key],
    [['?'], m.page.keyHelp],
  ]
  return (
    <Dialog title={m.page.help} onClose={() => showHelp(false)}>
      <dl className="[&>div]:grid [&>div]:grid-cols-[11rem_minmax(0,1fr)] [&>div]:items-center [&>div]:gap-10 [&>div]:px-0 [&>div]:py-3">
        {keys.map(([names, what]) => (
          <div key={names.join(' ')}>
            <dt>{names.map((name) => (name === '…' ? ' – ' : <kbd key={name}>{name}</kbd>))}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-6">
        <LinkButton onClick={() => void beginAgain()}>{m.page.beginAgain}</LinkButton>
      </p>
      <AboutThis />
    </Dialog>
  )
}

/** Which version this is, whether it opens without a network, and whether there is a newer one. */
function AboutThis() {
  const m = useMessages()
  const { kept, renewed } = useStore(offline)
  return (
    <p className="flex flex-wrap gap-x-10 mt-6 pt-6 border-t border-line text-muted">
      <span>RocketScope {__VERSION__}</span>
      <span>{m.offline[kept]}</span>
      {renewed && (
        <span>
          {m.offline.renewed} <LinkButton onClick={reloadInNewVersion}>{m.offline.reload}</LinkButton>
        </span>
      )}
    </p>
  )
}
