// A question as people ask it in public, answered by a run: a lesson of one step that opens at the moment, asks for one
// prediction, and answers in two sentences with the figures of the run.

import type { Localized } from '../i18n/localized'
import type { Settings, UserAction } from '../rocketmq'
import type { Lesson, Question, Step } from './lesson'
import { lessonInput } from './lessonInput'

/** How often it was met where people write about RocketMQ; counted once, in 2026. */
export interface Asked {
  /** Of 71 independent collections of notes and interview questions, those with a heading about it. */
  notes: number
  /** Of those, the ones that put it as a question. */
  asQuestion: number
  /** Public issue threads about it among the first 12 that one search found; null: not searched. */
  threads: number | null
}

/** Where the answer can be read in RocketMQ: a method of a class, in a release, and the rules of docs/engine-rules.md. */
export interface Source {
  method: `${keyof typeof FOLDERS}#${string}`
  release: string
  rules: readonly string[]
}

/** Where the classes are in apache/rocketmq, the same in every release that is named here. */
const FOLDERS = {
  AllocateMessageQueueAveragely: 'client/src/main/java/org/apache/rocketmq/client/consumer/rebalance',
  BrokerFastFailure: 'broker/src/main/java/org/apache/rocketmq/broker/latency',
  CommitLog: 'store/src/main/java/org/apache/rocketmq/store',
  ConsumeMessageConcurrentlyService: 'client/src/main/java/org/apache/rocketmq/client/impl/consumer',
  ConsumeMessageOrderlyService: 'client/src/main/java/org/apache/rocketmq/client/impl/consumer',
  ConsumerManageProcessor: 'broker/src/main/java/org/apache/rocketmq/broker/processor',
  ConsumerManager: 'broker/src/main/java/org/apache/rocketmq/broker/client',
  DLedgerRoleChangeHandler: 'broker/src/main/java/org/apache/rocketmq/broker/dledger',
  DefaultMessageStore: 'store/src/main/java/org/apache/rocketmq/store',
  DefaultMQProducerImpl: 'client/src/main/java/org/apache/rocketmq/client/impl/producer',
  DefaultMQPushConsumerImpl: 'client/src/main/java/org/apache/rocketmq/client/impl/consumer',
  LatencyFaultToleranceImpl: 'client/src/main/java/org/apache/rocketmq/client/latency',
  LocalFileOffsetStore: 'client/src/main/java/org/apache/rocketmq/client/consumer/store',
  MQClientInstance: 'client/src/main/java/org/apache/rocketmq/client/impl/factory',
  MQFaultStrategy: 'client/src/main/java/org/apache/rocketmq/client/latency',
  NettyRemotingAbstract: 'remoting/src/main/java/org/apache/rocketmq/remoting/netty',
  NettyRemotingClient: 'remoting/src/main/java/org/apache/rocketmq/remoting/netty',
  ProcessQueue: 'client/src/main/java/org/apache/rocketmq/client/impl/consumer',
  PullMessageProcessor: 'broker/src/main/java/org/apache/rocketmq/broker/processor',
  PullRequestHoldService: 'broker/src/main/java/org/apache/rocketmq/broker/longpolling',
  RebalanceImpl: 'client/src/main/java/org/apache/rocketmq/client/impl/consumer',
  TopicPublishInfo: 'client/src/main/java/org/apache/rocketmq/client/impl/producer',
} as const

export function sourceUrl({ method, release }: Source): string {
  const [className] = method.split('#') as [keyof typeof FOLDERS]
  return `https://github.com/apache/rocketmq/blob/rocketmq-all-${release}/${FOLDERS[className]}/${className}.java`
}

export interface AskedQuestion extends Lesson {
  kind: 'question'
  asked: Asked
  source: Source
  /** The part of the question that the page cannot show yet; null where it shows all of it. */
  notShown: Localized | null
  /** The names of other questions that show what is not shown here. */
  shownBy: readonly string[]
}

interface Words
  extends Pick<Lesson, 'title' | 'summary' | 'issues' | 'terms'>,
    Pick<AskedQuestion, 'asked' | 'source'> {
  /** What it is known by in an address: #/q/<name>. */
  name: string
  notShown?: Localized
  shownBy?: readonly string[]
  /** The answer: first what happened here, in figures; then the rule. */
  ask: Question
  rule: Localized
  step: Pick<Step, 'say' | 'input' | 'atMs' | 'untilMs' | 'speed' | 'view' | 'figures' | 'claims'>
}

/** Ids of questions among those of lessons. */
const PREFIX = 'q-'

export const questionId = (name: string): string => `${PREFIX}${name}`

/** The name in the address; null for the id of any other lesson. */
export const questionName = (id: string): string | null => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : null)

export function question({ name, ask, rule, step, asked, source, notShown, shownBy, ...words }: Words): AskedQuestion {
  return {
    ...words,
    id: questionId(name),
    kind: 'question',
    minutes: 1,
    asked,
    source,
    notShown: notShown ?? null,
    shownBy: shownBy ?? [],
    quiz: [],
    steps: [{ ...step, id: 'moment', title: words.title, ask, meaning: rule }],
  }
}

/** One number to put them in order: a thread weighs three notes, because somebody needed the answer. */
export const askedScore = ({ notes, asQuestion, threads }: Asked): number => notes + asQuestion + 3 * (threads ?? 0)

/** The set-up of most: real values, two groups with two queues each, no Slaves, the first message to q0 of broker-a. */
export const plainInput = (settings: Partial<Settings>, actions: UserAction[]) =>
  lessonInput('2m-noslave', { writeQueueNums: 2, threadLocalIndexStart: -1, ...settings }, actions)
