import type { Subject } from '../../chapters/frame'
import { useApp } from '../../session/appStore'
import { isShown } from '../../session/chapters'

/** Whether the chapter on the page shows what belongs to a subject. */
export const useShown = (subject: Subject): boolean => useApp((state) => isShown(state, subject))
