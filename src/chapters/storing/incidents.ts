// Production incidents inside of a Broker.

import { SINCE } from '../../projections/releaseFacts'
import { countOf, type Figure } from '../figure'
import type { Lesson } from '../lesson'
import { busyInput } from './inputs'

const END_MS = 3000
const failed = countOf('failedMessages', 0, END_MS)
const refused = countOf('busyReplies', 0, END_MS)
const stored = countOf('stored', 1000, 2000)
const reason: Figure = { kind: 'busyReason', afterMs: 0 }
const old = busyInput({ clientVersion: '5.2.0' })
const view = { open: 'broker-a', charts: true }

export const STORING_INCIDENTS: readonly Lesson[] = [
  {
    id: 'broker-busy-load',
    kind: 'incident',
    title: { zh: '大促开始，broker busy 刷屏', en: 'The sale starts, and "broker busy" fills the log' },
    summary: {
      zh: '“机器 CPU 不高，Broker 却一直报 [TIMEOUT_CLEAN_QUEUE]，调大等待时间也没用。”',
      en: '"The CPU is idle, the Broker keeps saying [TIMEOUT_CLEAN_QUEUE], and a longer wait did not help."',
    },
    cause: {
      zh: '请求比 Broker 写得快：发送队列变长，等满 200 毫秒的请求被清出，5.2.0 的客户端不重试这个错误码。',
      en: 'Requests arrive faster than the Broker writes: the send queue grows, what has waited 200 ms is dropped, and a 5.2.0 client does not retry that code.',
    },
    fix: {
      zh: `加 Broker 组分担写入，或者限流；客户端升级到 ${SINCE.retriesSystemBusy} 只把失败换成更多的重试。`,
      en: `Add a Broker group to share the writes, or send less. A client from ${SINCE.retriesSystemBusy} on only turns failures into more retries.`,
    },
    minutes: 3,
    issues: [2471, 4425, 2945],
    terms: ['sendQueue', 'fastFailure'],
    quiz: [],
    steps: [
      {
        id: 'symptom',
        title: { zh: '现象', en: 'The symptom' },
        say: {
          zh: '每秒约 100,000 条发往 broker-a，它每秒能写 40,000 条。3 秒内，{failed} 条消息抛出异常。',
          en: 'Some 100,000 messages a second go to broker-a, which writes 40,000. Within 3 s, {failed} of them throw.',
        },
        input: old,
        atMs: 100,
        untilMs: END_MS,
        speed: 0.5,
        view,
        meaning: {
          zh: '写入没有停：第 2 秒里存入了 {stored} 条，这就是它的能力。',
          en: 'Writing never stops: in the second second {stored} are stored, and that is what it can do.',
        },
        figures: { failed, stored },
        claims: [
          { figure: failed, atLeast: 1000 },
          { figure: stored, atLeast: 38_000, atMost: 42_000 },
        ],
      },
      {
        id: 'cause',
        title: { zh: '请求去了哪里', en: 'Where the requests go' },
        say: {
          zh: '发送队列能放 10,000 条。waitTimeMillsInSendQueue=200。',
          en: 'The send queue holds 10,000. waitTimeMillsInSendQueue=200.',
        },
        input: old,
        atMs: 100,
        untilMs: END_MS,
        speed: 0.2,
        view,
        ask: {
          kind: 'choice',
          prompt: { zh: '请求为什么被拒绝？', en: 'Why are requests refused?' },
          answer: reason,
          options: [
            { text: { zh: '队列放不下了', en: 'No room is left' }, equals: 'OVERLOAD' },
            { text: { zh: '排得太久', en: 'They have waited too long' }, equals: 'TIMEOUT_CLEAN_QUEUE' },
            { text: { zh: '磁盘坏了', en: 'The disk is broken' }, equals: 'PCBUSY_CLEAN_QUEUE' },
          ],
          explain: {
            zh: '[{reason}]：最长时前面有 {peak} 条，按每秒 40,000 条要等 200 毫秒以上，共拒绝 {refused} 次。',
            en: '[{reason}]: up to {peak} are ahead, more than 200 ms of work at 40,000 a second, and {refused} requests are refused.',
          },
        },
        meaning: {
          zh: '等待时间只决定多早放弃，不决定写多快。',
          en: 'The waiting time decides when to give up, not how fast to write.',
        },
        figures: { reason, peak: { kind: 'queuePeak', toMs: END_MS }, refused },
        claims: [
          { figure: reason, equals: 'TIMEOUT_CLEAN_QUEUE' },
          { figure: { kind: 'queuePeak', toMs: END_MS }, atLeast: 8000, atMost: 10_000 },
        ],
      },
      {
        id: 'fix',
        title: { zh: '加一组 Broker', en: 'A second Broker group' },
        say: {
          zh: '只有一组时，3 秒内失败 {before} 条。',
          en: 'With one group, {before} sends fail within 3 s.',
        },
        input: old,
        atMs: 100,
        untilMs: END_MS,
        speed: 0.5,
        view,
        task: {
          prompt: { zh: '把 brokerGroupCount 改成 2。', en: 'Set brokerGroupCount to 2.' },
          act: { kind: 'setting', name: 'brokerGroupCount', value: 2 },
        },
        meaning: {
          zh: '失败 {failed} 条，不是 {before} 条：同样的负载分到两组，第 2 秒存入 {stored} 条。',
          en: '{failed} fail instead of {before}: the same load on two groups, and {stored} stored in the second second.',
        },
        figures: { failed, stored },
        otherFigures: { before: failed },
        claims: [
          { figure: failed, equals: 0 },
          { figure: failed, inOther: true, atLeast: 1000 },
          { figure: stored, atLeast: 60_000 },
        ],
      },
    ],
  },
]
