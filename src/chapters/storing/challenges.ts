// Challenges of this chapter, the easiest first.

import type { Challenge } from '../challenge'
import { countOf } from '../figure'
import { powerOff } from '../lessonInput'
import { failedSends, set } from '../sending/challenges/moves'
import { busyInput, realStore, restart } from './inputs'

const CUT_END_MS = 25_000
const BUSY_END_MS = 3000

export const STORING_CHALLENGES: readonly Challenge[] = [
  {
    id: 'power-cut',
    level: 1,
    title: { zh: '断电，一条不丢', en: 'A power cut, and nothing lost' },
    situation: {
      zh: '一台 Broker，没有 Slave，每秒 10 条消息。10.3 秒时主机断电，随后重启。',
      en: 'One Broker without Slaves, ten messages a second. At 10.3 s its host loses power, and then it is started again.',
    },
    goal: {
      zh: '只改一个参数，让已确认的消息一条不丢。',
      en: 'Change one setting so that no acknowledged message is lost.',
    },
    input: realStore({ sendIntervalMs: 100 }, [powerOff(10_300), restart(11_300)]),
    endMs: CUT_END_MS,
    rules: {
      actions: [],
      brokers: [],
      settings: ['flushDiskType', 'flushIntervalCommitLog', 'flushCommitLogLeastPages', 'retryTimesWhenSendFailed'],
      most: 2,
      untilMs: CUT_END_MS,
    },
    judge: [
      {
        claim: { figure: countOf('lostMessages', 0, CUT_END_MS), equals: 0 },
        label: { zh: '丢失的已确认消息', en: 'Acknowledged messages lost' },
      },
    ],
    par: 1,
    solution: [set(0, 'flushDiskType', 'SYNC_FLUSH')],
    lazy: [
      [set(0, 'flushIntervalCommitLog', 50)],
      [set(0, 'flushCommitLogLeastPages', 1)],
      [set(0, 'retryTimesWhenSendFailed', 5)],
    ],
    longer: [set(0, 'flushDiskType', 'SYNC_FLUSH'), set(0, 'retryTimesWhenSendFailed', 5)],
    hint: {
      zh: '刷得再勤，应答也比刷盘早。什么能让应答等一等？',
      en: 'However often it flushes, the answer comes before the flush. What makes the answer wait?',
    },
    explain: {
      zh: 'ASYNC_FLUSH 写进页缓存就应答，断电丢掉最后一次刷盘之后的全部；SYNC_FLUSH 落盘以后才应答，已确认的都在磁盘上。',
      en: 'ASYNC_FLUSH answers once a message is in the page cache, and a power cut takes all since the last flush. SYNC_FLUSH answers from the disk: whatever is acknowledged is on it.',
    },
    gotcha: 'C17',
  },
  {
    id: 'stay-fast',
    level: 3,
    title: { zh: '满载也要快', en: 'Fast under full load' },
    situation: {
      zh: '每秒约 100,000 条消息，一台每秒能写 40,000 条的 Broker，请求在排队，有的被清出。',
      en: 'Some 100,000 messages a second for one Broker that writes 40,000: requests queue up, and some are dropped.',
    },
    goal: {
      zh: '不加机器：3 秒内没有消息发送失败，第 2、3 秒的 p99 不超过 150 毫秒，存入的也不少于 75,000 条。',
      en: 'No new machine: no send fails within 3 s; in seconds 2 and 3 the p99 is at most 150 ms and at least 75,000 are stored.',
    },
    input: busyInput(),
    endMs: BUSY_END_MS,
    rules: {
      actions: [],
      brokers: [],
      settings: [
        'sendThreadCount',
        'waitTimeMillsInSendQueue',
        'sendThreadPoolQueueCapacity',
        'sendMessageThreadPoolNums',
        'retryTimesWhenSendFailed',
      ],
      most: 2,
      untilMs: BUSY_END_MS,
    },
    judge: [
      failedSends(BUSY_END_MS, { equals: 0 }),
      {
        claim: { figure: { kind: 'percentile', percent: 99, fromMs: 1000, toMs: BUSY_END_MS }, atMost: 150 },
        label: { zh: '第 2、3 秒的 p99', en: 'p99 of seconds 2 and 3' },
      },
      {
        claim: { figure: countOf('stored', 1000, BUSY_END_MS), atLeast: 75_000 },
        label: { zh: '第 2、3 秒存入', en: 'Stored in seconds 2 and 3' },
      },
    ],
    par: 1,
    solution: [set(0, 'sendThreadCount', 5)],
    lazy: [
      [set(0, 'sendThreadCount', 1)],
      [set(0, 'waitTimeMillsInSendQueue', 1000)],
      [set(0, 'sendThreadPoolQueueCapacity', 100_000)],
      [set(0, 'sendMessageThreadPoolNums', 16)],
      [set(0, 'retryTimesWhenSendFailed', 5)],
    ],
    longer: [set(0, 'sendThreadCount', 5), set(0, 'waitTimeMillsInSendQueue', 1000)],
    hint: {
      zh: '队列、等待时间和 Broker 的线程都不让它写得更快。同时在途的请求少一些呢？',
      en: 'Neither queue nor waiting time nor threads of the Broker make it write faster. What if fewer requests are under way at once?',
    },
    explain: {
      zh: '一组 Broker 只有一个 CommitLog、一个末尾，写满以后多出来的请求只是在排队。在途请求减半，写入一样多，等待减半；减得太多，Broker 就闲下来了。',
      en: 'A Broker group has one CommitLog with one end to append to: once it is busy, more requests only queue up. Half of them under way store as much and wait half as long; too few leave the Broker idle.',
    },
    gotcha: 'S13',
  },
]
