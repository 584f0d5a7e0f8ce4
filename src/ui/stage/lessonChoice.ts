// What a click on the stage answers while a lesson asks for something on it.

import type { FigureValue } from '../../chapters/figure'
import { type OpenLesson, useApp } from '../../session/appStore'

/** What the open page of a lesson waits for; null where it waits for nothing. */
export const lessonAsks = (): NonNullable<OpenLesson['asks']> | null => useApp.getState().lesson?.asks ?? null

/** Gives the answer. Whoever is asked has loaded what takes it. */
export const chooseOnStage = (value: FigureValue): void =>
  void import('../../session/lessonActions').then(({ answer }) => answer(value))
