import { exactNumber } from '../format'
import { listed, MAX_PATH, nearest, type Problem, type ProblemReason, type ProblemsMessages, shown } from '../problems'

function allowedWords(problem: Problem): string {
  const { list } = problem.allowed
  const [min, max] = [problem.allowed.min, problem.allowed.max].map((limit) =>
    limit === undefined ? undefined : exactNumber(limit),
  )
  // None of the others is what was meant: whoever types one wants to know which there are.
  if (list && problem.reason === 'notRelease') return `Known: ${list.join(', ')}.`
  if (list && list.length > 0) {
    const meant = nearest(problem.value, list)
    return meant ? `Did you mean ${meant}?` : `Allowed: ${listed(list, ', ')}.`
  }
  if (min !== undefined && max !== undefined) return `Allowed: ${min} to ${max}.`
  if (max !== undefined) return `At most ${max}.`
  return ''
}

function problemWords(problem: Problem): string {
  const wrong = WRONG[problem.reason](shown(problem.value))
  const allowed = allowedWords(problem)
  const path = shown(problem.path, MAX_PATH)
  return `${path ? `${path}: ` : ''}${wrong}${allowed ? ` ${allowed}` : ''}`
}

export const problems: ProblemsMessages = {
  sentence: problemWords,
  incomparable: (why) => `Cannot compare with that: ${why}`,
}
const WRONG: Record<ProblemReason, (value: string) => string> = {
  notJson: () => 'This is not JSON.',
  notObject: (value) => `This must be an object, not ${value}.`,
  notList: (value) => `This must be a list, not ${value}.`,
  notText: (value) => `This must be a text, not ${value}.`,
  notBoolean: (value) => `"${value}" is neither true nor false.`,
  notPlace: (value) => `This must be the id of a lesson, not ${value}.`,
  notChallenge: (value) => `This must be the id of a challenge, not ${value}.`,
  notSwitch: (value) => `"${value}" is not a switch; write on or off (in JSON true or false).`,
  notInteger: (value) => `"${value}" is not a whole number.`,
  notTable: (value) => `"${value}" is not a table; write ms like 50,100,550, or null for the release's own.`,
  missing: () => 'This is missing.',
  unknownKey: (value) => `There is no "${value}" here.`,
  unknownSetting: (value) => `There is no setting "${value}".`,
  outOfRange: (value) => `${value} is out of range.`,
  notInList: (value) => `"${value}" is not allowed.`,
  notRelease: (value) => `"${value}" is not a release of RocketMQ known here.`,
  badName: (value) =>
    `"${value}" cannot be a name: it must not be empty or too long, nor contain spaces, slashes or invisible characters.`,
  nameTaken: (value) => `The name "${value}" is used twice.`,
  tooMany: (value) => `${value} are too many.`,
  tableLength: (value) => `The table has ${value} entries.`,
  tableOrder: (value) => `${value} is not in ascending order.`,
  tablesDiffer: (value) => `latencyMax and notAvailableDuration must be equally long; they have ${value} entries.`,
  notAction: (value) => `"${value}" is not an action.`,
  renamedAction: (value) => `The action "${value}" has another name now.`,
  notTarget: (value) =>
    `"${value}" is not a target; write broker-a/master, broker-a/n1, nameserver/0, producer/0 or consumer/0.`,
  noSuchTarget: (value) => `There is no ${value} in this cluster.`,
  notForTarget: (value) => `"${value}" does not apply to it.`,
  needsStore: () => 'Consumers read what Brokers store: set simulateStore to true, or consumerGroupCount to 0.',
  noLink: (value) => `The two send each other nothing: there is no link to ${value}.`,
  notForGroup: (value) => `One Broker group alone cannot have its own ${value}.`,
  notTimed: (value) => `${value} applies to the whole run; put it into the settings instead.`,
  notSorted: (value) => `Actions must be in order of time; ${value} ms is earlier than the one before it.`,
  noTime: (value) => `"${value}" has no time; end it with @ and ms, such as @9600.`,
  notNumber: (value) => `"${value}" is not a number.`,
  notSelection: (value) => `"${value}" cannot be selected.`,
  notBreakpoints: (value) => `"${value}" is not a list of breakpoints.`,
  notDifference: (value) => `"${value}" is not a run to compare with.`,
  notDocument: () => 'This is not a file of RocketScope.',
  otherVersion: (value) => `Its format version is ${value}, which this page cannot read completely.`,
  tooLong: () => 'It is too long to read.',
  notLink: (value) => `"${value}" is not a link of RocketScope.`,
  unknownPart: (value) => `The part "${value}" is unknown.`,
  twice: (value) => `"${value}" appears twice; the first one counts.`,
  badEncoding: (value) => `"${value}" is damaged and unreadable.`,
  badCompression: () => 'The compressed part is damaged: the settings and actions behind the damage are lost.',
  cutOff: () => 'The end of the link is missing.',
  noScenario: () => "It names no scenario; what it leaves open has RocketMQ's own values.",
  changedSince: (value) =>
    `What this link calls "${value}" has changed since it was made (or the link was edited), so the run may differ.`,
  notThere: (value) => `"${value}" does not exist at that moment, so it is not selected.`,
  noText: () => 'The text is missing; write it in zh, en or both.',
  textTooLong: () => 'This text is too long (in characters).',
  badText: (value) => `"${value}" contains invisible characters.`,
  notFigure: (value) => `${value} is not a figure of a run.`,
  badFigureName: (value) => `"${value}" is not a valid figure name: use letters, digits and _, a letter first.`,
  noFigure: (value) => `No figure fills ${value} here.`,
  notFigureValue: (value) => `This must be a number or a name, not ${value}.`,
  askAndTask: () => 'A step either asks (ask) or gives something to do (task), not both.',
  badLesson: () => 'The lesson in this link is damaged and unreadable.',
  noAnswer: (value) => `The run has no answer to this: ${value}.`,
  claimFails: (value) => {
    const [wanted, found = '…'] = value.split(' ≠ ')
    return `It claims ${wanted}, and the run says ${found}.`
  },
  tooSlow: (value) =>
    `The step "${value}" is too much to compute: its run is too long, or its figures read too much of the log.`,
  unknownOption: (value) => `There is no option ${value}.`,
  needsValue: () => 'This option needs a value.',
  takesNoValue: (value) => `This option takes no value, not "${value}".`,
  linkOrRun: () => 'load takes either a link or a run: one of them, not both.',
  tooDeep: () => 'It is nested too deeply to read.',
  more: (value) => `There are ${value} more problems.`,
  folder: () => 'This is a folder. Open a file in it instead.',
  severalFiles: (value) => `Open one file at a time, not ${value}.`,
  unreadable: () => 'Reading it failed: it may have moved, or you may lack the permission to read it.',
  emptyFile: () => 'The file is empty.',
  binaryFile: () => 'This is not a text file. Runs and lessons are saved as JSON.',
  fileTooLarge: (value) => `It has ${value} MB; the limit is 4 MB.`,
  notFile: () => 'This is neither a file nor a link of RocketScope.',
  unknownRecording: (value) =>
    `The recording “${value}” is not in this browser. Open its file first; without it, you see the simulation of the same settings.`,
  tooFar: (value) => `That moment is too far away; the run is computed up to ${value} ms.`,
}
