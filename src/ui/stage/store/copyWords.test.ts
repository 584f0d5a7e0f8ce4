// What is said beside the bar of a copy: no status of a node that is down, and no figure that is cut.
import { describe, expect, test } from 'vitest'
import { en, zh } from '../../../i18n/allMessages'
import type { CopyView } from '../../../projections/brokerStore'
import { textWidth } from '../../../stage/boxes'
import { masterWords, slaveWords } from './copyWords'
import { timesText } from './drawn'

const COPY: CopyView = {
  node: 0,
  isMaster: true,
  isRunning: true,
  ha: null,
  written: 10,
  committed: 10,
  flushed: 10,
  maxOffset: 1920,
  flushedOffset: 1920,
  unflushed: 0,
  lag: { messages: 0, bytes: 0 },
  divergent: 0,
  divergesAt: 10,
  disk: 'idle',
}

describe.each([
  ['en', en, ['Not running', 'All on disk', 'Caught up']],
  ['zh', zh, ['未运行', '全部落盘', '已追上']],
] as const)('%s', (_, m, [down, onDisk, caughtUp]) => {
  test('a node that is down is neither all on disk nor caught up, and is said to be down', () => {
    expect(masterWords(COPY, 0, m)).toMatchObject({ title: [onDisk], tone: 'var(--good)' })
    expect(slaveWords({ ...COPY, isMaster: false }, 0, m)).toMatchObject({ title: [caughtUp], tone: 'var(--good)' })
    for (const words of [masterWords, slaveWords]) {
      const said = words({ ...COPY, isRunning: false }, 3, m)
      expect(said.title).toEqual([down])
      expect(said.tone).toBe('var(--bad)')
      expect(said.detail.join()).toContain('1,920')
      const diverged = words({ ...COPY, isRunning: false, divergent: 39_500 }, 0, m)
      expect(diverged.detail[0]).toContain('39,500')
    }
  })

  test('no figure is cut, however large it is and however narrow the card', () => {
    // The narrowest column of words, in sizes of a word: openedLayout.ts.
    const room = 7.4
    const fits = (wordings: readonly string[], size: number, bold: boolean, what: string) =>
      expect(Math.min(...wordings.map((one) => textWidth(one, size, bold))), what).toBeLessThanOrEqual(room)
    for (const count of [0, 1, 999, 9999, 39_500, 999_999, 123_456_789]) {
      const maxOffset = count * 300
      for (const disk of ['idle', 'flushing', 'stalled'] as const)
        for (const ha of [null, 'OFF', 'DIAL', 'SILENT', 'STREAM'] as const)
          for (const divergent of [0, count]) {
            const lag = { messages: count, bytes: maxOffset }
            const copy = { ...COPY, disk, ha, divergent, lag, unflushed: count, maxOffset, flushedOffset: maxOffset }
            for (const words of [masterWords, slaveWords])
              for (const isRunning of [true, false])
                for (const unanswered of [0, count]) {
                  const { title, detail } = words({ ...copy, isRunning }, unanswered, m)
                  fits(title, 0.92, true, title.join(' | '))
                  fits(detail, 0.86, false, detail.join(' | '))
                }
          }
    }
  })
})

test('how many messages a cell of the tape has fits into the narrowest cell', () => {
  // A cell has room for four digits: openedLayout.test.ts.
  const room = textWidth('9999', 1, true)
  for (const messages of [2, 800, 1250, 12_800, 999_000])
    expect(textWidth(timesText(messages).slice(1), 1, true), timesText(messages)).toBeLessThanOrEqual(room + 0.01)
})
