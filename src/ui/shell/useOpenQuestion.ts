// Whether a lesson or a talk asks something that is not answered yet: what would answer it is hidden until then.

import { useApp } from '../../session/appStore'

/** A page whose question is not known yet counts as one that asks. */
export const useOpenQuestion = (): boolean =>
  useApp(({ lesson, presenting }) => lesson !== null && lesson.asks !== null && presenting?.revealed !== true)
