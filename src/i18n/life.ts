// A message's life in words: its steps, and what it survives.

import type { LifeStep } from '../projections/messageLife'
import type { SurvivalEvent } from '../projections/survival'

export interface StepWords {
  what: string
  /** RocketMQ's names and figures; empty where there is nothing to add. */
  detail: string
}

/** How things are called in a sentence. */
export interface LifeNames {
  /** "broker-a n1" */
  node: (group: number, node: number) => string
  /** "broker-a q1" */
  queue: (group: number, queueId: number) => string
  broker: (group: number) => string
}

/** What came of a message after a fault. */
export interface SurvivalFacts {
  kept: number
  count: number
  readOnly: boolean
  /** Names of the nodes that have it. */
  nodes: readonly string[]
}

export interface LifeMessages {
  heading: (message: number) => string
  /** Without a message. */
  title: string
  /** Under the heading while the newest message is shown, and what goes on or stops following. */
  follows: string
  stay: string
  follow: string
  /** Where no message is chosen. */
  choose: string
  /** Nothing of it is in a CommitLog. */
  notStored: string
  step: (step: LifeStep, names: LifeNames) => StepWords
  /** Beside a step that is still to come, if nothing else happens. */
  willBe: (time: string) => string
  /** Beside one that has not come as far as the run is computed. */
  notYet: string
  survivalHeading: string
  survivalHint: string
  paused: string
  event: Record<SurvivalEvent, (master: string, group: string) => string>
  /** Under the table of a group of one node: why the faults of several are not in it. */
  singleNode: (group: string) => string
  answer: (facts: SurvivalFacts) => string
  computing: string
  tooFar: string
  /** What a click on a row does. */
  show: (event: string) => string
}
