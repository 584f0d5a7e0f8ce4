// What surprises people about reading and processing.

import { type Gotcha, gotchaOf } from '../gotcha'
import { kill } from '../lessonInput'
import { entries } from '../reading'
import { backlog, counted, GROUP, gaps, idle, moreQueues, restartMaster, usualWait } from './gotchaRuns'
import { setConsumers, toConsumer } from './inputs'

export const READING_GOTCHAS: readonly Gotcha[] = [
  gotchaOf(
    {
      id: 'C10',
      title: { zh: '4.x 读 Slave 很慢', en: 'Reading from a Slave is slow in 4.x' },
      say: {
        zh: '4.x 的 Slave 收到副本时不唤醒挂起的拉取，要等 5 秒一次的检查；5.x 的副本会唤醒它。',
        en: 'A 4.x Slave does not wake held pulls when a copy arrives: they wait for a look every 5 s. In 5.x a copy wakes them.',
      },
      issues: [],
      startMs: 20_000,
      untilMs: 60_000,
      speed: 1,
      proof: {
        words: { zh: '从写入到监听器，中位数', en: 'from stored to a listener, the median' },
        unit: 'ms',
        compute: usualWait,
      },
    },
    {
      label: '4.9.7',
      settings: {
        ...GROUP,
        slaveCount: 1,
        slaveReadEnable: true,
        accessMessageInMemoryMaxRatio: 0,
        clientVersion: '4.9.7',
      },
      actions: [],
      expected: 2599,
      within: 500,
    },
    {
      label: '5.3.3',
      settings: { ...GROUP, slaveCount: 1, slaveReadEnable: true, accessMessageInMemoryMaxRatio: 0 },
      actions: [],
      expected: 53,
      within: 40,
    },
  ),
  gotchaOf(
    {
      id: 'C11',
      title: { zh: 'slaveReadEnable=false，两种相反的意思', en: 'slaveReadEnable=false: two opposite meanings' },
      say: {
        zh: 'Master 宕机后，4.9.7 照样从 Slave 读完；5.3.3 的 Slave 拒绝读取，积压留在那里。',
        en: 'With a dead Master, 4.9.7 reads the rest from the Slave all the same; with 5.3.3 the Slave refuses, and the rest stays there.',
      },
      issues: [],
      startMs: 31_500,
      untilMs: 120_000,
      speed: 5,
      proof: {
        words: { zh: '处理成功的消息', en: 'consumed in the end' },
        unit: 'messages',
        compute: counted('consumed', 0, 120_000),
      },
    },
    {
      label: '4.9.7',
      settings: { ...backlog, clientVersion: '4.9.7' },
      actions: [kill(32_000, 'broker-a/n0')],
      expected: 3200,
      within: 5,
    },
    { label: '5.3.3', settings: backlog, actions: [kill(32_000, 'broker-a/n0')], expected: 2592, within: 60 },
  ),
  gotchaOf(
    {
      id: 'C12',
      title: { zh: 'Master 回来，位点倒退', en: 'The Master returns, and offsets go back' },
      say: {
        zh: 'Master 不在时位点提交给 Slave。它回来用自己文件里的旧位点，Slave 也跟着改回去；这时启动的消费者重读。',
        en: 'Without the Master, offsets go to its Slave. It returns with the old ones of its file, the Slave copies them, and a consumer that starts then reads again.',
      },
      issues: [1094, 1440, 7790],
      startMs: 129_500,
      untilMs: 150_000,
      speed: 2,
      proof: {
        words: { zh: '起点比处理过的低', en: 'between what was processed and the new start' },
        unit: 'messages',
        compute: (run) => {
          const start = entries(run, 'startOffset', 129_000).find(({ queueId }) => queueId === 0)
          const given = entries(run, 'consumed', 0, 129_000).filter(({ queueId }) => queueId === 0)
          const top = given.reduce((most, { queueOffset }) => Math.max(most, queueOffset + 1), 0)
          return start ? top - start.queueOffset : Number.NaN
        },
      },
    },
    {
      label: '4.9.7',
      settings: { ...backlog, slaveReadEnable: true, clientVersion: '4.9.7' },
      actions: [
        kill(32_000, 'broker-a/n0'),
        toConsumer('kill', 90_000),
        restartMaster(91_000),
        toConsumer('restart', 130_000),
      ],
      expected: 1716,
      within: 30,
    },
    {
      label: '5.3.3',
      settings: { ...backlog, slaveReadEnable: true },
      actions: [
        kill(32_000, 'broker-a/n0'),
        toConsumer('kill', 90_000),
        restartMaster(91_000),
        toConsumer('restart', 130_000),
      ],
      expected: 1733,
      within: 30,
    },
  ),
  gotchaOf(
    {
      id: 'C13',
      title: { zh: 'consumeTimeout 什么都不停', en: 'consumeTimeout stops nothing' },
      say: {
        zh: '它只把消息发回 Broker，监听器继续跑；检查每隔一个 consumeTimeout 才做，所以实际上限最多是两倍。',
        en: 'It sends the message back, and the listener goes on. It looks once in every consumeTimeout, so the real limit is up to twice as long.',
      },
      issues: [1600, 7337, 9019, 5481],
      startMs: 0,
      untilMs: 200_000,
      speed: 10,
      proof: {
        words: { zh: '第一次还在跑，第二次就来了', en: 'until it comes a second time while the first goes on' },
        unit: 'ms',
        compute: (run) => gaps(run, 1)[0] ?? Number.NaN,
      },
    },
    {
      label: { zh: '监听器 170 秒，上限 60 秒', en: '170 s of work, a limit of 60 s' },
      settings: {
        ...GROUP,
        sendIntervalMs: 60_000,
        consumeTimeMs: 170_000,
        consumeTimeSpread: 0,
        consumeTimeout: 60_000,
      },
      actions: [],
      expected: 129_594,
      within: 100,
    },
    {
      label: { zh: '监听器 170 秒，上限 30 秒', en: '170 s of work, a limit of 30 s' },
      settings: {
        ...GROUP,
        sendIntervalMs: 60_000,
        consumeTimeMs: 170_000,
        consumeTimeSpread: 0,
        consumeTimeout: 30_000,
      },
      actions: [],
      expected: 69_594,
      within: 100,
    },
  ),
  gotchaOf(
    {
      id: 'C14',
      title: { zh: 'clientId 相同，一半没有消费者', en: 'One clientId for two: half is unread' },
      say: {
        zh: 'Broker 把两个实例当成一个，两边都拿前一半队列：那一半每条处理两次，另一半没有消费者。',
        en: 'Brokers take two instances for one, and both take the first half of the queues: those are processed twice, and the others have no consumer.',
      },
      issues: [2760, 3480, 667, 1547, 1589],
      startMs: 0,
      untilMs: 60_000,
      speed: 5,
      proof: {
        words: { zh: '一分钟里重复的消息', en: 'that come twice within a minute' },
        unit: 'messages',
        compute: counted('deliveredAgain', 0, 60_000),
      },
    },
    {
      label: { zh: '同一个 clientId', en: 'The same clientId' },
      settings: { ...GROUP, writeQueueNums: 4, sameClientId: true },
      actions: [],
      expected: 300,
      within: 2,
    },
    {
      label: { zh: '各自的 clientId', en: 'Their own clientIds' },
      settings: { ...GROUP, writeQueueNums: 4 },
      actions: [],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'C22',
      title: { zh: '第一次重试总是迟到', en: 'The first retry is late' },
      say: {
        zh: '延迟级别 3 是 10 秒。可是 4.x 里重试 Topic 刚建好，要等取路由和重平衡，才有消费者去读它。',
        en: 'Delay level 3 is 10 s. In 4.x the retry Topic is new then, and a route and a rebalance come before a consumer reads it.',
      },
      issues: [],
      startMs: 0,
      untilMs: 40_000,
      speed: 2,
      proof: {
        words: { zh: '从失败到第一次重试', en: 'from the failure to its first retry' },
        unit: 'ms',
        compute: (run) => (gaps(run, 5)[0] ?? Number.NaN) - 50,
      },
    },
    {
      label: '4.9.7',
      settings: { ...GROUP, poisonMessage: 5, consumeTimeSpread: 0, clientVersion: '4.9.7' },
      actions: [],
      expected: 19_560,
      within: 100,
    },
    {
      label: '5.3.3',
      settings: { ...GROUP, poisonMessage: 5, consumeTimeSpread: 0 },
      actions: [],
      expected: 10_040,
      within: 60,
    },
  ),
  gotchaOf(
    {
      id: 'C23',
      title: { zh: '扩容带来重复', en: 'Scaling out makes duplicates' },
      say: {
        zh: '新成员加入时，移走的队列上正在处理的消息没有提交，新主人再处理一遍。',
        en: 'When a member joins, what is at work on a queue that moves is not committed, and its new consumer processes it again.',
      },
      issues: [],
      startMs: 12_000,
      untilMs: 30_000,
      speed: 0.5,
      proof: {
        words: { zh: '重复的消息', en: 'that come again' },
        unit: 'messages',
        compute: counted('deliveredAgain', 0, 30_000),
      },
    },
    {
      label: { zh: '每条处理 1 秒', en: '1 s of work each' },
      settings: { ...GROUP, writeQueueNums: 4, consumerCount: 1, consumeTimeMs: 1000 },
      actions: [setConsumers(12_300, 2)],
      expected: 7,
      within: 1,
    },
    {
      label: { zh: '每条处理 50 毫秒', en: '50 ms of work each' },
      settings: { ...GROUP, writeQueueNums: 4, consumerCount: 1 },
      actions: [setConsumers(12_300, 2)],
      expected: 3,
      within: 1,
    },
  ),
  gotchaOf(
    {
      id: 'C24',
      title: { zh: '消费者比队列多，多的空闲', en: 'More consumers than queues: idle ones' },
      say: {
        zh: '一个队列只归组里的一个消费者，所以队列数就是消费者数的上限。',
        en: 'A queue belongs to one consumer of its group, so there is no use for more consumers than queues.',
      },
      issues: [],
      startMs: 0,
      untilMs: 30_000,
      speed: 2,
      proof: {
        words: { zh: '个消费者没有队列', en: 'consumers without a queue' },
        unit: 'code',
        compute: idle(5, 30_000),
      },
    },
    {
      label: { zh: '5 个消费者，4 个队列', en: '5 consumers, 4 queues' },
      settings: { ...GROUP, writeQueueNums: 4, consumerCount: 5 },
      actions: [],
      expected: 1,
    },
    {
      label: { zh: '5 个消费者，8 个队列', en: '5 consumers, 8 queues' },
      settings: { ...GROUP, writeQueueNums: 8, consumerCount: 5 },
      actions: [],
      expected: 0,
    },
  ),
  gotchaOf(
    {
      id: 'C25',
      title: { zh: '新队列的头几条被跳过', en: 'A new queue loses its first messages' },
      say: {
        zh: '扩队列后生产者先用上新队列，消费者要等取路由。组在那里没有位点，如果第一条已不在内存里，就从最新开始。',
        en: 'A producer uses a new queue before consumers have the route. The group has no offset there, and where the first message has left memory it begins with the newest.',
      },
      issues: [9307],
      startMs: 20_500,
      untilMs: 60_000,
      speed: 3,
      proof: {
        words: { zh: '跳过的消息', en: 'that are skipped' },
        unit: 'messages',
        compute: counted('skipped', 20_000, 60_000),
      },
    },
    {
      label: { zh: '4.9.7，内存只有 1 MB', en: '4.9.7, 1 MB of memory' },
      settings: { ...GROUP, clientVersion: '4.9.7', writeQueueNums: 4, sendIntervalMs: 20, brokerMemoryMegabytes: 1 },
      actions: moreQueues,
      expected: 248,
      within: 5,
    },
    {
      label: { zh: '4.9.7，内存 16 GB', en: '4.9.7, 16 GB of memory' },
      settings: { ...GROUP, clientVersion: '4.9.7', writeQueueNums: 4, sendIntervalMs: 20 },
      actions: moreQueues,
      expected: 0,
    },
  ),
]
