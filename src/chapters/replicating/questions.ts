// What people ask in public about copies: what a failover loses, and what DLedger answers without a majority.

import { countOf } from '../figure'
import { kill } from '../lessonInput'
import { type AskedQuestion, question } from '../question'
import { BETWEEN_MS, copiesInput } from './inputs'

const open = { open: 'broker-a' }
const lost = countOf('lostMessages', BETWEEN_MS, 8000)

export const REPLICATING_QUESTIONS: readonly AskedQuestion[] = [
  question({
    name: 'failover-loses',
    title: { zh: '异步复制，换 Master 会丢消息吗？', en: 'Async replication: does a failover lose messages?' },
    summary: {
      zh: 'Controller 模式，5.3.3，默认设置；Master 刚应答就被杀掉。',
      en: 'Controller mode, 5.3.3, default settings; the Master dies just after an answer.',
    },
    asked: { notes: 29, asQuestion: 6, threads: 2 },
    issues: [7017, 5663],
    terms: ['lag', 'syncStateSet', 'highAvailability'],
    source: { method: 'CommitLog#handleHA', release: '5.3.3', rules: ['H2', 'H6', 'H7'] },
    step: {
      say: {
        zh: 'Master 写入消息 11，应答已经发出，随后被 kill -9。每秒只有两条消息。',
        en: 'The Master has appended message 11, sent its answer, and was then killed with -9. There are two messages a second.',
      },
      input: copiesInput('controller', {}, [kill(BETWEEN_MS)]),
      atMs: 5200,
      untilMs: 6000,
      speed: 0.2,
      view: open,
      figures: {
        lost,
        ready: { kind: 'momentOf', mark: { mark: 'masterReady', afterMs: BETWEEN_MS } },
        wait: { kind: 'stationGap', message: 10, from: 'appended', to: 'replicated' },
      },
      claims: [
        { figure: lost, equals: 1 },
        { figure: { kind: 'messageOf', mark: { mark: 'lost', afterMs: BETWEEN_MS } }, equals: 11 },
        { figure: { kind: 'stationOf', message: 11, station: 'acknowledged' }, equals: 5250 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '新 Master 少了几条已确认的消息？',
        en: 'How many acknowledged messages does the new Master lack?',
      },
      answer: lost,
      options: [0, 1, 2, 11],
      explain: {
        zh: '{lost} 条：{ready} 当选的节点没有消息 11。复制要等发送线程，消息 10 写入 {wait} 之后才到 Slave。',
        en: '{lost}: the node that is Master from {ready} on lacks message 11. Copies wait for the sender; message 10 reached a Slave {wait} after its append.',
      },
    },
    rule: {
      zh: '落后由定时器决定，负载低也有；allAckInSyncStateSet=true 才等到每个同步副本，代价是发送变慢。',
      en: 'A timer sets the lag, also at low load; only allAckInSyncStateSet=true waits for every copy in sync, at the price of slower sends.',
    },
  }),
  question({
    name: 'no-majority',
    title: { zh: 'DLedger 少了多数派会怎样？', en: 'DLedger without a majority: what happens?' },
    summary: {
      zh: '三个节点，两个 Follower 在 5 秒时被杀掉，Leader 还在。',
      en: 'Three nodes; both followers die at 5 s, and the Leader lives.',
    },
    asked: { notes: 19, asQuestion: 5, threads: 9 },
    issues: [4814],
    terms: ['dledger', 'quorum'],
    source: { method: 'DLedgerRoleChangeHandler#handle', release: '5.3.3', rules: ['H5', 'K4'] },
    step: {
      say: {
        zh: '两个 Follower 刚刚宕机，消息 10 已经到了 Leader。',
        en: 'Both followers have just died, and message 10 has reached the Leader.',
      },
      input: copiesInput('dledger-log', {}, [kill(5000, 'broker-a/n1'), kill(5000, 'broker-a/n2')]),
      atMs: 5200,
      untilMs: 8000,
      view: open,
      figures: {
        outcome: { kind: 'outcomeOf', message: 10 },
        first: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: 5000 } },
        appended: { kind: 'stationOf', message: 10, station: 'appended' },
        attempts: { kind: 'attemptsOf', message: 10 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 10 }, equals: 'failed' },
        { figure: { kind: 'stationGap', message: 10, from: 'chosen', to: 'appended' }, atLeast: 1 },
      ],
    },
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 10 会怎样？', en: 'What happens to message 10?' },
      answer: { kind: 'outcomeOf', message: 10 },
      explain: {
        zh: '{outcome}：Leader 在 {appended} 写入，等多数派等到 {first} 才报错；重试又写一份，共 {attempts} 次尝试。',
        en: 'It {outcome}: the Leader appended it at {appended}, waited for a majority, and gave an error at {first}; the retry appended another one, {attempts} attempts in all.',
      },
    },
    rule: {
      zh: '报错不等于没有存入：多数派回来后，它可能提交，也可能被截断，由谁当选决定。',
      en: 'An error does not mean "not stored": once a majority is back it may be committed or truncated, by who is elected.',
    },
  }),
]
