// From the Master to its Slaves: how far behind they are, what waits for them, and what a change of Master loses.

import { SINCE } from '../../../projections/releaseFacts'
import { countOf, type Figure, type Mark } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill } from '../../lessonInput'
import { BETWEEN_MS, copiesInput } from '../inputs'

const open = { open: 'broker-a' }
const lost = countOf('lostMessages', 0, 6000)
const gapOf = (message: number): Figure => ({ kind: 'stationGap', message, from: 'acknowledged', to: 'replicated' })
const wait: Figure = { kind: 'stationGap', message: 12, from: 'appended', to: 'replicated' }
const slavesDown = [kill(5000, 'broker-a/n1'), kill(5000, 'broker-a/n2')]
const status: Figure = { kind: 'statusOf', message: 11 }
const failed: Mark = { mark: 'attemptFailed', afterMs: 5400 }
const left: Mark = { mark: 'leftSyncStateSet', afterMs: 5000 }

export const copiesLesson: Lesson = {
  id: 'copies',
  kind: 'lesson',
  title: { zh: '副本落后多少', en: 'How far behind are the copies?' },
  summary: {
    zh: '说得清 Slave 什么时候有一条消息，SendStatus 说明了什么，换 Master 会丢什么。',
    en: 'You can say when a Slave has a message, what a SendStatus tells, and what a change of Master loses.',
  },
  minutes: 6,
  issues: [],
  terms: ['highAvailability', 'lag', 'syncStateSet', 'quorum', 'truncate'],
  steps: [
    {
      id: 'lag',
      title: { zh: '先应答，还是先复制', en: 'Answer first, or copy first?' },
      say: {
        zh: '换了集群：一个 Master 带两个 Slave，ASYNC_MASTER，网络 120 毫秒，不是真实数值。消息 11 正在去 Master 的路上。',
        en: 'A new cluster: a Master with two Slaves, ASYNC_MASTER, a network of 120 ms instead of the real values. Message 11 is on its way to the Master.',
      },
      input: copiesInput('replication'),
      atMs: 5100,
      untilMs: 5450,
      speed: 0.1,
      view: open,
      ask: {
        kind: 'choice',
        prompt: { zh: '第一个 Slave 什么时候有消息 11？', en: 'When does the first Slave have message 11?' },
        answer: gapOf(11),
        options: [
          { text: { zh: '在生产者得到应答之前', en: 'Before the producer has its answer' }, atMost: 0 },
          { text: { zh: '应答之后不久', en: 'Soon after the answer' }, atLeast: 1, atMost: 400 },
          { text: { zh: '等到下一次刷盘', en: 'With the next flush' }, atLeast: 401 },
        ],
        explain: {
          zh: '应答之后 {gap}：ASYNC_MASTER 写完就应答，不等任何副本。',
          en: '{gap} after the answer: with ASYNC_MASTER the Master appends, answers, and waits for no one.',
        },
      },
      meaning: {
        zh: '发送线程空闲时每 100 毫秒才看一次：消息 12 写入 {wait} 后才到，120 毫秒在路上。落后由定时器决定，负载再低也有。',
        en: 'The sender looks every 100 ms when idle: message 12 needs {wait}, 120 ms of it on the network. A timer sets the lag, at any load.',
      },
      figures: { gap: gapOf(11), wait },
      claims: [{ figure: wait, atLeast: 120, atMost: 220 }],
    },
    {
      id: 'failover',
      title: { zh: '在这一刻杀掉 Master', en: 'Kill the Master just then' },
      say: {
        zh: 'Controller 模式，默认设置。消息 11 已写入 Master，应答已经发出。',
        en: 'Controller mode, default settings. The Master has appended message 11 and sent the answer.',
      },
      input: copiesInput('controller'),
      atMs: BETWEEN_MS,
      untilMs: 6000,
      speed: 0.2,
      view: open,
      task: {
        prompt: { zh: '对 broker-a 的 Master 执行 kill -9。', en: 'Run kill -9 on the Master of broker-a.' },
        actions: [
          { type: 'kill', target: 'broker-a/master' },
          { type: 'kill', target: 'broker-a/n0' },
        ],
      },
      meaning: {
        zh: '{ready} 另一个节点当选 Master，它没有消息 {message}：已得到 SEND_OK 的消息丢失 {lost} 条。',
        en: 'At {ready} another node is Master, without message {message}: {lost} message with SEND_OK is lost.',
      },
      figures: {
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: BETWEEN_MS } },
        message: { kind: 'messageOf', mark: { mark: 'lost', afterMs: BETWEEN_MS } },
        lost,
      },
      claims: [{ figure: lost, equals: 1 }],
    },
    {
      id: 'all-ack',
      title: { zh: '让它等所有同步副本', en: 'Let it wait for every copy in sync' },
      say: {
        zh: '同一次故障：allAckInSyncStateSet 关闭时丢失 {before} 条。',
        en: 'The same failure: with allAckInSyncStateSet off, {before} message is lost.',
      },
      input: copiesInput('controller', {}, [kill(BETWEEN_MS)]),
      atMs: 4700,
      untilMs: 6000,
      speed: 0.5,
      view: open,
      task: {
        prompt: { zh: '打开 allAckInSyncStateSet。', en: 'Switch allAckInSyncStateSet on.' },
        act: { kind: 'setting', name: 'allAckInSyncStateSet', value: true },
      },
      meaning: {
        zh: '丢失 {lost} 条，不是 {before} 条：SyncStateSet 里每个节点都有了才应答，消息 8 要等 {elapsed}。',
        en: '{lost} lost instead of {before}: every node of the SyncStateSet has it before the answer, {elapsed} for message 8.',
      },
      figures: { lost, elapsed: { kind: 'elapsedOf', message: 8 } },
      otherFigures: { before: lost },
      claims: [
        { figure: lost, equals: 0 },
        { figure: lost, inOther: true, equals: 1 },
        { figure: { kind: 'elapsedOf', message: 8 }, atLeast: 400 },
      ],
    },
    {
      id: 'release',
      title: { zh: 'SYNC_MASTER，换一个版本', en: 'SYNC_MASTER in another release' },
      say: {
        zh: '没有 Controller，SYNC_MASTER，两个 Slave 都在 5 秒时宕机。用 4.9.7 时消息 11 得到 {before}。',
        en: 'No Controller, SYNC_MASTER, and both Slaves died at 5 s. With 4.9.7, message 11 gets {before}.',
      },
      input: copiesInput('replication-sync', {}, slavesDown),
      atMs: 4900,
      untilMs: 6000,
      view: open,
      task: {
        prompt: { zh: '把版本改成 5.3.3。', en: 'Change the release to 5.3.3.' },
        act: { kind: 'setting', name: 'clientVersion', value: '5.3.3' },
      },
      meaning: {
        zh: `{status}，不是 {before}：从 ${SINCE.waitsForInSyncReplicas} 起 SYNC_MASTER 只在 inSyncReplicas 大于 1 时才等，默认值 1 就是 Master 自己。`,
        en: `{status} instead of {before}: from ${SINCE.waitsForInSyncReplicas} on, SYNC_MASTER waits only if inSyncReplicas is above 1, and the default of 1 is the Master itself.`,
      },
      figures: { status },
      otherFigures: { before: status },
      claims: [
        { figure: status, equals: 'SEND_OK' },
        { figure: status, inOther: true, equals: 'SLAVE_NOT_AVAILABLE' },
      ],
    },
    {
      id: 'quorum',
      title: { zh: '没有多数派', en: 'Without a majority' },
      say: {
        zh: 'DLedger，三个节点，一个 Follower 已宕机：两个节点就是多数派，发送成功。',
        en: 'DLedger with three nodes, and one follower is down: two are a majority, and sends succeed.',
      },
      input: copiesInput('dledger-log', {}, [kill(5000, 'broker-a/n1')]),
      atMs: 5400,
      untilMs: 8700,
      speed: 2,
      view: open,
      task: {
        prompt: { zh: '再杀掉 broker-a/n2。', en: 'Kill broker-a/n2 as well.' },
        actions: [{ type: 'kill', target: 'broker-a/n2' }],
      },
      meaning: {
        zh: 'Leader 照样写入消息 {message}，等不到多数派，{at} 返回错误，消息却还在它的日志里。',
        en: 'The Leader appends message {message}, gets no majority, and answers with an error at {at}; the message stays in its log.',
      },
      figures: { message: { kind: 'messageOf', mark: failed }, at: { kind: 'momentOf', mark: failed } },
      claims: [
        { figure: { kind: 'momentOf', mark: failed }, atMost: 8700 },
        { figure: lost, equals: 0 },
      ],
    },
    {
      id: 'shrink',
      title: { zh: '一个副本不动了', en: 'A copy that stops moving' },
      say: {
        zh: 'Controller 模式，allAckInSyncStateSet 打开：每次发送都等所有同步副本。broker-a/n1 刚刚冻结。',
        en: 'Controller mode with allAckInSyncStateSet on: every send waits for all copies in sync. broker-a/n1 has just been frozen.',
      },
      input: copiesInput('controller', { allAckInSyncStateSet: true }, [
        { atMs: 5000, type: 'freeze', target: 'broker-a/n1' },
      ]),
      atMs: 5050,
      untilMs: 26_000,
      speed: 4,
      view: open,
      ask: {
        kind: 'number',
        prompt: { zh: '它什么时候退出 SyncStateSet？', en: 'When does it leave the SyncStateSet?' },
        answer: { kind: 'momentOf', mark: left },
        options: [5100, 8000, 24_771, 125_000],
        explain: {
          zh: '{left}：它一声不吭，连接要过 20 秒才关闭。在那之前 {failed} 次发送超时。',
          en: 'At {left}: it says nothing, and 20 s pass before its connection is closed. Until then {failed} sends time out.',
        },
      },
      meaning: {
        zh: '退出以后只等剩下的副本，少一份保护。',
        en: 'From then on sends wait for the others only, one copy less.',
      },
      figures: { failed: countOf('failedMessages', 5000, 26_000), left: { kind: 'momentOf', mark: left } },
      claims: [
        { figure: countOf('failedMessages', 5000, 26_000), atLeast: 3 },
        { figure: { kind: 'momentOf', mark: left }, atLeast: 20_000, atMost: 26_000 },
      ],
    },
  ],
  quiz: [],
}
