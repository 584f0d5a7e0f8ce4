// What the mark of several actions says: the last one, and how many more count.

import { describe, expect, test } from 'vitest'
import { en, zh } from '../../i18n/allMessages'
import type { UserAction } from '../../rocketmq'
import { inForce, labelText, shownOf } from './markGroups'

const slow = (ms: number, atMs = 2000): UserAction => ({ atMs, type: 'slow', target: 'broker-a/n0', ms })
const kill: UserAction = { atMs: 2000, type: 'kill', target: 'broker-b/n0' }

describe.each([
  ['en', en],
  ['zh', zh],
] as const)('%s', (_, m) => {
  test('a value that was corrected at once is shown alone', () => {
    const actions = [slow(1000), slow(400)]
    expect(labelText(actions, 'full', m)).toContain('400')
    expect(labelText(actions, 'full', m)).not.toContain('1000')
    expect(labelText(actions, 'full', m)).not.toContain('+')
    expect(labelText(actions, 'sign', m)).toBe('✕')
  })

  test('of several the last one is shown, with its own sign, and the others are counted', () => {
    expect(labelText([slow(1000), slow(400, 2100)], 'full', m)).toMatch(/400.*\+1$/)
    expect(labelText([kill, slow(1000), slow(0)], 'full', m)).toMatch(/^✓ .*\+1$/)
    expect(labelText([kill, slow(1000), slow(0)], 'sign', m)).toBe('2')
  })
})

test('what differs in whom or what it is about counts by itself', () => {
  const link = (peer: string): UserAction => ({ atMs: 0, type: 'link', target: 'P1', peer, lossPercent: 100 })
  expect(inForce([link('broker-a/n0'), link('broker-b/n0')])).toHaveLength(2)
  expect(shownOf([slow(1000), kill])).toBe(kill)
})
