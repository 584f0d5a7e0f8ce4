// The page "Accuracy": what the engine is compared with, what it leaves out, where its rules come from.
// Loaded when it is first asked for; the figures are part of it, so that it needs no request.

import { useMessages } from '../shell/useMessages'
import './AccuracyDialog.css'
import { useEffect, useRef } from 'react'

import { showAccuracy } from '../../session/actions'
import { icons } from '../shell/icons'

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
  const m = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const close = () => dialog.current?.close()
  const [, , decisions = 0, , , attempts = 0] = SUMS
  const number = (value: number) => m.format.number(value)
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
          <h2 id="truth-title">{m.proof.howTrue}</h2>
          <button type="button" className="icon-button" aria-label={m.page.close} onClick={close}>
            {icons.close}
          </button>
        </div>
        <p className="truth-lead">{m.accuracy.lead}</p>

        <h3>{m.accuracy.comparedHead}</h3>
        <p>{m.accuracy.compared(number(ROWS.length), number(decisions), number(attempts))}</p>
        <table className="truth-table" aria-label={m.accuracy.comparedHead}>
          <thead>
            <tr>
              <th scope="col">{m.accuracy.columnRelease}</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {m.accuracy[name]}
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
              <th scope="row">{m.accuracy.sum}</th>
              {COLUMNS.map((name, column) => (
                <td key={name}>{number(SUMS[column] ?? 0)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
        <p>{m.accuracy.selector}</p>
        <p>{m.accuracy.sendLoop}</p>
        <p>
          {m.accuracy.nameServer(m.format.list(NAME_SERVERS.map(({ release }) => release)), number(NAME_SERVER_STEPS))}
        </p>
        <p>{m.accuracy.notRecorded}</p>

        <h3>{m.accuracy.missingHead}</h3>
        <dl className="truth-missing">
          {m.accuracy.notSimulated.map(({ what, shows }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{shows}</dd>
            </div>
          ))}
        </dl>

        <h3>{m.accuracy.sourcesHead}</h3>
        <ul className="truth-sources">
          <li>
            {m.accuracy.sourceTags}{' '}
            <a className="link" href="https://github.com/apache/rocketmq" target="_blank" rel="noopener noreferrer">
              github.com/apache/rocketmq
            </a>
          </li>
          <li>{m.accuracy.sourceIssues}</li>
          <li>{m.accuracy.sourceRules}</li>
        </ul>
      </div>
    </dialog>
  )
}
