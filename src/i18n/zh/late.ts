// All late sections at once: for commands and tests. The page loads each with what opens it; see later.ts.

import type { LateMessages } from '../messages'
import { accuracy } from './accuracy'
import { attempts } from './attemptsExplanation'
import { challenges } from './challenges'
import { chapters } from './chapters'
import { charts } from './charts'
import { compare } from './compare'
import { consumerNarration } from './consumerNarration'
import { consumerPanel } from './consumerPanel'
import { consumerStage } from './consumerStage'
import { embedding } from './embedding'
import { exceptions } from './exceptions'
import { explanation } from './explanation'
import { exporting } from './exporting'
import { failures } from './failures'
import { finder } from './finder'
import { glossary } from './glossary'
import { importCluster } from './importCluster'
import { introduced } from './introduced'
import { legend } from './legend'
import { lessonDraft } from './lessonDraft'
import { lessons } from './lessons'
import { life } from './life'
import { luck } from './luck'
import { messages } from './messagesExplanation'
import { more } from './more'
import { openedBroker } from './openedBroker'
import { ownLessons } from './ownLessons'
import { presenting } from './presenting'
import { problems } from './problems'
import { pseudocode } from './pseudocode'
import { qrCode } from './qrCode'
import { questions } from './questions'
import { recordings } from './recordings'
import { sequence } from './sequence'
import { settings } from './settings'
import { storeNarration } from './storeNarration'
import { waits } from './waits'
import { why } from './whyPanel'
import { windows } from './windowsExplanation'

export const late: LateMessages = {
  accuracy,
  attempts,
  challenges,
  chapters,
  charts,
  compare,
  consumerNarration,
  embedding,
  exceptions,
  explanation,
  exporting,
  failures,
  finder,
  glossary,
  importCluster,
  introduced,
  legend,
  lessonDraft,
  lessons,
  life,
  luck,
  messages,
  more,
  ownLessons,
  openedBroker,
  consumerPanel,
  consumerStage,
  presenting,
  problems,
  pseudocode,
  questions,
  qrCode,
  recordings,
  sequence,
  settings,
  storeNarration,
  waits,
  why,
  windows,
}
