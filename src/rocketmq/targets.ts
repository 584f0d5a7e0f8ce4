// Whom a user action can be about, and what can be done to each: one row for each kind of process that a person can name.

import { frozen } from '../sim/frozen'
import { PLAIN_ACTIONS, type Target, type UserActionType } from './scenario'
import type { SettingName } from './settings'

const SERVER_ACTIONS = [...PLAIN_ACTIONS, 'slow'] as const

/** Kinds that are named by a word and a number: `producer/0`. `count` says how many there are (of each of `times`), `needs` whether there is one. */
export const NUMBERED_TARGETS = frozen({
  producer: { word: 'producer', count: 'producerCount', times: null, needs: null, actions: [...PLAIN_ACTIONS, 'link'] },
  /** The groups' first instances come first, then their second ones. */
  consumer: {
    word: 'consumer',
    count: 'consumerCount',
    times: 'consumerGroupCount',
    needs: null,
    actions: [...PLAIN_ACTIONS, 'link'],
  },
  nameServer: {
    word: 'nameserver',
    count: 'nameServerCount',
    times: null,
    needs: null,
    actions: [...SERVER_ACTIONS, 'link'],
  },
  controller: { word: 'controller', count: null, times: null, needs: 'enableControllerMode', actions: ['link'] },
} as const satisfies Record<
  string,
  {
    word: string
    count: SettingName | null
    times: SettingName | null
    needs: SettingName | null
    actions: readonly UserActionType[]
  }
>)

export const BROKER_ACTIONS: readonly UserActionType[] = frozen([
  ...SERVER_ACTIONS,
  'setFault',
  'injectResponse',
  'relocate',
  'link',
])

type Rows = typeof NUMBERED_TARGETS
export type NumberedKind = keyof Rows

/** A target taken apart. */
export type ParsedTarget = { kind: 'broker'; brokerName: string; node: number | 'master' } | NumberedTarget

type NumberedTarget = { [Kind in NumberedKind]: { kind: Kind; index: number } }[NumberedKind]

/** Who sends anything to whom. Brokers do so within their group. */
const LINKED: { readonly [Kind in ParsedTarget['kind']]: readonly ParsedTarget['kind'][] } = frozen({
  producer: ['broker', 'nameServer'],
  consumer: ['broker', 'nameServer'],
  broker: ['producer', 'consumer', 'nameServer', 'broker', 'controller'],
  nameServer: ['producer', 'consumer', 'broker'],
  controller: ['broker'],
})

/** Is there a link between the two, that could be cut? */
export const areLinked = (one: ParsedTarget, other: ParsedTarget): boolean =>
  one.kind === 'broker' && other.kind === 'broker'
    ? one.brokerName === other.brokerName && one.node !== other.node
    : LINKED[one.kind].includes(other.kind)

export const NUMBERED_KINDS = Object.keys(NUMBERED_TARGETS) as NumberedKind[]

/** "producer/0": such a process as a target of an action. */
export const numberedTarget = (kind: NumberedKind, index: number): Target => `${NUMBERED_TARGETS[kind].word}/${index}`

/** What names such a process, as entries of the log do: by its kind and number. */
type NamesOne = { [Kind in NumberedKind]: { [K in Kind]: number } }[NumberedKind]

export function numberedIn(data: NamesOne): { kind: NumberedKind; index: number } {
  const kind = NUMBERED_KINDS.find((one) => one in data) as NumberedKind
  return { kind, index: (data as Record<NumberedKind, number>)[kind] }
}

/** No Broker group can have such a name. (One may be called "controller": its nodes are named in another way than the Controller.) */
export const TARGET_WORDS: readonly string[] = NUMBERED_KINDS.flatMap((kind) =>
  NUMBERED_TARGETS[kind].count === null ? [] : NUMBERED_TARGETS[kind].word,
)

/** @returns null if the text names no possible target */
export function parseTarget(target: Target): ParsedTarget | null {
  const parts = /^(.+)\/(master|n?\d+)$/.exec(target)
  if (!parts) return null
  const name = parts[1] as string
  const which = parts[2] as string
  const kind = NUMBERED_KINDS.find((one) => NUMBERED_TARGETS[one].word === name)
  if (kind && /^\d+$/.test(which)) return numberedOf(kind, Number(which))
  if (TARGET_WORDS.includes(name)) return null
  if (which === 'master') return { kind: 'broker', brokerName: name, node: 'master' }
  return which.startsWith('n') ? { kind: 'broker', brokerName: name, node: Number(which.slice(1)) } : null
}

const numberedOf = (kind: NumberedKind, index: number): NumberedTarget | null =>
  NUMBERED_TARGETS[kind].count === null && index > 0 ? null : { kind, index }
