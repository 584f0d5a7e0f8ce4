// npm run accuracy: compares the recordings of a real cluster with the engine and writes the tables of docs/accuracy.md, and the
// figures of the page (public/cluster.json).

import { readFileSync, writeFileSync } from 'node:fs'
import { summaryText } from '../conformance/cluster/accuracySummary'
import { accuracyFile } from '../conformance/cluster/accuracyText'
import { judge, unexplained } from '../conformance/cluster/judged'

const file = new URL('../docs/accuracy.md', import.meta.url)
const judgement = judge()
writeFileSync(file, accuracyFile(readFileSync(file, 'utf8'), judgement))
writeFileSync(new URL('../public/cluster.json', import.meta.url), summaryText(judgement))
const { unnamed, mended } = unexplained(judgement)
for (const one of unnamed) process.stdout.write(`differs without a name: ${one}\n`)
for (const one of mended) process.stdout.write(`named, and agrees: ${one}\n`)
process.exitCode = unnamed.length + mended.length === 0 ? 0 : 1
