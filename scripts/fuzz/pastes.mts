// Fuzzing of what is pasted about somebody's own cluster: parts of clusterList, topicRoute, code and settings, broken.

import fc from 'fast-check'
import { ALL_MESSAGES } from '../../src/i18n/allMessages'
import { MAX_PASTE_LENGTH, readImportedCluster } from '../../src/io/importCluster/importCluster'
import { cleanLines } from '../../src/io/importCluster/lines'
import { SAMPLES } from '../../src/io/importCluster/samples'
import { parseRunInput, SETTING_NAMES } from '../../src/io/inputSchema'
import { simulate } from '../../src/rocketmq'
import { brokenTexts, type Kind, must } from './kind.mts'

const sample = fc.constantFrom(...Object.values(SAMPLES))
const line = fc.oneof(
  sample.chain((text) => fc.constantFrom(...text.split('\n'))),
  fc
    .tuple(fc.constantFrom(...SETTING_NAMES), fc.jsonValue())
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  fc
    .tuple(fc.constantFrom(...SETTING_NAMES), fc.integer())
    .map(([name, value]) => `producer.set${name[0]?.toUpperCase()}${name.slice(1)}(${value});`),
  fc.tuple(fc.string(), fc.string()).map(([key, value]) => `rocketmq:\n  producer:\n    ${key}: ${value}`),
  fc.string({ unit: 'binary', maxLength: 120 }),
)

export const cluster: Kind<string> = {
  name: 'cluster',
  cases: fc.oneof(
    { weight: 3, arbitrary: brokenTexts(sample) },
    {
      weight: 2,
      arbitrary: brokenTexts(fc.array(sample, { minLength: 2, maxLength: 4 }).map((texts) => texts.join('\n'))),
    },
    { weight: 2, arbitrary: brokenTexts(fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'))) },
  ),
  check: (text) => {
    if (text.length > MAX_PASTE_LENGTH) return
    const { input, read, ignored, unread, assumptions } = readImportedCluster(text)
    const lines = cleanLines(text).length
    for (const { line: at } of [...read, ...ignored, ...unread]) {
      must(at === null || (Number.isInteger(at) && at >= 1 && at <= lines), `line ${at} of ${lines}`)
    }
    for (const words of [...read.map(({ what }) => what), ...ignored.map(({ why }) => why), ...assumptions]) {
      must(
        Object.values(ALL_MESSAGES).every((m) => words(m).length > 0),
        'words in every language',
      )
    }
    if (input === null) return
    must(parseRunInput(input).ok, 'the cluster passes the gate')
    if (input.scenario.settings.producerCount * input.scenario.settings.sendThreadCount <= 64) simulate(input, 20)
  },
  inTests: 700,
}
