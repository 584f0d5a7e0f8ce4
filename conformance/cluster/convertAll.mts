// npx tsx conformance/cluster/convertAll.mts <folder>: every experiment below the folder (raw lines, README.md) into recordings/:
// a gzipped recording for each SYNC producer, one file of ASYNC and first calls, one of elections. What is there by another name stays.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { recordingText } from '../../src/io/recording/recordingFile.ts'
import { hasOwnFile, type RecordedCalls, recordedCalls } from './calls.mts'
import { conditionsOf, convert, familyOf, releaseOf } from './convert.mts'
import type { RecordedElections } from './elections.ts'
import { linesOf, number } from './rawLines.mts'

const recordings = fileURLToPath(new URL('./recordings/', import.meta.url))
const builtIn = fileURLToPath(new URL('../../src/io/recording/builtIn/', import.meta.url))
/** The same bytes whenever and wherever they are compressed: no name, no time. */
const write = (name: string, text: string): void =>
  writeFileSync(join(recordings, `${name}.json.gz`), gzipSync(text, { level: 9 }))

const producersOf = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => /^prod-(.+)\.jsonl$/.exec(name)?.[1] ?? [])

function electionsOf(folder: string, experiment: string): RecordedElections[] {
  const kind = familyOf(experiment)
  if (kind === 'plain') return []
  const afterMs = linesOf(join(folder, 'acts.jsonl')).flatMap((line) =>
    line.act === 'newMaster' ? number(line.afterMs) : [],
  )
  if (afterMs.length === 0) return []
  const producers = producersOf(folder).length
  const electedMs = afterMs.sort((one, other) => one - other)
  return [
    { experiment, release: releaseOf(experiment), kind, producers, conditions: conditionsOf(experiment), electedMs },
  ]
}

/** Puts new entries into a list that is kept, in place of those of the same experiment. */
function merged<One extends { experiment: string }>(name: string, found: readonly One[]): void {
  const file = join(recordings, name)
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as One[]) : []
  const kept = before.filter((one) => !found.some(({ experiment }) => experiment === one.experiment))
  const all = [...kept, ...found].sort((one, other) => (one.experiment < other.experiment ? -1 : 1))
  writeFileSync(file, `[\n${all.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`)
}

const all = process.argv[2]
if (!all) {
  process.stdout.write('convertAll.mts <folder with folders named experiment-release>\n')
  process.exitCode = 2
} else {
  const elections: RecordedElections[] = []
  const calls: RecordedCalls[] = []
  for (const experiment of readdirSync(all).sort()) {
    const folder = join(all, experiment)
    if (!existsSync(join(folder, 'acts.jsonl'))) continue
    elections.push(...electionsOf(folder, experiment))
    for (const producer of producersOf(folder)) {
      if (hasOwnFile(experiment)) calls.push(recordedCalls(folder, experiment, producer))
      else {
        const text = recordingText(convert(folder, experiment, producer))
        write(`${experiment}.${producer}`, text)
        // Those that come with the page are the same.
        const shipped = `${builtIn}${experiment}-${producer}.recording`
        if (existsSync(shipped)) writeFileSync(shipped, text)
      }
    }
  }
  merged('elections.json', elections)
  merged('calls.json', calls)
}
