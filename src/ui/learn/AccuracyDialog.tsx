// The page "Accuracy": what the engine is compared with, what it leaves out, where its rules come from.
// Loaded when it is first asked for; the figures are part of it, so that it needs no request.

import './AccuracyDialog.css'
import { useEffect, useRef } from 'react'
import { accuracyPhrases, accuracyWords, notSimulated } from '../../i18n/accuracy'
import { formatNumber } from '../../i18n/format'
import { proofWords } from '../../i18n/proof'
import { showAccuracy } from '../../session/actions'
import { icons } from '../shell/icons'
import { useTexts } from '../shell/useTexts'

/** public/conformance.json, put here by vite.config.ts. */
declare const __CONFORMANCE__: {
  releases: {
    release: string
    selector: { sequences: number; steps: number; queueDecisions: number }
    sendLoop: { scripts: number; messages: number; attempts: number }
    nameServer: { sequences: number; steps: number } | null
  }[]
}

const ROWS = __CONFORMANCE__.releases.map(({ release, selector, sendLoop }) => ({
  release,
  numbers: [
    selector.sequences,
    selector.steps,
    selector.queueDecisions,
    sendLoop.scripts,
    sendLoop.messages,
    sendLoop.attempts,
  ],
}))

const SUMS = (ROWS[0]?.numbers ?? []).map((_, column) =>
  ROWS.reduce((sum, { numbers }) => sum + (numbers[column] ?? 0), 0),
)

const NAME_SERVERS = __CONFORMANCE__.releases.flatMap(({ release, nameServer }) =>
  nameServer ? [{ release, ...nameServer }] : [],
)
const NAME_SERVER_STEPS = NAME_SERVERS.reduce((sum, { steps }) => sum + steps, 0)

const COLUMNS = [
  'columnSequences',
  'columnSteps',
  'columnDecisions',
  'columnScripts',
  'columnMessages',
  'columnAttempts',
] as const

export default function AccuracyDialog() {
  const { words, language, pick } = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  const [, , decisions = 0, , , attempts = 0] = SUMS
  const number = (value: number) => formatNumber(value, language)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className="dialog truth"
      aria-labelledby="truth-title"
      onClose={() => showAccuracy(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="truth-title">{pick(proofWords.howTrue)}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <p className="truth-lead">{pick(accuracyWords.lead)}</p>

        <h3>{pick(accuracyWords.comparedHead)}</h3>
        <p>{accuracyPhrases.compared[language](number(ROWS.length), number(decisions), number(attempts))}</p>
        <table className="truth-table" aria-label={pick(accuracyWords.comparedHead)}>
          <thead>
            <tr>
              <th scope="col">{pick(accuracyWords.columnRelease)}</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {pick(accuracyWords[name])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ release, numbers }) => (
              <tr key={release}>
                <th scope="row">{release}</th>
                {COLUMNS.map((name, column) => (
                  <td key={name}>{number(numbers[column] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{pick(accuracyWords.sum)}</th>
              {COLUMNS.map((name, column) => (
                <td key={name}>{number(SUMS[column] ?? 0)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
        <p>{pick(accuracyWords.selector)}</p>
        <p>{pick(accuracyWords.sendLoop)}</p>
        <p>
          {accuracyPhrases.nameServer[language](
            NAME_SERVERS.map(({ release }) => release).join(language === 'zh' ? '、' : ', '),
            number(NAME_SERVER_STEPS),
          )}
        </p>
        <p>{pick(accuracyWords.notRecorded)}</p>

        <h3>{pick(accuracyWords.missingHead)}</h3>
        <dl className="truth-missing">
          {notSimulated.map(({ what, shows }) => (
            <div key={what.en}>
              <dt>{pick(what)}</dt>
              <dd>{pick(shows)}</dd>
            </div>
          ))}
        </dl>

        <h3>{pick(accuracyWords.sourcesHead)}</h3>
        <ul className="truth-sources">
          <li>
            {pick(accuracyWords.sourceTags)}{' '}
            <a className="link" href="https://github.com/apache/rocketmq" target="_blank" rel="noopener noreferrer">
              github.com/apache/rocketmq
            </a>
          </li>
          <li>{pick(accuracyWords.sourceIssues)}</li>
          <li>{pick(accuracyWords.sourceRules)}</li>
        </ul>
      </div>
    </dialog>
  )
}
