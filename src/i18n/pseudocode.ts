// Comments beside the pseudo-code of the client. The code itself is in explain/pseudocode.ts and is the same in both languages.

import type { Words } from './words'

export const codeComments = {
  asyncRetriesElsewhere: { zh: '异步的重试在下面的 answered 里', en: 'ASYNC retries are made in answered, below' },
  noBackOff: { zh: '两次之间不等待', en: 'no pause between two attempts' },
  chosenBeforeBudget: { zh: '先选队列，后查预算', en: 'the queue is chosen before the budget is checked' },
  wholeEachTime: { zh: '每次尝试都拿到全部超时', en: 'every attempt gets the whole timeout' },
  oneBudget: { zh: '所有尝试共用一份预算', en: 'one budget for all attempts' },
  cap: { zh: 'cap 是 sendMsgMaxTimeoutPerRequest', en: 'cap is sendMsgMaxTimeoutPerRequest' },
  successTeaches: { zh: '成功也记：慢的成功同样会引起规避', en: 'a success counts too: a slow one opens a window' },
  nothingKnownYet: { zh: '这时还不知道结果，耗时约为 0', en: 'the outcome is not known yet; it took about 0 ms' },
  codeTeaches: {
    zh: '健康的 Broker 回一个错误码，也会被规避',
    en: 'even a healthy Broker is avoided for an error code',
  },
  codeUnreachable: { zh: '只要是错误码，就标成不可达', en: 'any error code marks it as not reachable' },
  asyncOnly: { zh: '只用于异步发送，在网络线程里执行', en: 'ASYNC only, on a network thread' },
  asyncCodesNever: { zh: '异步从不重试错误码', en: 'ASYNC never retries an error code' },
  asyncKeepsQueueId: { zh: '只换 Broker，队列号不变', en: 'only the Broker changes, the queueId stays' },
  asyncNoTime: { zh: '重试没有时间可用', en: 'the retry has no time at all' },
  offByDefault: { zh: '默认就是关', en: 'off is the default' },
  noChecks: { zh: '什么都不查，宕机的也会被选', en: 'no checks: a dead Broker is chosen too' },
  copied: { zh: '共享的序号只前进 1，之后用它的副本', en: 'the shared index moves by one; the walk uses a copy' },
  shared: { zh: '每看一个队列，共享的序号就前进 1', en: 'every look moves the shared index' },
  inverted: {
    zh: '条件写反了：重试反而只认刚失败的 Broker',
    en: 'inverted: a retry takes only the Broker that has just failed',
  },
  lastIgnored: { zh: '不管它是不是刚刚失败', en: 'whether it has just failed does not matter' },
  lastSkipped: { zh: '刚刚失败的 Broker 不选', en: 'not the Broker that has just failed' },
  trips: { zh: '这几个版本的缺陷', en: 'a defect of these releases' },
  leastBad: { zh: '没有一个通过：从故障表里挑', en: 'none passed: take one from the fault table' },
  rewrites: {
    zh: '就地改写了共享的列表，这一项从此丢了',
    en: 'overwrites the shared list in place: the entry is lost',
  },
  rewritesNot: { zh: '不再改写共享的列表', en: 'the shared list stays as it is' },
  resets: { zh: '重试从随机的位置开始', en: 'a retry begins at a random place' },
  secondBest: { zh: '退一步：只问可达', en: 'second best: only reachable' },
  plainLast: { zh: '没得挑了', en: 'no choice left' },
  needsReachable: { zh: '这个版本还要求可达', en: 'this release asks for reachable as well' },
  byName: { zh: '按 brokerName 记，换了 Master 也一样', en: 'kept by brokerName, whichever machine is Master' },
  standIn: { zh: '失败不看实际耗时', en: 'a failure counts as this, however long it took' },
  overwrites: { zh: '每次都覆盖：一次快的成功就结束窗口', en: 'always overwritten: one fast success ends the window' },
  onlyGrows: { zh: '只会变长：成功不会缩短它', en: 'it only grows: a success never shortens it' },
} satisfies Record<string, Words>

export type CodeComment = keyof typeof codeComments
