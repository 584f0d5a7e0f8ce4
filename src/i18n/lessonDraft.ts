// What a lesson says that was made of a run. Every number is a blank, filled from the run when the lesson is taken.

import { formatTime } from './format'
import type { Words } from './words'

const clock = (atMs: number): string => formatTime(atMs, atMs % 1000 === 0 ? 0 : 3)

export const draftWords = {
  title: (what: Words): Words => ({ zh: `录下的课程：${what.zh}`, en: `Recorded: ${what.en}` }),
  summary: {
    zh: '照着录下的过程再走一遍：先动手，再猜结果，最后看全程的数字。',
    en: 'Goes through a recorded run again: act, guess what follows, and see the figures of it all.',
  },

  startTitle: { zh: '动手之前', en: 'Before anything is done' },
  start: (topic: string): Words => ({
    zh: `生产者正往 ${topic} 里发消息。`,
    en: `The producer is sending messages to ${topic}.`,
  }),
  startMeaning: {
    zh: '到这一刻，发了 {sent} 条，存下 {stored} 条，发送失败 {failed} 条。',
    en: 'By now {sent} messages were sent, {stored} are stored, and {failed} failed.',
  },

  act: (atMs: number): Words => ({
    zh: `时间停在 ${clock(atMs)}，接下来由你动手。`,
    en: `The clock is at ${clock(atMs)}, and the next move is yours.`,
  }),
  severalTitle: { zh: '同时几件事', en: 'Several things at once' },
  severalDone: (atMs: number): Words => ({
    zh: `${clock(atMs)} 同时发生了几件事。`,
    en: `At ${clock(atMs)} several things are done at once.`,
  }),
  actMeaning: {
    zh: '接下来这一小段里，发起了 {attempts} 次尝试，其中 {failedAttempts} 次失败。',
    en: 'In the short while that follows {attempts} attempts are made, and {failedAttempts} fail.',
  },

  askTitle: (message: number): Words => ({ zh: `消息 ${message} 会怎样`, en: `What becomes of message ${message}?` }),
  ask: (message: number): Words => ({
    zh: `消息 ${message} 的第一次尝试要去 {first}。`,
    en: `The first attempt of message ${message} goes to {first}.`,
  }),
  askPrompt: (message: number): Words => ({
    zh: `消息 ${message} 会怎样？`,
    en: `What will happen to message ${message}?`,
  }),
  askExplain: {
    zh: '第一次尝试失败了；一共尝试了 {attempts} 次。',
    en: 'Its first attempt failed; {attempts} were made in all.',
  },
  askMeaning: {
    zh: '应用等了 {waited} 才等到结果。',
    en: 'The application waited {waited} for the result.',
  },

  avoidedTitle: (broker: string): Words => ({ zh: `开始规避 ${broker}`, en: `${broker} is avoided` }),
  avoided: (broker: string): Words => ({
    zh: `生产者刚在 ${broker} 上吃了亏。`,
    en: `The producer has just had trouble with ${broker}.`,
  }),
  avoidedMeaning: (broker: string): Words => ({
    zh: `从 {at} 起的 {window} 里，只要还有别的 Broker 能用，就不选 ${broker}。`,
    en: `For {window} from {at} on, ${broker} is not chosen as long as another Broker will do.`,
  }),

  availableTitle: (broker: string): Words => ({ zh: `${broker} 又能选了`, en: `${broker} can be chosen again` }),
  available: (broker: string): Words => ({
    zh: `${broker} 的规避窗口快到头了。`,
    en: `The window in which ${broker} is avoided is about to end.`,
  }),
  availableMeaning: (broker: string): Words => ({
    zh: `{at} 起，${broker} 重新参与轮询。`,
    en: `From {at} on, ${broker} takes its turns again.`,
  }),

  masterTitle: (broker: string): Words => ({ zh: `${broker} 有了新 Master`, en: `${broker} has a new Master` }),
  master: (broker: string): Words => ({
    zh: `${broker} 这一组正在选出新的 Master。`,
    en: `The group ${broker} is choosing a new Master.`,
  }),
  masterMeaning: (broker: string): Words => ({
    zh: `{at}，${broker} 又能写了；生产者要取到新路由才知道。`,
    en: `At {at} ${broker} can be written to again; the producer learns of it only from a route poll.`,
  }),

  routeTitle: { zh: '生产者拿到新路由', en: 'The producer has a new route' },
  route: {
    zh: '生产者定期向 NameServer 询问路由，这一次的答案变了。',
    en: 'The producer asks the NameServer for the route from time to time; this time the answer is another one.',
  },
  routeMeaning: {
    zh: '{at} 起，它从 {queues} 个 MessageQueue 里选。',
    en: 'From {at} on, it chooses among {queues} MessageQueues.',
  },

  endTitle: { zh: '全程回顾', en: 'All in all' },
  end: {
    zh: '全程共发送 {sent} 条消息，存下 {stored} 条。',
    en: '{sent} messages were sent in all, and {stored} stored.',
  },
  endMeaning: {
    zh: '{failedAttempts} 次尝试失败，{rescued} 条靠重试救回，{failed} 条最终发送失败。',
    en: '{failedAttempts} attempts failed, {rescued} messages were saved by a retry, and {failed} failed for good.',
  },
}
