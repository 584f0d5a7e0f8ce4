// Holds how long a file may be: what does not fit has a seam at which it can be split.
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const MAX_LINES = 400

/** Written by a command, as its first lines say. */
const GENERATED = ['src/rocketmq/entryCodec.ts', 'src/rocketmq/consumerCodec.ts']

const files = ['e2e', 'scripts', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((path) => join(folder, String(path)).split(sep).join('/'))
    .filter((path) => /\.(tsx?|m?[jt]s|css)$/.test(path)),
)
const text = (path) => readFileSync(join(root, path), 'utf8')

test('no file written by hand is longer than it may be', () => {
  expect(files.length).toBeGreaterThan(700)
  const tooLong = files.filter((path) => text(path).split('\n').length - 1 > MAX_LINES)
  expect(tooLong.filter((path) => !GENERATED.includes(path))).toEqual([])
})

test('what counts as generated says so', () => {
  for (const path of GENERATED) expect(text(path).slice(0, 400), path).toContain('npm run entries')
})
