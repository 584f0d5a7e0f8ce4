// The packing of the log is written by a script: it is that of the definitions, and the documentation knows every kind and field.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LOG_CATEGORIES } from '../src/projections/logFilters'
import { ENTRIES, LOG_KINDS } from '../src/rocketmq'
import { CODEC_FILE, CONSUMER_CODEC_FILE, codecTexts, STORE_CODEC_FILE } from './entryCodec.mts'

const projectDir = fileURLToPath(new URL('..', import.meta.url))

test.for([
  ['src/rocketmq/entryCodec.ts', CODEC_FILE],
  ['src/rocketmq/broker/store/storeCodec.ts', STORE_CODEC_FILE],
  ['src/rocketmq/consumerCodec.ts', CONSUMER_CODEC_FILE],
])('%s is what `npm run entries` writes', ([path, file]) => {
  const { stdout, stderr } = spawnSync('npx', ['biome', 'format', `--stdin-file-path=${path}`], {
    cwd: projectDir,
    input: codecTexts()[file],
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(readFileSync(file, 'utf8')).toBe(stdout)
})

test('every category of an entry can be filtered', () => {
  for (const kind of LOG_KINDS) expect(LOG_CATEGORIES).toContain(ENTRIES[kind].category)
})

test('docs/trace.md has every kind of entry, and every field with every word it can hold', () => {
  const rows = readFileSync(`${projectDir}/docs/trace.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const kinds = rows.flatMap(([, , kind]) => kind?.match(/`\w+`/g) ?? [])
  const start = rows.findIndex(([, first]) => first === '`atMs`')
  const fields = rows.slice(start).flatMap(([, names = '']) => names.match(/`\w+`/g) ?? [])
  const meanings = rows.map((row) => row.join(' ')).join('\n')
  for (const kind of LOG_KINDS) {
    expect(kinds, kind).toContain(`\`${kind}\``)
    for (const [name, { use, options }] of Object.entries(ENTRIES[kind].fields)) {
      if (use === 'hidden') continue
      expect(fields, `${kind}.${name}`).toContain(`\`${name}\``)
      // The answers of a vote have names that say it.
      if (name === 'result') continue
      for (const word of options) expect(meanings, `${kind}.${name}`).toContain(`\`${word}\``)
    }
  }
})
