// Labels and lines of the Why panel: everything in its cards except the one sentence on top, and of the code beside them.

import type { MissingReason } from '../projections/missingGroups'
import { ms } from './explanation'
import type { Phrase } from './notices'
import type { Words } from './words'

export const whyWords = {
  whyThisQueue: { zh: '为什么是这个队列？', en: 'Why this queue?' },
  cost: { zh: '代价', en: 'What it cost' },
  lesson: { zh: '记进故障表', en: 'Into the fault table' },
  previousAttempt: { zh: '这条消息的上一次尝试', en: 'Previous attempt of this message' },
  nextAttempt: { zh: '这条消息的下一次尝试', en: 'Next attempt of this message' },
  previousMessage: { zh: '上一条消息', en: 'Previous message' },
  nextMessage: { zh: '下一条消息', en: 'Next message' },
  toItsMoment: { zh: '跳到那一刻', en: 'Jump to' },
  toNewest: { zh: '回到最新一次', en: 'Back to the newest' },
  chosen: { zh: '选它', en: 'chosen' },
  available: { zh: '可用', en: 'available' },
  unreachable: { zh: '不可达', en: 'not reachable' },
  reachable: { zh: '可达', en: 'reachable' },
  justFailed: { zh: '刚刚失败', en: 'just failed' },
  notJustFailed: { zh: '不是刚失败的那个', en: 'not the one that failed' },
  nothingFound: { zh: '这一轮一个也没选上。', en: 'This pass took none.' },
  tripped: { zh: '序号越过 2^31-1，这一轮中断了。', en: 'The index passed 2^31-1 and this pass broke off.' },
  noItems: { zh: '故障表是空的，没有可挑的。', en: 'The fault table is empty: nothing to pick.' },
  whyAvoided: { zh: '为什么规避？', en: 'Why is it avoided?' },
  effect: { zh: '写入', en: 'Written' },
  flag: { zh: '可达标记', en: 'Reachable flag' },
  showCause: { zh: '看那次尝试', en: 'Show that attempt' },
  endsByTimeOrSuccess: {
    zh: '到时间就结束；这之前，一次快的成功也会立刻结束它，再失败一次则重新计时。',
    en: 'It ends in time; before that a fast success ends it at once, and another failure restarts it.',
  },
  endsByTime: {
    zh: '只能等到期：成功不会缩短它，探测器也不会；再失败一次可能推迟它。',
    en: 'Only time ends it: neither a success nor the detector makes it shorter; another failure may move it on.',
  },
  endsByRestart: {
    zh: '换新 Master、更新路由都不影响它：窗口跟着 brokerName 走，不跟着机器走。',
    en: 'A new Master or a new route changes nothing: the window belongs to the brokerName, not to the machine.',
  },
  whyFailed: { zh: '这条消息为什么失败？', en: 'Why did this message fail?' },
  howItWent: { zh: '这条消息怎么样了？', en: 'What became of this message?' },
  attempts: { zh: '各次尝试', en: 'Its attempts' },
  copies: { zh: '存下的副本', en: 'Stored copies' },
  application: { zh: '应用得到', en: 'The application gets' },
  nothing: { zh: '什么也没有', en: 'nothing' },
  candidateOrder: { zh: '按客户端查看的顺序', en: 'In the order in which the client looked' },
  closeWindow: { zh: '回到选队列', en: 'Back to the choice' },
  code: { zh: '客户端在做什么', en: 'What the client does' },
  codeHint: {
    zh: '我们自己写的伪代码，不是 RocketMQ 源码。亮的行是这次尝试执行过的。',
    en: "Pseudo-code of our own, not RocketMQ's source. Lit lines were executed by this attempt.",
  },
  compareWith: { zh: '与另一版本对比', en: 'Compare with' },
  noComparison: { zh: '不对比', en: 'no comparison' },
  sameCode: { zh: '两个版本在这里完全一样。', en: 'Both releases do exactly the same here.' },
  added: { zh: '多了', en: 'added' },
  removed: { zh: '没有', en: 'gone' },
  executed: { zh: '执行过', en: 'executed' },
  loading: { zh: '载入中…', en: 'Loading…' },
} satisfies Record<string, Words>

/** Two names at most; more are counted. */
const named = (brokers: string[], and: string, counted: (count: number) => string): string =>
  brokers.length > 2 ? counted(brokers.length) : brokers.join(and)

const UNLISTED: Record<MissingReason, Words> = {
  noMaster: { zh: '上次取到的路由里没有 Master 的地址。', en: 'the last route had no address of a Master.' },
  acting: {
    zh: 'Master 不在，由 Slave 代理，只供读取，上次取到的路由里没有写权限。',
    en: 'a Slave stands in for the missing Master, for reading only, so the last route gave no write permission.',
  },
  readOnly: { zh: '上次取到的路由里没有写权限。', en: 'the last route gave no write permission.' },
  notInRoute: { zh: '上次取到的路由里没有提到。', en: 'not mentioned in the last route.' },
  noTopic: { zh: '那里还没有这个 Topic。', en: 'the Topic does not exist there yet.' },
  overwritten: { zh: '原有的位置都已被回退改写成别的 Broker。', en: 'the fallback has overwritten every entry.' },
  unknown: {
    zh: '上次取到的路由里，没有 Master、不可写，或者没有这个 Topic。',
    en: 'in the route behind it there was no Master, no write permission, or not this Topic.',
  },
}

const HELD_BACK: Words = {
  zh: 'Controller 只从 SyncStateSet 里选 Master，而里面没有在运行的节点。',
  en: ' The Controller elects only from the SyncStateSet, and no node in it is running.',
}

export const whyPhrases = {
  attemptOf: {
    zh: (message: number, attempt: number, limit: number, thread: number | null) =>
      `消息 ${message} · 第 ${attempt} 次${limit > 1 ? `，最多 ${limit} 次` : ''}${thread === null ? '' : ` · 线程 ${thread}`}`,
    en: (message: number, attempt: number, limit: number, thread: number | null) =>
      `message ${message} · attempt ${attempt}${limit > 1 ? ` of at most ${limit}` : ''}${thread === null ? '' : ` · thread ${thread}`}`,
  },
  avoidedUntil: {
    zh: (time: string) => `规避到 ${time}`,
    en: (time: string) => `avoided until ${time}`,
  },
  reset: {
    zh: (value: number) => `重试前，序号先随机重置为 ${value}。`,
    en: (value: number) => `Before the retry the index is reset to a random ${value}.`,
  },
  moreLooks: {
    zh: (count: number) => `…… 又看了 ${count} 个，也都跳过`,
    en: (count: number) => `… ${count} more, all passed over`,
  },
  picked: {
    zh: (broker: string, position: number) => `pickOneAtLeast 挑了 ${broker}，占用列表第 ${position} 位这一轮`,
    en: (broker: string, position: number) => `pickOneAtLeast names ${broker}; the turn is that of entry ${position}`,
  },
  pickedUnwritable: {
    zh: (broker: string) => `pickOneAtLeast 挑了 ${broker}，但它没有可写的队列，于是把它从故障表里删掉。`,
    en: (broker: string) => `pickOneAtLeast names ${broker}, which has no writable queue, so its item is deleted.`,
  },
  unlisted: {
    zh: (brokers: string[], reason: MissingReason, heldBack: boolean) =>
      `列表里没有 ${named(brokers, '、', (count) => `${count} 组 Broker`)} 的队列：${UNLISTED[reason].zh}${heldBack ? HELD_BACK.zh : ''}`,
    en: (brokers: string[], reason: MissingReason, heldBack: boolean) =>
      `The list has no queue of ${named(brokers, ' and ', (count) => `${count} Broker groups`)}: ${UNLISTED[reason].en}${heldBack ? HELD_BACK.en : ''}`,
  },
  rewritten: {
    zh: (position: number, was: string, now: string) =>
      `列表第 ${position} 位从 ${was} 被改成 ${now}，直到路由变化才会恢复。`,
    en: (position: number, was: string, now: string) =>
      `Entry ${position} of the list was ${was} and is now ${now}, until a changed route repairs it.`,
  },
  dropped: {
    zh: (chosen: number, kept: number) => `选出的是 q${chosen}，但异步重试只用它的 Broker，仍写 q${kept}。`,
    en: (chosen: number, kept: number) =>
      `The choice was q${chosen}, but an ASYNC retry takes only its Broker and writes to q${kept}.`,
  },
  budget: {
    zh: (timeout: number, spent: number, budget: number) =>
      `预算 ${ms(timeout)}，之前用了 ${ms(spent)}，这次最多等 ${ms(budget)}。`,
    en: (timeout: number, spent: number, budget: number) =>
      `Budget ${ms(timeout)}, ${ms(spent)} used before, at most ${ms(budget)} for this attempt.`,
  },
  budgetEach: {
    zh: (timeout: number) => `这个版本每次尝试各有 ${ms(timeout)}。`,
    en: (timeout: number) => `In this release every attempt has ${ms(timeout)}.`,
  },
  budgetCapped: {
    zh: (budget: number) => `sendMsgMaxTimeoutPerRequest 把这次限制在 ${ms(budget)}。`,
    en: (budget: number) => `sendMsgMaxTimeoutPerRequest limits this one to ${ms(budget)}.`,
  },
  left: {
    zh: (left: number) => `整个调用还剩 ${ms(left)}。`,
    en: (left: number) => `The call has ${ms(left)} left.`,
  },
  overdrawn: {
    zh: (over: number) => `预算已经超出 ${ms(over)}。`,
    en: (over: number) => `The budget is overdrawn by ${ms(over)}.`,
  },
  whyAvoidedUntil: {
    zh: (broker: string, time: string) => `${broker} 为什么规避到 ${time}？`,
    en: (broker: string, time: string) => `Why is ${broker} avoided until ${time}?`,
  },
  whyNotAvoided: {
    zh: (broker: string) => `${broker} 为什么没有被规避？`,
    en: (broker: string) => `Why is ${broker} not avoided?`,
  },
  flagNow: {
    zh: (reachable: boolean, since: string | null) =>
      `现在${reachable ? '可达' : '不可达'}${since === null ? '' : `，从 ${since} 起`}。`,
    en: (reachable: boolean, since: string | null) =>
      `Now ${reachable ? 'reachable' : 'not reachable'}${since === null ? '' : `, since ${since}`}.`,
  },
  copyAt: {
    zh: (queue: string, offset: number, time: string) => `${queue}，位点 ${offset}，${time}`,
    en: (queue: string, offset: number, time: string) => `${queue}, queueOffset ${offset}, at ${time}`,
  },
  comparedCode: {
    zh: (from: string, to: string) => `从 ${from} 到 ${to}`,
    en: (from: string, to: string) => `from ${from} to ${to}`,
  },
} satisfies Record<string, Phrase<never[]>>
