// What surprises people when a consumer or a Broker is gone: what comes again, when, and what never comes.

import { type Gotcha, gotchaOf } from '../gotcha'
import { entries } from '../reading'
import { C4_MS, counted, cut, GROUP, neverGiven, powerCut, stopProducer, takenOver } from './gotchaRuns'
import { toConsumer } from './inputs'

export const CRASH_GOTCHAS: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'C1',
      title: { zh: '一条卡住，全部重来', en: 'One stuck message, and all come again' },
      say: {
        zh: '提交的位点是最小的未完成位点。第一条不返回，后面处理多少都不提交，消费者一宕机就从它开始重来。',
        en: 'The committed offset is the lowest unfinished one. Where the first message never returns, nothing behind it is committed, and a crash repeats all of it.',
      },
      issues: [1404, 3937],
      startMs: 24_500,
      untilMs: 30_000,
      speed: 0.5,
      proof: {
        words: { zh: '宕机以后重复交给监听器的消息', en: 'that listeners get again after the crash' },
        unit: 'messages',
        compute: counted('deliveredAgain', 25_000, 30_000),
      },
    },
    {
      label: { zh: '第一条卡住', en: 'The first one is stuck' },
      settings: {
        ...GROUP,
        writeQueueNums: 1,
        consumerCount: 2,
        sendIntervalMs: 20,
        consumeTimeMs: 5,
        stuckMessage: 1,
      },
      actions: [toConsumer('kill', 25_000)],
      expected: 1250,
    },
    {
      label: { zh: '没有卡住的', en: 'None is stuck' },
      settings: { ...GROUP, writeQueueNums: 1, consumerCount: 2, sendIntervalMs: 20, consumeTimeMs: 5 },
      actions: [toConsumer('kill', 25_000)],
      expected: 1,
      within: 2,
    },
  ),
  gotchaOf(
    {
      id: 'C2',
      title: { zh: '“从最新开始”读了全部', en: '"From last offset" reads everything' },
      say: {
        zh: '新的组，CONSUME_FROM_LAST_OFFSET。第一条消息还在内存里时，Broker 回答位点 0，客户端不再看这个设置。',
        en: 'A new group, CONSUME_FROM_LAST_OFFSET. As long as the first message is in memory the Broker answers offset 0, and the client does not look at the setting.',
      },
      issues: [334, 1135, 4909, 9083],
      startMs: 19_800,
      untilMs: 40_000,
      speed: 0.5,
      proof: {
        words: { zh: '交给监听器的旧消息', en: 'old messages that listeners get' },
        unit: 'messages',
        compute: counted('deliveries', 0, 40_000),
      },
    },
    {
      label: '4.9.7',
      settings: { ...GROUP, clientVersion: '4.9.7', sendIntervalMs: 20, consumersStartAtMs: 20_010 },
      actions: [stopProducer(19_990)],
      expected: 1000,
    },
    {
      label: '5.3.3',
      settings: { ...GROUP, sendIntervalMs: 20, consumersStartAtMs: 20_010 },
      actions: [stopProducer(19_990)],
      expected: 1000,
    },
    {
      label: { zh: '4.9.7，内存只有 1 MB', en: '4.9.7, 1 MB of memory' },
      settings: {
        ...GROUP,
        clientVersion: '4.9.7',
        sendIntervalMs: 20,
        consumersStartAtMs: 20_010,
        brokerMemoryMegabytes: 1,
      },
      actions: [stopProducer(19_990)],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'C3',
      title: { zh: '停住比宕机更糟', en: 'A frozen member is worse than a dead one' },
      say: {
        zh: 'kill -9 断开连接，Broker 马上通知组员。进程停住时连接还在，要等 120 秒没有心跳，而且剔除时不通知。',
        en: 'kill -9 closes connections, and the Broker notifies the group at once. A frozen process keeps them: it takes 120 s without a heartbeat, and no notification follows.',
      },
      issues: [],
      startMs: 12_000,
      untilMs: 160_000,
      speed: 10,
      proof: {
        words: { zh: '另一个消费者接手', en: 'until the other consumer has its queue' },
        unit: 'ms',
        compute: (run) =>
          (entries(run, 'queueAssigned', 12_300).find(({ consumer, queueId }) => consumer === 1 && queueId === 0)
            ?.atMs ?? Number.NaN) - 12_300,
      },
    },
    {
      label: { zh: 'kill -9', en: 'Killed' },
      settings: { ...GROUP, clientVersion: '4.9.7' },
      actions: [toConsumer('kill')],
      expected: 4,
      within: 20,
    },
    {
      label: { zh: 'SIGSTOP，停住', en: 'Frozen' },
      settings: { ...GROUP, clientVersion: '4.9.7' },
      actions: [toConsumer('freeze')],
      expected: 127_720,
      within: 2000,
    },
  ),
  gotchaOf(
    {
      id: 'C4',
      title: { zh: '顺序消费让宕机贵六十倍', en: 'Orderly makes a crash cost a minute' },
      say: {
        zh: '顺序消费的队列在 Broker 上有锁。持有者被 kill -9，锁要等 60 秒过期，别的消费者才能读。',
        en: 'An orderly consumer has its queues locked at the Broker. After a kill -9 the lock has to expire, 60 s, before another one reads.',
      },
      issues: [2621, 5465],
      startMs: 41_000,
      untilMs: 110_000,
      speed: 5,
      proof: {
        words: { zh: '另一个消费者处理到它的队列', en: 'until the other consumer gets a message of its queue' },
        unit: 'ms',
        compute: takenOver(C4_MS),
      },
    },
    {
      label: { zh: 'ORDERLY，4.9.7', en: 'ORDERLY, 4.9.7' },
      settings: { ...GROUP, clientVersion: '4.9.7', messageListener: 'ORDERLY' },
      actions: [toConsumer('kill', C4_MS)],
      expected: 60_024,
      within: 2000,
    },
    {
      label: { zh: 'CONCURRENTLY，4.9.7', en: 'CONCURRENTLY, 4.9.7' },
      settings: { ...GROUP, clientVersion: '4.9.7' },
      actions: [toConsumer('kill', C4_MS)],
      expected: 8,
      within: 1000,
    },
  ),
  gotchaOf(
    {
      id: 'C5',
      title: { zh: '断电以后，消费者跳过消息', en: 'After a power cut consumers skip' },
      say: {
        zh: '日志被截短，位点没有跟着退。新消息重用这些位点，组从旧位点接着读，中间的永远不会来。',
        en: 'The log is cut, and the committed offset is not. New messages take the same offsets, the group goes on behind them, and never gets them.',
      },
      issues: [4215],
      startMs: 19_500,
      untilMs: 70_000,
      speed: 3,
      proof: {
        words: { zh: '存入后从未交给监听器', en: 'stored later and never given to a listener' },
        unit: 'messages',
        compute: neverGiven(21_000, 60_000),
      },
    },
    { label: '4.9.7', settings: { ...cut, clientVersion: '4.9.7' }, actions: powerCut, expected: 34 },
    {
      label: 'SYNC_FLUSH',
      settings: { ...cut, clientVersion: '4.9.7', flushDiskType: 'SYNC_FLUSH' },
      actions: powerCut,
      expected: 0,
    },
  ),
]
