// All that a language says: one section for each subject. Every language fulfils the same interface, so that a sentence that
// is missing is an error of the compiler which names the language.

import type { AccuracyMessages } from './accuracy'
import type { AttemptsMessages } from './attemptsExplanation'
import type { BreakpointsMessages } from './breakpoints'
import type { ChartsMessages } from './charts'
import type { CompareMessages } from './compare'
import type { ComputingMessages } from './computing'
import type { EditingMessages } from './editing'
import type { EmbeddingMessages } from './embedding'
import type { ExceptionsMessages } from './exceptions'
import type { ExplanationMessages } from './explanation'
import type { ExportingMessages } from './exporting'
import type { FailuresMessages } from './failures'
import type { FormatMessages } from './format'
import type { GlossaryMessages } from './glossary'
import type { ImportClusterMessages } from './importCluster'
import type { PageMessages } from './interface'
import type { LegendMessages } from './legend'
import type { LessonDraftMessages } from './lessonDraft'
import type { LessonsMessages } from './lessons'
import type { LogMessages } from './log'
import type { MessagesMessages } from './messagesExplanation'
import type { NamesMessages } from './names'
import type { NarrationMessages } from './narration'
import type { NoticesMessages } from './notices'
import type { OfflineMessages } from './offline'
import type { OutlookMessages } from './outlook'
import type { OwnLessonsMessages } from './ownLessons'
import type { PresentingMessages } from './presenting'
import type { ProblemsMessages } from './problems'
import type { ProofMessages } from './proof'
import type { PseudocodeMessages } from './pseudocode'
import type { SequenceMessages } from './sequence'
import type { SettingsMessages } from './settings'
import type { SharingMessages } from './sharing'
import type { StageMessages } from './stage'
import type { StageMenuMessages } from './stageMenu'
import type { WhyMessages } from './whyPanel'
import type { WindowsMessages } from './windowsExplanation'

/** What the first diagram shows; this part of a language is there before anything is drawn. */
export interface FirstParts {
  names: NamesMessages
  notices: NoticesMessages
  stage: StageMessages
}

/** The same, and which language it is. */
export interface FirstMessages extends FirstParts {
  language: 'zh' | 'en'
}

/** What everything else says, loaded right behind the first diagram. */
export interface LaterMessages {
  accuracy: AccuracyMessages
  attempts: AttemptsMessages
  breakpoints: BreakpointsMessages
  charts: ChartsMessages
  compare: CompareMessages
  computing: ComputingMessages
  editing: EditingMessages
  embedding: EmbeddingMessages
  exceptions: ExceptionsMessages
  explanation: ExplanationMessages
  exporting: ExportingMessages
  failures: FailuresMessages
  format: FormatMessages
  glossary: GlossaryMessages
  importCluster: ImportClusterMessages
  page: PageMessages
  legend: LegendMessages
  lessonDraft: LessonDraftMessages
  lessons: LessonsMessages
  log: LogMessages
  messages: MessagesMessages
  narration: NarrationMessages
  offline: OfflineMessages
  outlook: OutlookMessages
  ownLessons: OwnLessonsMessages
  presenting: PresentingMessages
  problems: ProblemsMessages
  proof: ProofMessages
  pseudocode: PseudocodeMessages
  sequence: SequenceMessages
  settings: SettingsMessages
  sharing: SharingMessages
  stageMenu: StageMenuMessages
  why: WhyMessages
  windows: WindowsMessages
}

export interface Messages extends FirstMessages, LaterMessages {}

/** A text to be said later: whoever shows it gives the language of that moment, so it changes with a switch. */
export type Text = (m: Messages) => string
