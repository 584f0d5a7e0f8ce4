// Production incidents around copies.

import { countOf, type Figure } from '../figure'
import { incident } from '../incident'
import type { Lesson } from '../lesson'
import { replicatingGotcha } from './gotchas'

const view = { open: 'broker-a' }
const lost = countOf('lostMessages', 5004, 12_000)
const slow: Figure = { kind: 'percentile', percent: 100, fromMs: 20_000, toMs: 35_000 }

export const REPLICATING_INCIDENTS: readonly Lesson[] = [
  incident(
    {
      id: 'lost-after-failover',
      gotcha: replicatingGotcha('C21'),
      title: { zh: '切换很快，订单少了一笔', en: 'A fast failover, and an order is missing' },
      summary: {
        zh: '“Controller 一秒就切好了，日志里那笔订单是 SEND_OK，却怎么也查不到。”',
        en: '"The Controller switched within a second. The log says SEND_OK for that order, and it is nowhere."',
      },
      cause: {
        zh: '默认写完 Master 就应答；Slave 还差这一条，仍在 SyncStateSet 里，当选后它的日志就是全部。',
        en: 'By default the Master answers once it has appended. A Slave that lacks the message is still in the SyncStateSet, and once elected its log is the whole truth.',
      },
      fix: {
        zh: '打开 allAckInSyncStateSet；或者让生产者按业务对账、补发。',
        en: 'Switch allAckInSyncStateSet on, or reconcile and send again on the side of the business.',
      },
      minutes: 3,
      terms: ['syncStateSet', 'lag'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: 'broker-a 的 Master 刚写入一条消息就被杀掉。{ready} 已有新 Master。',
        en: 'The Master of broker-a is killed just after an append. By {ready} there is a new one.',
      },
      atMs: 5002,
      untilMs: 6500,
      speed: 0.5,
      view,
      meaning: {
        zh: '消息 {message} 不在新 Master 的日志里，而生产者早已得到 SEND_OK。',
        en: 'Message {message} is not in the log of the new Master, and the producer has had its SEND_OK.',
      },
      figures: {
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: 5004 } },
        message: { kind: 'messageOf', mark: { mark: 'lost', afterMs: 5004 } },
      },
      claims: [{ figure: lost, equals: 1 }],
    },
    {
      id: 'cause',
      title: { zh: '差了多久', en: 'How far behind' },
      say: {
        zh: '再看前一条消息，消息 10：它没有丢。',
        en: 'Look at the message before, message 10, which is not lost.',
      },
      atMs: 4490,
      untilMs: 4700,
      speed: 0.05,
      view,
      ask: {
        kind: 'choice',
        prompt: { zh: '它应答之后多久才到 Slave？', en: 'How long after its answer did it reach a Slave?' },
        answer: { kind: 'stationGap', message: 10, from: 'acknowledged', to: 'replicated' },
        options: [
          { text: { zh: '应答之前就到了', en: 'It was there before' }, atMost: 0 },
          { text: { zh: '0.1 秒以内', en: 'Within a tenth of a second' }, atLeast: 1, atMost: 100 },
          { text: { zh: '半秒以上', en: 'Half a second or more' }, atLeast: 101 },
        ],
        explain: {
          zh: '{gap}：发送线程空闲时每 100 毫秒才看一次。',
          en: '{gap}: the sender looks only every 100 ms when idle.',
        },
      },
      meaning: {
        zh: '每一条已确认的消息，都有这么一会儿只有一份。',
        en: 'For that while, every acknowledged message exists once.',
      },
      figures: { gap: { kind: 'stationGap', message: 10, from: 'acknowledged', to: 'replicated' } },
      claims: [
        {
          figure: { kind: 'stationGap', message: 10, from: 'acknowledged', to: 'replicated' },
          atLeast: 1,
          atMost: 100,
        },
      ],
    },
    {
      id: 'fix',
      title: { zh: '等每个同步副本', en: 'Wait for every copy in sync' },
      say: {
        zh: '默认设置下，同一次故障丢失 {before} 条。',
        en: 'With the defaults, the same failure loses {before} message.',
      },
      atMs: 4900,
      untilMs: 6500,
      speed: 0.5,
      view,
      task: {
        prompt: { zh: '打开 allAckInSyncStateSet。', en: 'Switch allAckInSyncStateSet on.' },
        act: { kind: 'setting', name: 'allAckInSyncStateSet', value: true },
      },
      meaning: {
        zh: '丢失 {lost} 条，不是 {before} 条：应答之前，副本已经有了。',
        en: '{lost} lost instead of {before}: the copies have it before the answer leaves.',
      },
      figures: { lost },
      otherFigures: { before: lost },
      claims: [
        { figure: lost, equals: 0 },
        { figure: lost, inOther: true, equals: 1 },
      ],
    },
  ),
  incident(
    {
      id: 'slave-added-back',
      gotcha: replicatingGotcha('C7'),
      title: { zh: '修好了 Slave，发送却卡了三秒', en: 'The Slave is repaired, and sends hang for 3 s' },
      summary: {
        zh: '“Slave 宕机时一切正常，我们把它拉起来，线上反而超时。”',
        en: '"While the Slave was down all went well. We started it, and sends timed out."',
      },
      cause: {
        zh: '4.9.7 的 Slave 连上 5 秒后才第一次上报位点；SYNC_MASTER 看见有连接，就开始等它。',
        en: 'A 4.9.7 Slave reports its offset for the first time 5 s after it connects; a SYNC_MASTER sees a connection and waits for it.',
      },
      fix: {
        zh: '在低峰加回 Slave，或先把 Master 改成 ASYNC_MASTER；5.x 的 Slave 一连上就上报。',
        en: 'Add the Slave back when traffic is low, or make the Master ASYNC_MASTER before. A 5.x Slave reports at once.',
      },
      minutes: 3,
      terms: ['highAvailability', 'slave'],
    },
    {
      id: 'symptom',
      title: { zh: '现象', en: 'The symptom' },
      say: {
        zh: 'SYNC_MASTER，4.9.7。Slave 在 5 秒时宕机，20 秒时重新上线。',
        en: 'SYNC_MASTER, 4.9.7. The Slave died at 5 s and is back at 20 s.',
      },
      atMs: 24_500,
      untilMs: 31_000,
      view,
      meaning: {
        zh: '最慢的一次发送用了 {slow}；Slave 还在宕机时，每次只要几毫秒。',
        en: 'The slowest send takes {slow}. While the Slave was down, each took a few ms.',
      },
      figures: { slow },
      claims: [{ figure: slow, atLeast: 2900, atMost: 3110 }],
    },
    {
      id: 'cause',
      title: { zh: '等到什么时候', en: 'How long it goes on' },
      say: {
        zh: 'Slave 已在 25 秒连上 Master，下一条消息是 25。',
        en: 'The Slave connects to its Master at 25 s, and message 25 is next.',
      },
      atMs: 24_900,
      untilMs: 28_200,
      view,
      ask: {
        kind: 'choice',
        prompt: { zh: '消息 25 得到什么？', en: 'What does message 25 get?' },
        answer: { kind: 'statusOf', message: 25 },
        options: [
          { text: { zh: '立即 SEND_OK', en: 'SEND_OK at once' }, equals: 'SEND_OK' },
          { text: { zh: '和之前一样的警告', en: 'The same warning as before' }, equals: 'SLAVE_NOT_AVAILABLE' },
          {
            text: { zh: '等满上限，另一种状态', en: 'Another status, after the whole wait' },
            equals: 'FLUSH_SLAVE_TIMEOUT',
          },
        ],
        explain: {
          zh: '{status}，{elapsed} 后返回：消息在 Master 上，等的是一个还没开口的 Slave。',
          en: '{status} after {elapsed}: the Master has it, and waits for a Slave that has said nothing so far.',
        },
      },
      meaning: {
        zh: '有连接不等于能复制：第一次上报之前，Master 不知道从哪里发起。',
        en: 'A connection is not a copy: before the first report the Master does not know where to begin.',
      },
      figures: { status: { kind: 'statusOf', message: 25 }, elapsed: { kind: 'elapsedOf', message: 25 } },
      claims: [{ figure: { kind: 'statusOf', message: 25 }, equals: 'FLUSH_SLAVE_TIMEOUT' }],
    },
    {
      id: 'fix',
      title: { zh: '先改成 ASYNC_MASTER', en: 'ASYNC_MASTER first' },
      say: {
        zh: 'SYNC_MASTER 时，最慢的一次发送用了 {before}。',
        en: 'With SYNC_MASTER the slowest send takes {before}.',
      },
      atMs: 24_500,
      untilMs: 31_000,
      view,
      task: {
        prompt: { zh: '把 brokerRole 改成 ASYNC_MASTER。', en: 'Set brokerRole to ASYNC_MASTER.' },
        act: { kind: 'setting', name: 'brokerRole', value: 'ASYNC_MASTER' },
      },
      meaning: {
        zh: '最慢 {slow}，不是 {before}；代价是追上之前，换 Master 会丢落后的部分。',
        en: '{slow} instead of {before}. The price: until the Slave has caught up, losing the Master loses the lag.',
      },
      figures: { slow },
      otherFigures: { before: slow },
      claims: [
        { figure: slow, atMost: 20 },
        { figure: slow, inOther: true, atLeast: 2900 },
      ],
    },
  ),
]
