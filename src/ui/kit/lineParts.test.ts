import { expect, test } from 'vitest'
import { lineParts, mayBreak } from './lineParts'

/** The text with a bar where a line may break besides at spaces. */
function barred(text: string): string {
  const parts = lineParts(text)
  return parts.map((part, at) => (at > 0 && mayBreak(parts[at - 1], part) ? '|' : '') + part.text).join('')
}

const SENTENCES = [
  '路由已刷新：broker-a 没有 Master，它的队列已移出；生产者现在只有 2 个 MessageQueue 可选。',
  '消息 25 一次成功，存入 broker-b q0，耗时 250 ms。',
  'The producer avoids broker-a for another 2.9 s: message 25 failed there after 229 ms.',
  '规避（broker-a）从这一刻起，“不可达”的版本里就是这样',
  '',
]

test('nothing of the text is lost', () => {
  for (const text of SENTENCES)
    expect(
      lineParts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
})

test('no break inside a Chinese word, and none before what leans on the word before it', () => {
  const bars = SENTENCES.map(barred).join('\n')
  for (const torn of ['路|由', '生产|者', '规|避', '不可|达', '就|是', '版本|里', '耗|时', '成|功'])
    expect(bars).not.toContain(torn)
  expect(bars).toContain('规避|')
  expect(barred('存入哪个队列')).toContain('|')
})

test('no break between a bracket or quotation mark and what it holds, nor before a full stop', () => {
  expect(barred('规避（broker-a）从')).toMatch(/（broker-a）/)
  expect(barred('“不可达”的版本。')).not.toMatch(/“\||\|”|\|。|”\|的/)
})

test('names, and numbers with their units, are whole', () => {
  expect(barred('broker-b 分到 66.7%：按队列轮流')).toContain('66.7%：')
  expect(lineParts('broker-a gets 33.3 % of it').some((part) => part.whole && part.text === '33.3 %')).toBe(true)
  const whole = (text: string) => lineParts(text).flatMap((part) => (part.whole ? [part.text] : []))
  expect(whole('存入 broker-b q0，耗时 250 ms，共 3 条')).toEqual(['broker-b q0', '250 ms', '3 条'])
  expect(whole('after 2.9 s on broker-a')).toEqual(['2.9 s', 'broker-a'])
  expect(whole('00:14.440 之前 kill -9，≥ 500 ms')).toEqual(['00:14.440', 'kill -9', '≥ 500 ms'])
  expect(whole('broker-a 拒收（2 SYSTEM_BUSY）')).toEqual(['broker-a', '2 SYSTEM_BUSY'])
  expect(barred('waitTimeMillsInSendQueue=200，再试')).toContain('waitTimeMillsInSendQueue=200')
  expect(whole('点“让它宕机”')).toEqual(['“让它宕机”'])
})

test('English stays as it is', () => {
  expect(barred('no Broker answers the call')).toBe('no Broker answers the call')
})
