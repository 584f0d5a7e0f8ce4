import type { NarrationMessages } from '../narration'
import { actionsNarration } from './actionsNarration'
import { processesNarration } from './processesNarration'
import { routesNarration } from './routesNarration'
import { sendsNarration } from './sendsNarration'
import { windowsNarration } from './windowsNarration'

export const narration: NarrationMessages = {
  ...actionsNarration,
  ...processesNarration,
  ...routesNarration,
  ...sendsNarration,
  ...windowsNarration,
}
