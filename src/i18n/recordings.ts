// Words about recordings of a real cluster: what one is, what it cannot know, and how far its simulation is from it.

import type { FigureName } from '../projections/runFigures'
import type { Recording } from '../rocketmq'

export interface RecordingsMessages {
  /** The mark of a recording, beside the release of the client. */
  short: string
  /** What was recorded with which releases, in one or two sentences. */
  about(facts: Pick<Recording, 'recordedWith' | 'experiment' | 'endMs'>): string
  unknownTitle: string
  /** What nobody saw, and how it is drawn. */
  unknown: readonly string[]
  compare: string
  opened: string
  /** It plays, but a reload or a link will not find it. */
  notKept: string
  /** Something was done in it. */
  simulatedNow: string
  /** A link was copied, and the recording is not in it. */
  notInLink: string
  noLesson: string
  notLoaded: string
  figures: string
  figuresHint: string
  recorded: string
  simulated: string
  apart: string
  figureName(id: FigureName, brokerName: string): string
  /** Above the figures of one fault: what was done, and when. */
  afterFault(action: string, time: string): string
  ms(value: number): string
  none: string
}
