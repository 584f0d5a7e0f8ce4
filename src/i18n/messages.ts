// All that a language says: one section for each subject. Every language fulfils the same interface, so that a sentence that
// is missing is an error of the compiler which names the language.

import type { AccuracyMessages } from './accuracy'
import type { AttemptsMessages } from './attemptsExplanation'
import type { BreakpointsMessages } from './breakpoints'
import type { ChallengesMessages } from './challenges'
import type { ChaptersMessages } from './chapters'
import type { ChartsMessages } from './charts'
import type { CompareMessages } from './compare'
import type { ComputingMessages } from './computing'
import type { ConsumerNarrationMessages } from './consumerNarration'
import type { ConsumerPanelMessages } from './consumerPanel'
import type { ConsumerStageMessages } from './consumerStage'
import type { EditingMessages } from './editing'
import type { EmbeddingMessages } from './embedding'
import type { ExceptionsMessages } from './exceptions'
import type { ExplanationMessages } from './explanation'
import type { ExportingMessages } from './exporting'
import type { FailuresMessages } from './failures'
import type { FinderMessages } from './finder'
import type { FormatMessages } from './format'
import type { GlossaryMessages } from './glossary'
import type { ImportClusterMessages } from './importCluster'
import type { PageMessages } from './interface'
import type { IntroducedMessages } from './introduced'
import type { LegendMessages } from './legend'
import type { LessonDraftMessages } from './lessonDraft'
import type { LessonsMessages } from './lessons'
import type { LifeMessages } from './life'
import type { LogMessages } from './log'
import type { LuckMessages } from './luck'
import type { MessagesMessages } from './messagesExplanation'
import type { MoreMessages } from './more'
import type { NamesMessages } from './names'
import type { NarrationMessages } from './narration'
import type { NoticesMessages } from './notices'
import type { OfflineMessages } from './offline'
import type { OpenedBrokerMessages } from './openedBroker'
import type { OutlookMessages } from './outlook'
import type { OwnLessonsMessages } from './ownLessons'
import type { PresentingMessages } from './presenting'
import type { ProblemsMessages } from './problems'
import type { ProofMessages } from './proof'
import type { PseudocodeMessages } from './pseudocode'
import type { QrCodeMessages } from './qrCode'
import type { QuestionsMessages } from './questions'
import type { RecordingsMessages } from './recordings'
import type { SequenceMessages } from './sequence'
import type { SettingsMessages } from './settings'
import type { SharingMessages } from './sharing'
import type { StageMessages } from './stage'
import type { StageMenuMessages } from './stageMenu'
import type { StoreNarrationMessages } from './storeNarration'
import type { WaitsMessages } from './waits'
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

/** What the page around the diagram says, loaded right behind it. */
export interface LaterMessages {
  breakpoints: BreakpointsMessages
  computing: ComputingMessages
  editing: EditingMessages
  format: FormatMessages
  page: PageMessages
  log: LogMessages
  narration: NarrationMessages
  offline: OfflineMessages
  outlook: OutlookMessages
  proof: ProofMessages
  sharing: SharingMessages
  stageMenu: StageMenuMessages
}

/** What only a dialog or a panel says that is shut at first: each section is loaded when one that needs it opens. */
export interface LateMessages {
  accuracy: AccuracyMessages
  attempts: AttemptsMessages
  challenges: ChallengesMessages
  chapters: ChaptersMessages
  charts: ChartsMessages
  compare: CompareMessages
  /** Sentences of `narration` about consumers: loaded with what simulates them. */
  consumerNarration: ConsumerNarrationMessages
  embedding: EmbeddingMessages
  exceptions: ExceptionsMessages
  explanation: ExplanationMessages
  exporting: ExportingMessages
  failures: FailuresMessages
  finder: FinderMessages
  glossary: GlossaryMessages
  importCluster: ImportClusterMessages
  introduced: IntroducedMessages
  legend: LegendMessages
  lessonDraft: LessonDraftMessages
  lessons: LessonsMessages
  luck: LuckMessages
  messages: MessagesMessages
  more: MoreMessages
  ownLessons: OwnLessonsMessages
  openedBroker: OpenedBrokerMessages
  consumerPanel: ConsumerPanelMessages
  consumerStage: ConsumerStageMessages
  presenting: PresentingMessages
  problems: ProblemsMessages
  pseudocode: PseudocodeMessages
  questions: QuestionsMessages
  qrCode: QrCodeMessages
  recordings: RecordingsMessages
  sequence: SequenceMessages
  settings: SettingsMessages
  life: LifeMessages
  /** Sentences of `narration` about the inside of Brokers: loaded with what simulates it. */
  storeNarration: StoreNarrationMessages
  waits: WaitsMessages
  why: WhyMessages
  windows: WindowsMessages
}

export type LateSection = keyof LateMessages

/** What loads them, for one language. */
export type LateParts = { [Section in LateSection]: () => Promise<Pick<LateMessages, Section>> }

/** What is there wherever anything but the first diagram is drawn. */
export interface Messages extends FirstMessages, LaterMessages {}

/** The same with some sections that are loaded late. */
export type MessagesWith<Section extends LateSection> = Messages & Pick<LateMessages, Section>

/** All that a language says. */
export interface AllMessages extends Messages, LateMessages {}

/** A text to be said later: whoever shows it gives the language of that moment, so it changes with a switch. */
export type Text<Section extends LateSection = never> = (m: MessagesWith<Section>) => string
