// The challenge of this chapter.

import type { Challenge } from '../challenge'
import { countOf } from '../figure'
import { kill } from '../lessonInput'
import { elected, set } from '../sending/challenges/moves'
import { BETWEEN_MS, copiesInput } from './inputs'

const END_MS = 12_000

export const REPLICATING_CHALLENGES: readonly Challenge[] = [
  {
    id: 'keep-the-tail',
    level: 2,
    title: { zh: '换 Master，一条不丢', en: 'A new Master, and nothing lost' },
    situation: {
      zh: 'Controller 模式，一主两从，默认设置。5.16 秒时 Master 被 kill -9，它刚应答了一条消息。',
      en: 'Controller mode, one Master and two Slaves, default settings. The Master is killed at 5.16 s, just after it has answered a message.',
    },
    goal: {
      zh: '只改一个参数：要选出新 Master，已确认的消息一条不丢。',
      en: 'Change one setting: a new Master is elected, and no acknowledged message is lost.',
    },
    input: copiesInput('controller', {}, [kill(BETWEEN_MS)]),
    endMs: END_MS,
    rules: {
      actions: [],
      brokers: [],
      settings: [
        'allAckInSyncStateSet',
        'flushDiskType',
        'minInSyncReplicas',
        'retryTimesWhenSendFailed',
        'brokerRole',
      ],
      most: 2,
      untilMs: END_MS,
    },
    judge: [
      {
        claim: { figure: countOf('lostMessages', 0, END_MS), equals: 0 },
        label: { zh: '丢失的已确认消息', en: 'Acknowledged messages lost' },
      },
      elected('broker-a', END_MS),
    ],
    par: 1,
    solution: [set(0, 'allAckInSyncStateSet', true)],
    lazy: [
      [set(0, 'flushDiskType', 'SYNC_FLUSH')],
      [set(0, 'minInSyncReplicas', 2)],
      [set(0, 'retryTimesWhenSendFailed', 5)],
    ],
    longer: [set(0, 'allAckInSyncStateSet', true), set(0, 'retryTimesWhenSendFailed', 5)],
    hint: {
      zh: '落盘只保护这一台主机。谁的应答才说明别的节点也有？',
      en: 'A flush protects this host only. Whose report says that other nodes have it, too?',
    },
    explain: {
      zh: 'minInSyncReplicas 只要求 SyncStateSet 够大，不等它们；allAckInSyncStateSet 等到每个成员都有才应答，所以谁当选都不缺。',
      en: 'minInSyncReplicas asks for a set that is large enough and waits for no one in it. allAckInSyncStateSet answers once every member has the message, so whoever is elected has it.',
    },
    gotcha: 'C21',
  },
]
