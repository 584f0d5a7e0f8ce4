// The page "Accuracy": what the engine is compared with, what it leaves out, where its rules come from.
// Loaded when it is first asked for; the figures are part of it, so that it needs no request.

import { showAccuracy } from '../../session/actions'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'

/** public/cluster.json, put here by vite.config.ts. Made by conformance/cluster/accuracySummary.ts. */
declare const __CLUSTER__: {
  releases: string[]
  figures: number
  agree: number
  producers: number
  kills: number
  worst: { recorded: number; simulated: number }
  elections: {
    mode: 'dledger' | 'controller'
    release: string
    underLoad: boolean
    kills: number
    recorded: { min: number; p50: number; max: number }
    simulated: { p10: number; p50: number; p90: number }
  }[]
}

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

const CLUSTER = __CLUSTER__

/** 5834 ms: 5.8 */
const seconds = (...ms: number[]): string => ms.map((one) => (one / 1000).toFixed(one < 1000 ? 2 : 1)).join(' / ')

const TABLE =
  'w-full mt-3 mb-7 max-[701px]:text-fine [&_:is(th,td)]:py-1.5 [&_:is(th,td)]:pl-6 [&_:is(th,td)]:text-end [&_:is(th,td)]:font-normal max-[701px]:[&_:is(th,td)]:pl-3 [&_tfoot_:is(th,td)]:border-t [&_tfoot_:is(th,td)]:border-line-strong [&_tfoot_:is(th,td)]:font-bold [&_thead_th]:border-b [&_thead_th]:border-line [&_thead_th]:align-bottom [&_thead_th]:text-small [&_thead_th]:text-muted max-[701px]:[&_thead_th]:text-[0.78rem] [&_tr>:first-child]:pl-0! [&_tr>:first-child]:text-start max-[701px]:[&_tr>:is(:nth-child(2),:nth-child(5))]:hidden'

const COLUMNS = [
  'columnSequences',
  'columnSteps',
  'columnDecisions',
  'columnScripts',
  'columnMessages',
  'columnAttempts',
] as const

export default function AccuracyDialog() {
  const m = useMessages('accuracy')
  const [, , decisions = 0, , , attempts = 0] = SUMS
  const number = (value: number) => m.format.number(value)
  return (
    <Dialog
      title={m.proof.howTrue}
      width={58}
      className="[&_h3]:px-0 [&_h3]:pt-11 [&_h3]:pb-3.5 [&_h3]:text-[1.08rem] [&_h3]:font-bold [&_p]:pb-4.5"
      onClose={() => showAccuracy(false)}
    >
      <p>{m.accuracy.lead}</p>
      <p>
        {m.accuracy.cluster({
          releases: m.format.list(CLUSTER.releases),
          producers: number(CLUSTER.producers),
          figures: number(CLUSTER.figures),
          agree: number(CLUSTER.agree),
        })}
      </p>
      <p>{m.accuracy.worst(number(CLUSTER.worst.recorded), number(CLUSTER.worst.simulated))}</p>

      <h3>{m.accuracy.electionsHead}</h3>
      <p>{m.accuracy.elections(number(CLUSTER.kills))}</p>
      <table className={TABLE} aria-label={m.accuracy.electionsHead}>
        <thead>
          <tr>
            <th scope="col">{m.accuracy.columnGroup}</th>
            <th scope="col">{m.accuracy.columnKills}</th>
            <th scope="col">{m.accuracy.columnRecorded}</th>
            <th scope="col">{m.accuracy.columnSimulated}</th>
          </tr>
        </thead>
        <tbody>
          {CLUSTER.elections.map(({ mode, release, underLoad, kills, recorded, simulated }) => (
            <tr key={`${mode} ${release} ${underLoad} ${kills}`}>
              <th scope="row">{m.accuracy.electionGroup(mode, release, underLoad)}</th>
              <td>{number(kills)}</td>
              <td>{seconds(recorded.min, recorded.p50, recorded.max)}</td>
              <td>{seconds(simulated.p10, simulated.p50, simulated.p90)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{m.accuracy.recordingsOpen}</p>

      <h3>{m.accuracy.comparedHead}</h3>
      <p>{m.accuracy.compared(number(ROWS.length), number(decisions), number(attempts))}</p>
      <table className={TABLE} aria-label={m.accuracy.comparedHead}>
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
      <dl className="[&>div]:grid [&>div]:grid-cols-[minmax(0,16rem)_minmax(0,1fr)] [&>div]:gap-y-2 [&>div]:gap-x-12 [&>div]:px-0 [&>div]:py-4.5 [&>div]:border-t [&>div]:border-line [&>div:first-child]:border-t-0 [&_dt]:font-semibold max-[701px]:[&>div]:grid-cols-1">
        {m.accuracy.notSimulated.map(({ what, shows }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{shows}</dd>
          </div>
        ))}
      </dl>

      <h3>{m.accuracy.sourcesHead}</h3>
      <ul className="pl-12 list-disc [&_li]:px-0 [&_li]:py-1.5 [&_li]:wrap-anywhere">
        <li>
          {m.accuracy.sourceTags}{' '}
          <a className="link" href="https://github.com/apache/rocketmq" target="_blank" rel="noopener noreferrer">
            github.com/apache/rocketmq
          </a>
        </li>
        <li>{m.accuracy.sourceIssues}</li>
        <li>{m.accuracy.sourceRules}</li>
      </ul>
    </Dialog>
  )
}
