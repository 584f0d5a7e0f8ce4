// Written before the course: what somebody should be able to answer after its fifteen minutes, and which step answers it.

import type { Localized } from '../../i18n/localized'

interface Learnt {
  ask: Localized
  /** "lesson/step" of the course. */
  step: string
  /** What the step says, with its figures filled in. */
  answer: Localized
}

export const LEARNT: readonly Learnt[] = [
  {
    ask: { zh: 'MessageQueue 是什么？', en: 'What is a MessageQueue?' },
    step: 'queues/shard',
    answer: { zh: 'MessageQueue 就是 Topic 的数据分片', en: 'A MessageQueue is a shard of the Topic' },
  },
  {
    ask: { zh: '下一条消息去哪里？', en: 'Where does the next message go?' },
    step: 'queues/next-queue',
    answer: { zh: '生产者按列表轮流发送', en: 'takes the queues of its list in turn' },
  },
  {
    ask: { zh: '路由是什么，谁问谁？', en: 'What is the route, and who asks whom?' },
    step: 'routes/first',
    answer: {
      zh: '总是生产者定时去问，NameServer 从不主动通知',
      en: 'the producer polls; the NameServer notifies no producer',
    },
  },
  {
    ask: { zh: '负载为什么均匀或不均匀？', en: 'Why is the load even, or uneven?' },
    step: 'queues/uneven',
    answer: { zh: '按队列轮流，不按机器轮流', en: 'turns go by queue, not by machine' },
  },
  {
    ask: { zh: 'Master 宕机时，轮到它的消息会怎样？', en: 'What happens to a message whose Master is dead?' },
    step: 'master/kill',
    answer: { zh: '同一次调用马上重试', en: 'the same call retried at once' },
  },
  {
    ask: { zh: '生产者在消息之间记得失败吗？', en: 'Does the producer remember a failure between messages?' },
    step: 'master/again',
    answer: { zh: '下一条照旧轮转，不记得上次失败', en: 'The next message takes its turn and does not remember' },
  },
  {
    ask: { zh: '规避窗口是什么，有多长？', en: 'What is the avoidance window, and how long is it?' },
    step: 'window/on',
    answer: { zh: '一次失败就打开 3.0 秒的规避窗口', en: 'One failure opens an avoidance window of 3.0 s' },
  },
  {
    ask: { zh: '什么会结束窗口？', en: 'What ends a window?' },
    step: 'window/ends',
    answer: { zh: '只看时间', en: 'only time ends it' },
  },
  {
    ask: { zh: 'Broker 什么时候重新被使用？', en: 'When is a Broker used again?' },
    step: 'window/used-again',
    answer: { zh: '由最晚的那个决定', en: 'the latest decides' },
  },
  {
    ask: { zh: '规避的代价是什么？', en: 'What is the price of avoidance?' },
    step: 'window/price',
    answer: { zh: '规避不增加容量', en: 'Avoidance adds no capacity' },
  },
  {
    ask: { zh: '4.9.7 和 5.x 有什么不同？', en: 'What is different between 4.9.7 and 5.x?' },
    step: 'releases/new',
    answer: { zh: '从 10 分钟变成 10.0 秒', en: '10.0 s instead of 10 min' },
  },
  {
    ask: { zh: '什么会用完时间预算？', en: 'What uses up the time budget?' },
    step: 'releases/power-cut',
    answer: { zh: 'sendMsgTimeout 是整次调用的预算，一次等待就用完', en: 'one wait uses it up' },
  },
]

/** Pages, steps and minutes of the course before it was cut; a visitor had to do one of its steps by hand. */
export const BEFORE = { lessons: 7, pages: 41, steps: 26, quiz: 8, minutes: 30, byHand: 1 }
