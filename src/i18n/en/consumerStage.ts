import type { ConsumerStageMessages } from '../consumerStage'

const groupName = (group: number): string => `group-${String.fromCharCode(97 + group)}`

export const consumerStage: ConsumerStageMessages = {
  consumer: (instance, group) =>
    group === null
      ? [`consumer-${instance + 1}`, `c${instance + 1}`]
      : [`${groupName(group)} consumer-${instance + 1}`, `consumer-${instance + 1}`, `c${instance + 1}`],
  group: groupName,
  process: (process) => {
    switch (process) {
      case 'frozen':
        return ['frozen']
      case 'poweredOff':
        return ['powered off', 'off']
      case 'stopped':
      case 'stopping':
      case 'portClosed':
        return ['stopped']
      case 'starting':
        return ['starting']
      default:
        return ['killed']
    }
  },
  groupHead: (group, members, lag) => [
    `${groupName(group)} · ${members} ${members === 1 ? 'member' : 'members'} · lag ${lag}`,
    `${groupName(group)} · lag ${lag}`,
    groupName(group),
  ],
  queues: (names) => [names.join(' · '), names.join(' '), `${names.length} ${names.length === 1 ? 'queue' : 'queues'}`],
  noQueue: ['no queue', 'none'],
  processing: ['processing'],
  processingAgain: (times) => [`processing, retry ${times}`, `retry ${times}`],
  stuck: ['does not return', 'stuck'],
  sendingBack: ['sending back', 'failed'],
  waiting: (count) => [`${count} waiting for a thread`, `${count} waiting`, `+${count}`],
  idle: ['waiting for messages', 'idle'],
  footer: (cached, threads, maxThreads, lag) => [
    `cached ${cached} · threads ${threads}/${maxThreads} · lag ${lag}`,
    `cached ${cached} · lag ${lag}`,
    `lag ${lag}`,
  ],
  flowControl: ['flow control', 'flow'],
  lag: (count) => [`lag ${count}`, `${count}`],
  heldBy: (count) => `${count} held`,
  retry: (waiting, dead) => [
    dead > 0 ? `${waiting} in retry · ${dead} dead letters` : `${waiting} in retry`,
    dead > 0 ? `retry ${waiting} · DLQ ${dead}` : `retry ${waiting}`,
  ],
  labels: {
    consumer: (name, condition, queues) => `${name}: ${condition}; ${queues}`,
  },
}
