import { answersUntilEnded } from '../../projections/limits'
import { failureLatencyMs, failureWindowMs, successEndsWindow } from '../../projections/releaseFacts'
import type { Settings, Trouble, UserAction } from '../../rocketmq'
import { type ActionsNarrationMessages, valueText } from '../actionsNarration'
import { responseCodeName } from '../exceptions'
import type { Entry, NarrationContext } from '../narrationContext'
import { formatDuration } from './format'
import { startOf, targetName } from './narrationContext'

/** What another release of the client makes different, in the tables that hold now. */
const releaseChange = (release: string, settings: Settings): string => {
  const looked = formatDuration(failureLatencyMs(release))
  const windowMs = failureWindowMs({ ...settings, clientVersion: release })
  const ends = successEndsWindow(release)
  return `Client ${release} now: it looks up a failed send as ${looked} and avoids the Broker for ${formatDuration(windowMs)}; a fast success ${ends ? 'ends the window' : 'does not end the window'}.`
}

const settingChange = (action: Extract<UserAction, { type: 'set' }>, context: NarrationContext): string => {
  const where = action.brokerName ?? ''
  if (action.name === 'sendLatencyFaultEnable') {
    return action.value ? 'sendLatencyFaultEnable is now on.' : 'sendLatencyFaultEnable is now off.'
  }
  if (action.name === 'clientVersion') return releaseChange(String(action.value), context.settings)
  if (action.value === null) {
    return `${action.name} returns to the release's own value.`
  }
  return `${action.name}${where ? ` of ${where}` : ''} is now ${valueText(action.value)}.`
}

const FAULT: Record<Trouble, { begins: (name: string) => string; ends: (name: string) => string }> = {
  overloaded: {
    begins: (who) => `${who} is overloaded: requests wait in its queue, and after 200 ms it answers 2 SYSTEM_BUSY.`,
    ends: (who) => `${who} is no longer overloaded.`,
  },
  diskFull: {
    begins: (who) => `The disk of ${who} is full: the Broker rejects writes at once with 14 SERVICE_NOT_AVAILABLE.`,
    ends: (who) => `The disk of ${who} has room again.`,
  },
  diskStalled: {
    begins: (who) => `The disk of ${who} stalls: writes to it hang.`,
    ends: (who) => `The disk of ${who} works again.`,
  },
}

const answerWords = ({ code, times }: Extract<UserAction, { type: 'injectResponse' }>, who: string): string => {
  if (times === 0) return `${who} answers normally again.`
  const name = responseCodeName(code)
  if (answersUntilEnded(times)) {
    return `${who} answers every request with ${name} from now on.`
  }
  return times === 1
    ? `${who} answers the next request with ${name}.`
    : `${who} answers the next ${times} requests with ${name}.`
}

/** `from` is the producer, as it is said inside a sentence. */
const linkWords = (lossPercent: number, from: string, peer: string): string => {
  if (lossPercent === 0) {
    return `The link between ${from} and ${peer} works again.`
  }
  return lossPercent === 100
    ? `The link between ${from} and ${peer} is cut.`
    : `The link between ${from} and ${peer} now loses ${lossPercent} % of its packets.`
}

const writePermWords = ({ brokerName, on }: Extract<UserAction, { type: 'writePerm' }>): string =>
  on
    ? `The NameServer restores the write permission of ${brokerName}; producers learn of it only from a route poll.`
    : `The NameServer revokes the write permission of ${brokerName}; producers learn of it only from a route poll.`

function actionWords(action: UserAction, context: NarrationContext): string {
  if (action.type === 'set') return settingChange(action, context)
  if (action.type === 'writePerm') return writePermWords(action)
  const target = targetName(context, action.target)
  const who = startOf(target)
  switch (action.type) {
    case 'kill':
      return `${who} is killed (kill -9).`
    case 'powerOff':
      return `The host of ${target} loses power.`
    case 'freeze':
      return `${who} freezes: the process exists but does nothing.`
    case 'resume':
      return `${who} resumes.`
    case 'slow':
      return action.ms === 0
        ? `${who} answers at its normal speed again.`
        : `${who} becomes slow: every answer takes ${formatDuration(action.ms)} longer.`
    case 'setFault': {
      const { begins, ends } = FAULT[action.fault]
      const words = (action.on ? begins : ends)(target)
      return startOf(words)
    }
    case 'injectResponse':
      return answerWords(action, who)
    case 'link':
      return linkWords(action.lossPercent, target, targetName(context, action.peer))
    case 'stop':
      return `${who} begins a graceful shutdown.`
    case 'relocate':
      return `${who} is started again on another host, under a new address; nothing answers at the old one.`
    case 'restart':
      return `${who} restarts.`
  }
}

function actionStory(action: UserAction, entry: Entry<'brokerProcess'>, context: NarrationContext): string {
  const words = actionWords(action, context)
  if (!('target' in action) || !action.target.endsWith('/master')) return words
  const broker = context.brokerName(entry.group)
  return words.replace(`aster of ${broker}`, `aster of ${broker} (n${entry.node})`)
}

export const actionsNarration: ActionsNarrationMessages = {
  action: actionWords,
  actionStory,
  unknownAction: 'Unknown action.',
}
