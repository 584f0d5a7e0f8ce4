// Incidents in which queues halt: behind a message, behind a lock, behind a process that hangs, behind a dead Master.

import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill } from '../../lessonInput'
import { consumeInput, DEATH_MS, toConsumer } from '../inputs'
import { incidentOf } from './incident'

const orderlyBehind = consumption('consumed', 3000, 20_000, { brokerName: 'broker-a', queueId: 0 })
const orderlyTries = consumption('deliveries', 0, 20_000, { message: 5 })

const LOCK_END_MS = 70_000
const lockAt: Figure = {
  kind: 'momentOf',
  mark: { mark: 'queueLocked', consumer: 1, brokerName: 'broker-a', queueId: 0, afterMs: DEATH_MS },
}

const FROZEN_MS = 150_000
const frozenAt: Figure = {
  kind: 'momentOf',
  mark: { mark: 'queueAssigned', consumer: 1, brokerName: 'broker-a', afterMs: DEATH_MS },
}

const SLAVE_END_MS = 40_000
const afterMaster = consumption('consumed', 16_000, SLAVE_END_MS)

export const LATE_INCIDENTS: readonly Lesson[] = [
  incidentOf({
    words: {
      id: 'consume-orderly-stuck',
      title: { zh: '顺序队列停住了', en: 'An orderly queue has stopped' },
      summary: {
        zh: '“一个队列的积压一直涨，别的都正常，日志里同一条消息反复报错。”',
        en: '"The lag of one queue grows, all others are fine, and the log shows the same message failing."',
      },
      cause: {
        zh: '顺序消费失败后原地重试，maxReconsumeTimes 默认 -1，在这里等于不限次数；它后面的都在等。',
        en: 'An orderly consumer tries again in place, and the default of maxReconsumeTimes, -1, means without limit here; all behind it wait.',
      },
      fix: {
        zh: '设 maxReconsumeTimes，监听器捕获异常，盯住死信 Topic。',
        en: 'Set maxReconsumeTimes, catch exceptions in the listener, and watch the dead-letter Topic.',
      },
      issues: [],
      terms: ['orderly', 'deadLetterQueue'],
    },
    shown: {
      input: consumeInput({ poisonMessage: 5 }, [], 'consume-orderly'),
      atMs: 3000,
      untilMs: 20_000,
      speed: 3,
    },
    symptom: {
      say: {
        zh: 'ORDERLY。消息 5 每次都返回 SUSPEND_CURRENT_QUEUE_A_MOMENT，它在 broker-a 的 q0。',
        en: 'ORDERLY. The listener answers SUSPEND_CURRENT_QUEUE_A_MOMENT for message 5, in q0 of broker-a, each time.',
      },
      ask: {
        kind: 'choice',
        prompt: {
          zh: '到 20 秒，q0 在它后面处理了多少条？',
          en: 'How many messages behind it in q0 are consumed by 20 s?',
        },
        answer: orderlyBehind,
        options: [
          { text: { zh: '一条也处理不了', en: 'Not a single one' }, equals: 0 },
          { text: { zh: '除它以外的全部', en: 'All but this one' }, atLeast: 4 },
        ],
        explain: {
          zh: '{behind} 条。消息 5 已试 {tries} 次，每次隔 1 秒。',
          en: '{behind}. Message 5 was tried {tries} times, with a second in between.',
        },
      },
      meaning: {
        zh: '顺序的单位是队列：同队列里别的 key 也一起停。',
        en: 'Order is kept by queue, so other keys of the same queue wait as well.',
      },
      figures: { behind: orderlyBehind, tries: orderlyTries },
      claims: [
        { figure: orderlyBehind, equals: 0 },
        { figure: orderlyTries, atLeast: 7 },
      ],
    },
    mended: {
      setting: { name: 'maxReconsumeTimes', value: 3 },
      say: { zh: '不限重试次数时处理了 {before} 条。', en: 'Without a limit {before} are consumed.' },
      otherFigures: { before: orderlyBehind },
      meaning: {
        zh: '处理 {behind} 条，不是 {before} 条；它进了死信队列，这个 key 的顺序从此缺一条。',
        en: '{behind} instead of {before}. It is a dead letter, and the order of its key has a gap.',
      },
      figures: { behind: orderlyBehind },
      claims: [
        { figure: orderlyBehind, atLeast: 3 },
        { figure: orderlyBehind, inOther: true, equals: 0 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-orderly-crash',
      title: { zh: '顺序消费者宕机，停一分钟', en: 'An orderly consumer dies: a minute of silence' },
      summary: {
        zh: '“并发的组杀一个实例毫无感觉，顺序的组要停将近一分钟。”',
        en: '"Killing an instance of a concurrent group is not felt. With an orderly group, its queues halt for close to a minute."',
      },
      cause: {
        zh: '队列的锁记在 Broker 上，持有者宕机也要等 60 秒过期。',
        en: 'The Broker keeps the lock of a queue, and when its owner dies the lock has to expire, 60 s after it was last confirmed.',
      },
      fix: {
        zh: '优雅停机会主动解锁，别用 kill -9；Broker 的 rocketmq.broker.rebalance.lockMaxLiveTime 可以调小，但要大于客户端 20 秒的续锁间隔。',
        en: 'A shutdown releases the locks, so avoid kill -9. rocketmq.broker.rebalance.lockMaxLiveTime can be lower, but stays above the 20 s at which clients renew.',
      },
      issues: [2621, 5465],
      terms: ['orderly', 'rebalance'],
    },
    shown: {
      input: consumeInput({}, [toConsumer('kill')], 'consume-orderly'),
      atMs: DEATH_MS,
      untilMs: LOCK_END_MS,
      speed: 10,
    },
    symptom: {
      say: { zh: 'ORDERLY。consumer-1 在 12.3 秒被 kill -9。', en: 'ORDERLY. consumer-1 gets a kill -9 at 12.3 s.' },
      ask: {
        kind: 'choice',
        prompt: { zh: 'consumer-2 什么时候锁到它的队列？', en: 'When does consumer-2 have the lock of its queue?' },
        answer: lockAt,
        options: [
          { text: { zh: '一秒之内', en: 'Within a second' }, atMost: 13_300 },
          { text: { zh: '约十秒后', en: 'After some ten seconds' }, atLeast: 18_000, atMost: 30_000 },
          { text: { zh: '四十多秒后', en: 'After more than 40 s' }, atLeast: 52_000 },
        ],
        explain: {
          zh: '{at}：之前一直被拒绝，锁还在死者名下。',
          en: 'At {at}: it is refused until then, because the lock is in the name of the dead one.',
        },
      },
      meaning: {
        zh: '宁可停，也不让两个消费者同时处理一个队列。',
        en: 'RocketMQ would rather wait than have two consumers at work on one queue.',
      },
      figures: { at: lockAt },
      claims: [{ figure: lockAt, atLeast: 55_000 }],
    },
    mended: {
      setting: { name: 'rebalanceLockMaxLiveTime', value: 30_000 },
      say: { zh: '锁的期限 60 秒时，{before} 才接手。', en: 'With a lock of 60 s it takes over at {before}.' },
      otherFigures: { before: lockAt },
      meaning: { zh: '{at} 就接手，不是 {before}。', en: 'It takes over at {at} instead of {before}.' },
      figures: { at: lockAt },
      claims: [
        { figure: lockAt, atMost: 35_000 },
        { figure: lockAt, inOther: true, atLeast: 55_000 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-frozen',
      title: { zh: '消费者假死，两分钟无人接手', en: 'A consumer hangs, and no one takes over for two minutes' },
      summary: {
        zh: '“一个实例长时间 GC，它的队列积压，其他实例都闲着。”',
        en: '"One instance was in a long GC. Its queues piled up while the others were idle."',
      },
      cause: {
        zh: '连接还在，Broker 要等 120 秒没有心跳才剔除它，而且剔除时不通知组员。',
        en: 'Its connections are open, so a Broker waits for 120 s without a heartbeat before it drops it, and tells no member.',
      },
      fix: {
        zh: '用进程外的探活杀掉停住的实例：连接一断，马上接手。channelExpiredTimeout 也可以调小，要大于 30 秒的心跳间隔。',
        en: 'Let a probe from outside kill what hangs: a closed connection is noticed at once. channelExpiredTimeout can be lower, but stays above the 30 s between heartbeats.',
      },
      issues: [],
      terms: ['rebalance', 'consumerLag'],
    },
    shown: {
      input: consumeInput({}, [toConsumer('freeze')]),
      atMs: DEATH_MS,
      untilMs: FROZEN_MS,
      speed: 20,
    },
    symptom: {
      say: {
        zh: 'consumer-1 在 12.3 秒停住，进程和连接都在。',
        en: 'consumer-1 hangs from 12.3 s on; its process and connections are there.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: 'consumer-2 什么时候接手它的队列？', en: 'When does consumer-2 take over its queues?' },
        answer: frozenAt,
        options: [
          { text: { zh: '20 秒内，下一次重平衡', en: 'Within 20 s, with the next rebalance' }, atMost: 33_000 },
          { text: { zh: '两分多钟后', en: 'After more than two minutes' }, atLeast: 125_000 },
        ],
        explain: {
          zh: '{at}：在那之前，Broker 给的组员列表里一直有它。',
          en: 'At {at}: until then the list of members that Brokers give has it.',
        },
      },
      meaning: {
        zh: '宕机比停住好：断开的连接一秒之内就有结果。',
        en: 'Dead is better than frozen: a closed connection is noticed within a second.',
      },
      figures: { at: frozenAt },
      claims: [{ figure: frozenAt, atLeast: 125_000 }],
    },
    mended: {
      setting: { name: 'channelExpiredTimeout', value: 45_000 },
      say: { zh: '期限 120 秒时，{before} 接手。', en: 'With 120 s it takes over at {before}.' },
      otherFigures: { before: frozenAt },
      meaning: { zh: '{at} 接手，不是 {before}。', en: 'It takes over at {at} instead of {before}.' },
      figures: { at: frozenAt },
      claims: [
        { figure: frozenAt, atMost: 90_000 },
        { figure: frozenAt, inOther: true, atLeast: 125_000 },
      ],
    },
  }),
  incidentOf({
    words: {
      id: 'consume-slave-refuses',
      title: {
        zh: 'Master 宕机，Slave 在，消费却停了',
        en: 'The Master is dead, its Slave lives, and consumption halts',
      },
      summary: {
        zh: '“以为 Slave 能接着读，结果 5.x 升级以后，Master 一挂消费就停。”',
        en: '"We counted on the Slave for reading. Since the upgrade to 5.x, consumption halts with the Master."',
      },
      cause: {
        zh: 'slaveReadEnable=false 在 5.x 让 Broker 不建议客户端去 Slave；4.9.7 在 Master 死后仍从 Slave 读。',
        en: 'With slaveReadEnable=false a 5.x Slave is not read; with 4.9.7 a client reads it all the same once the Master is dead.',
      },
      fix: {
        zh: '把 slaveReadEnable 打开，并演练一次 Master 宕机。',
        en: 'Switch slaveReadEnable on, and rehearse the death of a Master.',
      },
      issues: [],
      terms: ['pull'],
    },
    shown: {
      input: consumeInput(
        {
          slaveReadEnable: false,
          consumeTimeMs: 3000,
          consumeThreadMax: 1,
          pullThresholdForQueue: 4,
          pullBatchSize: 2,
        },
        [kill(DEATH_MS, 'broker-a/n0')],
        'consume-slave',
      ),
      atMs: DEATH_MS,
      untilMs: SLAVE_END_MS,
      speed: 3,
    },
    symptom: {
      say: {
        zh: '5.3.3，一主一从，消费有积压。12.3 秒 Master 被杀，Slave 有全部消息。',
        en: '5.3.3, a Master and a Slave, and a backlog. The Master is killed at 12.3 s; the Slave has all messages.',
      },
      ask: {
        kind: 'choice',
        prompt: { zh: '16 秒以后还消费多少？', en: 'How much is consumed after 16 s?' },
        answer: afterMaster,
        options: [
          { text: { zh: '积压的全部，从 Slave 读', en: 'All of the backlog, from the Slave' }, atLeast: 12 },
          { text: { zh: '手里的几条，然后停止', en: 'The few in hand, and then nothing' }, atMost: 9 },
        ],
        explain: {
          zh: '{after} 条，都是已拉到本地的；积压停在 {lag}。',
          en: '{after}, those that had been pulled; the lag stays at {lag}.',
        },
      },
      meaning: {
        zh: '副本在，不等于读得到：要看参数和版本。',
        en: 'That a copy is there does not mean that it is read: settings and release decide.',
      },
      figures: { after: afterMaster, lag: { kind: 'lagOf', atMs: SLAVE_END_MS } },
      claims: [{ figure: afterMaster, atMost: 9 }],
    },
    mended: {
      setting: { name: 'slaveReadEnable', value: true },
      say: {
        zh: 'slaveReadEnable=false 时消费 {before} 条。',
        en: 'With slaveReadEnable=false, {before} are consumed.',
      },
      otherFigures: { before: afterMaster },
      meaning: {
        zh: '消费 {after} 条，不是 {before} 条：积压从 Slave 读完。',
        en: '{after} instead of {before}: the backlog is read from the Slave.',
      },
      figures: { after: afterMaster },
      claims: [
        { figure: afterMaster, atLeast: 12 },
        { figure: afterMaster, inOther: true, atMost: 9 },
      ],
    },
  }),
]
