// The headlines of every surprise, printed as a trace and stored in docs/traces/surprises. UPDATE_TRACES=1 writes them again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { GOTCHAS } from '../src/chapters/gotchas'
import { parseRunInput } from '../src/io/inputSchema'
import { actionText } from '../src/io/writeAction'
import { defaultBrokerName, entryAt, logLength, simulate } from '../src/rocketmq'
import { createTraceReader, settingsText, traceText } from './traceFormat.mts'

const folder = fileURLToPath(new URL('../docs/traces/surprises', import.meta.url))

/** Lines of one variant; what follows is counted. */
const LINES = 16

/** Not everyday life: neither a poll that brings nothing new nor the steps of a send that goes well at once. */
const isHeadline = (entry) => {
  if (entry.kind === 'send') return entry.attempt > 1
  if (entry.kind === 'sendOk') return entry.attempt > 1 || entry.status !== 'SEND_OK' || entry.latencyMs > 500
  if (entry.kind === 'route') return entry.outcome !== 'unchanged'
  return !['stored', 'routeRequest', 'vote'].includes(entry.kind)
}

/** Numbers as they are, up to two decimals. */
const rounded = (value) => Math.round(value * 100) / 100

function printVariant({ startMs, untilMs, proof }, { label, input, expected }) {
  const run = simulate(input, untilMs)
  const { settings, brokerGroups } = input.scenario
  const read = createTraceReader({ brokerName: defaultBrokerName, actions: input.actions, settings })
  const lines = []
  for (let index = 0; index < logLength(run.log); index++) {
    const entry = entryAt(run.log, index)
    // Lines are read in order, because one may name what an earlier one said.
    const line = read(entry)
    if (entry.atMs >= startMs && isHeadline(entry)) lines.push(traceText(line))
  }
  const more = lines.length - LINES
  return [
    `== ${label.en}: ${rounded(proof.compute(run))} ${proof.unit} (expected ${expected})`,
    `settings ${settingsText(settings)}`,
    ...(brokerGroups.length > 0 ? [`groups ${JSON.stringify(brokerGroups)}`] : []),
    `actions ${input.actions.map(actionText).join(', ')}`.trimEnd(),
    ...lines.slice(0, LINES),
    ...(more > 0 ? [`... ${more} more until ${untilMs}`] : []),
  ].join('\n')
}

test.each(GOTCHAS)('$id is what the engine does today', (surprise) => {
  const printed = `${surprise.id} ${surprise.title.en}\n${surprise.proof.words.en}\nfrom ${surprise.startMs} until ${surprise.untilMs}\n\n${surprise.variants
    .map((variant) => printVariant(surprise, variant))
    .join('\n\n')}\n`
  const path = join(folder, `${surprise.id}.txt`)
  if (process.env.UPDATE_TRACES) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, printed)
  }
  expect(printed).toBe(readFileSync(path, 'utf8'))
})

test('nothing else is stored', () => {
  expect(readdirSync(folder).sort()).toEqual(GOTCHAS.map(({ id }) => `${id}.txt`).sort())
})

test('every input passes the gate for outside data', () => {
  for (const { variants } of GOTCHAS) {
    for (const { input } of variants)
      expect(parseRunInput(JSON.parse(JSON.stringify(input)))).toMatchObject({ ok: true })
  }
})
