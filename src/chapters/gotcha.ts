// What one gotcha is made of, and how its input is written down: the real values, two Broker groups with two queues
// each, one message every 100 ms, a healthy send in 5 ms, the first message to q0 of broker-a.

import type { Localized } from '../i18n/localized'
import {
  type BrokerGroupSpec,
  PRESETS,
  REAL_SETTINGS,
  type Run,
  type RunInput,
  type Settings,
  simulate,
  type UserAction,
} from '../rocketmq'

/** One way to run the same story: another release, setting or moment. */
export interface GotchaVariant {
  label: Localized
  input: RunInput
  /** What the proof must give, in its unit. */
  expected: number
  /** How far from it the run may be, where chance or the phase of a timer has a say. */
  within: number
}

/** What the proof counts: ms are shown as a length of time, a code as it is. */
export type ProofUnit = 'percent' | 'ms' | 'attempts' | 'queues' | 'copies' | 'messages' | 'code'

export interface Gotcha {
  /** S1 to S29 of the producer, C6 to C21 of the inside of Brokers; also the scenario's preset. */
  id: string
  title: Localized
  /** One or two short sentences. */
  say: Localized
  /** Numbers of issues and pull requests of apache/rocketmq. */
  issues: readonly number[]
  /** Virtual time at which the story opens. */
  startMs: number
  /** Virtual time up to which the proof needs the run. */
  untilMs: number
  /** ms of virtual time per ms of real time at which the story can be followed. */
  speed: number
  /** What the number says, and how it is read from a run that has been computed to untilMs. NaN if the run has no answer. */
  proof: { words: Localized; unit: ProofUnit; compute: (run: Run) => number }
  /** The first one is loaded first. */
  variants: readonly [GotchaVariant, ...GotchaVariant[]]
}

const COMMON: Settings = { ...REAL_SETTINGS, writeQueueNums: 2, slaveCount: 0, threadLocalIndexStart: -1 }

/** What makes one variant differ from the common set-up. */
interface VariantSpec {
  /** Texts that are the same in both languages are given once. */
  label: Localized | string
  settings?: Partial<Settings>
  actions: UserAction[]
  brokerGroups?: BrokerGroupSpec[]
  expected: number
  within?: number
}

/** A gotcha with its variants written out as whole inputs. */
export function gotchaOf(words: Omit<Gotcha, 'variants'>, ...variants: [VariantSpec, ...VariantSpec[]]): Gotcha {
  const topic = PRESETS[0]?.scenario.topic ?? ''
  const build = ({ label, settings, actions, brokerGroups = [], expected, within = 0 }: VariantSpec) => ({
    label: typeof label === 'string' ? { zh: label, en: label } : label,
    input: {
      scenario: { preset: words.id, topic, settings: { ...COMMON, ...settings }, brokerGroups },
      seed: 1,
      actions,
    },
    expected,
    within,
  })
  const [first, ...others] = variants
  return { ...words, variants: [build(first), ...others.map(build)] }
}

/** The number that an input gives, of the story or of a changed run. */
export const proofOf = ({ proof, untilMs }: Gotcha, input: RunInput): number => proof.compute(simulate(input, untilMs))

/** Equal in what they say, whatever the order of their fields. */
const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => same(one[key as keyof typeof one], other[key as keyof typeof other]))
  )
}

/**
 * Which variant an input is, or was before further changes.
 *
 * @returns variant: position in `variants`, or -1; changed: it is no longer quite that story
 */
export function variantOf({ variants }: Gotcha, input: RunInput): { variant: number; changed: boolean } {
  const exact = variants.findIndex((one) => same(one.input, input))
  if (exact >= 0) return { variant: exact, changed: false }
  return { variant: variants.findIndex((one) => same(one.input.scenario, input.scenario)), changed: true }
}
