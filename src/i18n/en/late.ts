// All late sections at once: for commands and tests. The page loads each with what opens it; see later.ts.

import type { LateMessages } from '../messages'
import { accuracy } from './accuracy'
import { attempts } from './attemptsExplanation'
import { charts } from './charts'
import { compare } from './compare'
import { exceptions } from './exceptions'
import { explanation } from './explanation'
import { exporting } from './exporting'
import { glossary } from './glossary'
import { importCluster } from './importCluster'
import { introduced } from './introduced'
import { legend } from './legend'
import { lessonDraft } from './lessonDraft'
import { lessons } from './lessons'
import { messages } from './messagesExplanation'
import { more } from './more'
import { presenting } from './presenting'
import { problems } from './problems'
import { pseudocode } from './pseudocode'
import { recordings } from './recordings'
import { sequence } from './sequence'
import { settings } from './settings'
import { why } from './whyPanel'
import { windows } from './windowsExplanation'

export const late: LateMessages = {
  accuracy,
  attempts,
  charts,
  compare,
  exceptions,
  explanation,
  exporting,
  glossary,
  importCluster,
  introduced,
  legend,
  lessonDraft,
  lessons,
  messages,
  more,
  presenting,
  problems,
  pseudocode,
  recordings,
  sequence,
  settings,
  why,
  windows,
}
