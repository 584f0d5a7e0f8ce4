// Calls that send: the Topic, the way, and the timeout that a call itself gives. What the simulator does not send, ordered
// messages and transactions, is named.

import { argumentsOf, type Code } from './codeTokens'
import type { Gathered } from './gathered'
import { readNumber, takeCallTimeout, takeTopic } from './settingNames'

/** What is known of the code around a call. */
export interface CallReader {
  readonly gathered: Gathered
  readonly code: Code
  textAt(index: number): string
  lineAt(index: number): number
  /** What the call is done to. */
  ownerAt(index: number): 'producer' | 'consumer' | 'foreign'
  isProducer(name: string): boolean
  /** The value as a configuration would write it; null is known only while the program runs. */
  valueOf(argument: string, setting: string, line: number): string | null
  /** The same, without a word about where it comes from. */
  quietValueOf(argument: string): string | null
  takeMode(index: number, mode: 'ASYNC' | 'ONEWAY'): void
  notUnderstood(index: number): void
}

interface SendMethod {
  /** Which argument is the timeout; `last` if it is a number, and the one before is no selector. */
  timeout?: number | 'last'
  /** The first argument is "topic:tag". */
  destination?: true
  mode?: 'ASYNC' | 'ONEWAY'
  kind?: 'ordered' | 'transaction' | 'request'
}

/** RocketMQ: DefaultMQProducer, RocketMQTemplate */
const METHODS: Readonly<Record<string, SendMethod>> = {
  send: { timeout: 'last' },
  sendOneway: { mode: 'ONEWAY' },
  request: { kind: 'request' },
  syncSend: { destination: true, timeout: 2 },
  syncSendDelayTimeSeconds: { destination: true },
  syncSendDelayTimeMills: { destination: true },
  syncSendDeliverTimeMills: { destination: true },
  asyncSend: { destination: true, timeout: 3, mode: 'ASYNC' },
  sendOneWay: { destination: true, mode: 'ONEWAY' },
  syncSendOrderly: { destination: true, timeout: 3, kind: 'ordered' },
  asyncSendOrderly: { destination: true, timeout: 4, mode: 'ASYNC', kind: 'ordered' },
  sendOneWayOrderly: { destination: true, mode: 'ONEWAY', kind: 'ordered' },
  sendMessageInTransaction: { destination: true, kind: 'transaction' },
  sendAndReceive: { destination: true, kind: 'request' },
  convertAndSend: { destination: true },
}

/** Methods of other libraries too: the name before them must be one of RocketMQ's. */
const AMBIGUOUS = ['send', 'request', 'convertAndSend', 'sendAndReceive']
const OURS = /producer|rocket|mq|\)/i
const SELECTOR = /selector|->|::|SelectMessageQueue/i
const CALLBACK = /callback/i
const QUEUE = /queue|^mq\d*$/i

/** @param index - the token that names the method */
export function readSend(reader: CallReader, index: number): void {
  const name = reader.textAt(index)
  const method = Object.hasOwn(METHODS, name) ? (METHODS[name] as SendMethod) : undefined
  if (method === undefined || reader.ownerAt(index) !== 'producer') return
  const before = /^[?!]$/.test(reader.textAt(index - 2)) ? reader.textAt(index - 3) : reader.textAt(index - 2)
  if (AMBIGUOUS.includes(name) && !OURS.test(before) && !reader.isProducer(before)) return
  const given = argumentsOf(reader.code, index + 1)
  if (given === null || given.length === 0) return
  const line = reader.lineAt(index)
  const { gathered } = reader

  if (method.destination) {
    // Up to 2.0.x the first argument of a transaction is its producer group.
    const at = method.kind === 'transaction' && given.length === 4 ? 1 : 0
    const topic = reader.valueOf(given[at] as string, 'Topic', line)
    if (topic !== null && /[A-Za-z]/.test(topic)) takeTopic(gathered, line, topic)
  }
  if (method.mode) reader.takeMode(index, method.mode)
  const [, second = '', third = ''] = given
  const isNumber = (text: string) => readNumber(reader.quietValueOf(text) ?? '') !== null
  if (name === 'send' && CALLBACK.test(second) && !/SendCallback/.test(second)) reader.takeMode(index, 'ASYNC')

  const takesSelector = name === 'send' || name === 'sendOneway'
  const isOrdered =
    method.kind === 'ordered' ||
    (takesSelector && SELECTOR.test(second)) ||
    (takesSelector && given.length >= 3 && !isNumber(third) && !CALLBACK.test(second) && !QUEUE.test(second))
  if (isOrdered) gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.ordered })
  else if (takesSelector && given.length > 1 && QUEUE.test(second)) {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.oneQueue })
  } else if (method.kind === 'transaction') {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.transaction })
  } else if (method.kind === 'request') {
    gathered.ignored.push({ line, why: (m) => m.importCluster.ignoredBecause.request })
  }

  const at = method.timeout === 'last' ? (given.length > (isOrdered ? 3 : 1) ? given.length - 1 : -1) : method.timeout
  const written = at === undefined ? undefined : given[at]
  if (written === undefined) return
  if (isNumber(written)) takeCallTimeout(gathered, line, reader.valueOf(written, 'sendMsgTimeout', line) ?? '')
  else if (/timeout/i.test(written)) reader.notUnderstood(index)
}
