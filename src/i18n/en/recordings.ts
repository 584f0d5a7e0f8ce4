import type { FigureName } from '../../projections/runFigures'
import { formatTime } from '../format'
import type { RecordingsMessages } from '../recordings'
import { formatNumber } from './format'

const CONDITIONS = {
  quiet: 'The machine was quiet',
  loaded: 'The machine was busy: differences below 100 ms mean nothing',
}

function figureName(id: FigureName, brokerName: string): string {
  switch (id.of) {
    case 'calls':
      return 'Calls that ended'
    case 'attempts':
      return 'Attempts'
    case 'failedAttempts':
      return 'Failed attempts'
    case 'failedCalls':
      return 'Failed calls'
    case 'failure':
      return id.failure
    case 'exception':
      return id.exception
    case 'windows':
      return 'Avoidance windows'
    case 'windowMs':
      return 'Longest avoidance window'
    case 'queue':
      return `${brokerName} q${id.queueId}: messages stored`
    case 'dropped':
      return 'NameServer drops the address'
    case 'master':
      return 'A Master takes writes again'
    case 'route':
      return "The producer's route changes"
    case 'lastFailure':
      return 'Last failure'
  }
}

export const recordings: RecordingsMessages = {
  short: 'Real cluster',
  about: ({ recordedWith: { client, broker, nameServer, conditions }, experiment, endMs }) =>
    `This is no simulation: it plays what was recorded on a real RocketMQ cluster (${experiment}, ${formatTime(endMs)} long). Client ${client}, Broker ${broker}, NameServer ${nameServer}. ${CONDITIONS[conditions]}.`,
  unknownTitle: 'What the recording does not know',
  unknown: [
    'Where a request was on its way: half of its time is drawn for each direction.',
    'The value of sendWhichQueue: the place in the list that it led to is drawn.',
    'Which entry of the list the fallback of an old client has overwritten: the list is drawn as the route gave it, and may lack the chosen queue.',
    'Route requests that changed nothing, heartbeats and votes: not drawn, and not in the log. The next poll follows the fixed interval.',
    'queueOffset and the messages of other producers: only what this producer stored is counted.',
    'Messages stored after the client had given up: not counted.',
  ],
  compare: 'Compare with the simulation',
  opened: 'The recording is open.',
  notKept: 'The recording is open, but this browser has no room for it: open the file again after a reload.',
  simulatedNow:
    'What happened cannot be changed: this is now the simulation of the same cluster and faults, with what you did.',
  notInLink:
    'Link copied, but the recording itself is not in it: without the file, others see the simulation of the same settings. Save file gives you the recording to send along.',
  noLesson: 'A lesson can only be made of a simulated run. Do something in this one first, or open its simulation.',
  notLoaded: 'The recording could not be loaded. Check the network and try again.',
  figures: 'How far apart recording and simulation are',
  figuresHint: 'Counted from both logs, up to the same moment.',
  recorded: 'Recorded',
  simulated: 'Simulated',
  apart: 'Apart',
  figureName,
  afterFault: (action, time) => `After ${action}, ${time}`,
  ms: (value) => `${formatNumber(value)} ms`,
  none: '—',
}
