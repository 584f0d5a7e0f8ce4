// What a lesson says that was made of a run. Every number is a blank, filled from the run when the lesson is taken.

import { formatTime } from './format'

export const clock = (atMs: number): string => formatTime(atMs, atMs % 1000 === 0 ? 0 : 3)

export interface LessonDraftMessages {
  title(what: string): string
  summary: string
  startTitle: string
  start(topic: string): string
  startMeaning: string
  act(atMs: number): string
  severalTitle: string
  severalDone(atMs: number): string
  actMeaning: string
  askTitle(message: number): string
  ask(message: number): string
  askPrompt(message: number): string
  askExplain: string
  askMeaning: string
  avoidedTitle(broker: string): string
  avoided(broker: string): string
  avoidedMeaning(broker: string): string
  availableTitle(broker: string): string
  available(broker: string): string
  availableMeaning(broker: string): string
  masterTitle(broker: string): string
  master(broker: string): string
  masterMeaning(broker: string): string
  routeTitle: string
  route: string
  routeMeaning: string
  endTitle: string
  end: string
  endMeaning: string
}
