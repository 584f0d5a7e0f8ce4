// The numbers the page shows are those of the recordings as they are now.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { summaryFile, summaryText } from './summary.mjs'

test('public/conformance.json is what `npm run conformance:summary` writes', () => {
  expect(readFileSync(summaryFile, 'utf8')).toBe(summaryText())
})
