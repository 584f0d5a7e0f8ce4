import { formatTime } from '../format'
import type { WindowFacts, WindowsMessages } from '../windowsExplanation'
import { failureWords } from './exceptions'
import { length, ms } from './explanation'
import { blockedWords } from './outlook'

/** Which send opened it, in the middle of a sentence. */
function causeWords({ cause }: WindowFacts): string {
  if (!cause) return 'a send put it into the fault table'
  const { message, attempt, outcome, lesson, rules } = cause
  const window = length(lesson.windowMs)
  const enWho = `attempt ${attempt} of message ${message}`
  if (!lesson.isolation) return `${enWho} took ${ms(lesson.latencyMs)} there, for which the table says ${window}`
  const failed = outcome.kind === 'failed' ? failureWords(outcome.failure, outcome.code, outcome.tookMs) : null
  return `${enWho} failed there${failed ? ` (${failed})` : ''}, ${rules.release} looks up a failure as ${length(lesson.lookedUpMs)}, and the table says ${window}`
}

function windowSentence(facts: WindowFacts): string {
  const { broker, standing, untilMs, end, rules } = facts
  const why = causeWords(facts)
  if (standing === 'off')
    return `The producer avoids nothing: sendLatencyFaultEnable is off, so it records no send and reads no table.`
  if (standing === 'stopped')
    return `${broker} is not avoided: the producer is not running, and will restart with an empty fault table.`
  if (standing === 'avoided' && untilMs !== null) return `${broker} is avoided until ${formatTime(untilMs)}: ${why}.`
  if (standing === 'unreachable')
    return `The window of ${broker} is over, but the producer still does not choose it: ${rules.release} also requires the reachable flag, which the last failure cleared.`
  // Nothing is "available" that the producer could not reach with success.
  const blocked = facts.outlook && blockedWords(facts.outlook)
  const but = blocked ? `, ${blocked}` : ''
  const again = blocked ? `${broker} is no longer avoided` : `${broker} is available again`
  const not = `${broker} is not avoided`
  switch (end?.why) {
    case 'windowEnded':
      return `${again}: its window ended at ${formatTime(end.atMs)}${but}.`
    case 'success':
      return `${again}: message ${end.message} took only ${ms(end.latencyMs)} there at ${formatTime(end.atMs)}, and in ${rules.release} one fast success ends the window${but}.`
    case 'removed':
      return `${again}: at ${formatTime(end.atMs)} the detector found no address for it and deleted its fault item${but}.`
    case 'restarted':
      return `${not}: the producer restarted at ${formatTime(end.atMs)} with an empty fault table${but}.`
    case 'forgotten':
      return `${not}: the fallback found no writable queue on it and deleted its fault item${but}.`
    default:
      return `${not}: so far no send to it has failed or been slow enough${but}.`
  }
}

export const windows: WindowsMessages = {
  sentence: windowSentence,
}
