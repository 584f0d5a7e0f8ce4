import { exactNumber } from '../format'
import { listed, MAX_PATH, nearest, type Problem, type ProblemReason, type ProblemsMessages, shown } from '../problems'

function allowedWords(problem: Problem): string {
  const { list } = problem.allowed
  const [min, max] = [problem.allowed.min, problem.allowed.max].map((limit) =>
    limit === undefined ? undefined : exactNumber(limit),
  )
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
  notJson: () => 'This is not JSON and cannot be read.',
  notObject: (value) => `An object is wanted here, not ${value}.`,
  notList: (value) => `A list is wanted here, not ${value}.`,
  notText: (value) => `A text is wanted here, not ${value}.`,
  notBoolean: (value) => `"${value}" is neither true nor false.`,
  notPlace: (value) => `The id of a lesson is wanted here, not ${value}.`,
  notSwitch: (value) => `"${value}" is no switch; write on or off (in JSON true or false).`,
  notInteger: (value) => `"${value}" is not a whole number.`,
  notTable: (value) => `"${value}" is not a table; write ms like 50,100,550, or null for the release's own.`,
  missing: () => 'This is missing.',
  unknownKey: (value) => `There is no "${value}" here.`,
  unknownSetting: (value) => `There is no setting "${value}".`,
  outOfRange: (value) => `${value} is out of range.`,
  notInList: (value) => `"${value}" cannot be used.`,
  badName: (value) =>
    `"${value}" cannot be a name: it must not be empty or too long, nor contain spaces, slashes or invisible characters.`,
  nameTaken: (value) => `The name "${value}" is used twice.`,
  tooMany: (value) => `There are ${value} of them, too many.`,
  tableLength: (value) => `The table has ${value} entries.`,
  tableOrder: (value) => `${value} is not in ascending order.`,
  tablesDiffer: (value) => `latencyMax and notAvailableDuration must be equally long; they have ${value} entries.`,
  notAction: (value) => `"${value}" is not an action.`,
  renamedAction: (value) => `The action "${value}" has another name now.`,
  notTarget: (value) => `"${value}" is not a target; write broker-a/master, broker-a/n1, nameserver/0 or producer/0.`,
  noSuchTarget: (value) => `There is no ${value} in this cluster.`,
  notForTarget: (value) => `"${value}" cannot be done to it.`,
  notProducer: (value) => `A link begins at a producer, not at ${value}.`,
  notPeer: (value) => `A link leads to a Broker node or a NameServer, not to ${value}.`,
  notForGroup: (value) => `${value} cannot be set for one Broker group alone.`,
  notTimed: (value) => `${value} holds for the whole run; put it into the settings instead.`,
  notSorted: (value) => `Actions must be in order of time; ${value} ms is before the one in front of it.`,
  noTime: (value) => `"${value}" has no time; end it with @ and ms, such as @9600.`,
  notNumber: (value) => `"${value}" is not a number.`,
  notSelection: (value) => `"${value}" is nothing that can be selected.`,
  notBreakpoints: (value) => `"${value}" is not a list of breakpoints.`,
  notDifference: (value) => `"${value}" is no run to compare this one with.`,
  notDocument: () => 'This is not a file of RocketScope.',
  otherVersion: (value) => `It is of format version ${value}, which this page cannot read completely.`,
  tooLong: () => 'It is too long and was not read.',
  notLink: (value) => `"${value}" is not a link of RocketScope.`,
  unknownPart: (value) => `The part "${value}" is not known here.`,
  twice: (value) => `"${value}" is said twice; the first one holds.`,
  badEncoding: (value) => `"${value}" is damaged and cannot be read.`,
  badCompression: () => 'The compressed part is damaged: the settings and actions behind the damage are lost.',
  cutOff: () => 'The end of the link has been cut off.',
  noScenario: () => "It does not say which scenario it began as; what it leaves open has RocketMQ's own values.",
  changedSince: (value) =>
    `What this link calls "${value}" has changed since it was made (or the link was edited), so the run may differ.`,
  notThere: (value) => `"${value}" is not there at that moment and was not selected.`,
  noText: () => 'There is no text here; write it in zh, en or both.',
  textTooLong: () => 'This text is too long (in characters).',
  badText: (value) => `"${value}" contains invisible characters.`,
  notFigure: (value) => `${value} is no figure that can be read from a run.`,
  badFigureName: (value) => `"${value}" cannot name a figure: use letters, digits and _, a letter first.`,
  noFigure: (value) => `No figure fills ${value} here.`,
  notFigureValue: (value) => `A number or a name is wanted here, not ${value}.`,
  askAndTask: () => 'A step either asks (ask) or gives something to do (task), not both.',
  badLesson: () => 'The lesson in this link is damaged and cannot be read.',
  noAnswer: (value) => `The run has no answer to this: ${value}.`,
  claimFails: (value) => {
    const [wanted, found = '…'] = value.split(' ≠ ')
    return `It claims ${wanted}, and the run says ${found}.`
  },
  tooSlow: (value) =>
    `The step "${value}" is too much to compute: its run is too long, or its figures read too much of the log.`,
  unknownOption: (value) => `There is no option ${value}.`,
  needsValue: () => 'This option needs a value behind it.',
  takesNoValue: (value) => `This option takes no value, not "${value}".`,
  linkOrRun: () => 'load takes either a link or a run: one of them, not both.',
  tooDeep: () => 'It is nested too deeply and was not read.',
  more: (value) => `There are ${value} more problems.`,
  folder: () => 'This is a folder. Open a file in it instead.',
  severalFiles: (value) => `Only one file can be opened at a time, not ${value}.`,
  unreadable: () =>
    'It could not be read: it may have been moved or deleted, or you may not have the right to read it.',
  emptyFile: () => 'The file is empty.',
  binaryFile: () => 'This is not a text file. Runs and lessons are saved as JSON.',
  fileTooLarge: (value) => `It has ${value} MB and was not read; 4 MB are the most.`,
  notFile: () => 'What was dropped is neither a file nor a link of RocketScope.',
  tooFar: (value) => `That moment is too far away; the run was computed to ${value} ms.`,
}
