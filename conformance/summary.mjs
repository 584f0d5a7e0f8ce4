// `npm run conformance:summary`: counts what the recordings hold and writes the numbers to public/conformance.json, where
// the page reads them. It compares nothing; the tests beside it do.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const recordings = new URL('./recordings/', import.meta.url)
export const summaryFile = new URL('../public/conformance.json', import.meta.url)

/** "4.9.8" before "4.10.0". */
const byRelease = (/** @type {string} */ one, /** @type {string} */ other) =>
  one.localeCompare(other, 'en', { numeric: true })

const fileOf = (/** @type {string} */ release, /** @type {string} */ kind) =>
  new URL(`${release}/${kind}.json`, recordings)

/** @returns {import('./recording').SelectorRecording | import('./recording').SendLoopRecording} */
const read = (/** @type {string} */ release, /** @type {string} */ kind) =>
  JSON.parse(readFileSync(fileOf(release, kind), 'utf8'))

/** The NameServer of some releases only: null for the others. */
function nameServerOf(/** @type {string} */ release) {
  if (!existsSync(fileOf(release, 'nameserver'))) return null
  const { sequences } = read(release, 'nameserver')
  return { sequences: sequences.length, steps: sequences.flatMap((sequence) => sequence.steps).length }
}

/** Per release, oldest first, how much was recorded: `selector` and `nameServer` step by step, `sendLoop` message by message. */
export function summarize() {
  return readdirSync(recordings)
    .sort(byRelease)
    .map((release) => {
      const { sequences } = read(release, 'selector')
      const { scripts } = read(release, 'sendloop')
      const steps = sequences.flatMap((sequence) => sequence.steps)
      const messages = scripts.flatMap((script) => script.messages)
      const attempts = messages.flatMap((message) => message.attempts)
      const stepsOf = (kind) => steps.filter((step) => step[0] === kind).length
      return {
        release,
        selector: {
          sequences: sequences.length,
          steps: steps.length,
          queueDecisions: stepsOf('s'),
          faultTableUpdates: stepsOf('u'),
        },
        sendLoop: {
          scripts: scripts.length,
          messages: messages.length,
          attempts: attempts.length,
          faultTableUpdates: attempts.flatMap((attempt) => attempt.updates).length,
          edgeMessages: messages.filter((message) => message.edge).length,
        },
        nameServer: nameServerOf(release),
      }
    })
}

/** The file as it should be. */
export const summaryText = () => `${JSON.stringify({ releases: summarize() }, null, 2)}\n`

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(summaryFile, summaryText())
}
