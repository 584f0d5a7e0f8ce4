import type { ConsumerStageMessages } from '../consumerStage'

export const consumerStage: ConsumerStageMessages = {
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
    `${group} · ${members} ${members === 1 ? 'member' : 'members'} · lag ${lag}`,
    `${group} · lag ${lag}`,
    group,
  ],
  queues: (names) => [
    names.join(' · '),
    names.join(' '),
    `${names.length} ${names.length === 1 ? 'queue' : 'queues'}`,
    `${names.length} q`,
    `${names.length}`,
  ],
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
  stored: (count) => [`${count} stored`, `${count}`],
  heldBy: (count) => `${count} held`,
  retry: (waiting, dead) => [
    dead > 0 ? `${waiting} in retry · ${dead} dead letters` : `${waiting} in retry`,
    dead > 0 ? `retry ${waiting} · DLQ ${dead}` : `retry ${waiting}`,
  ],
}
