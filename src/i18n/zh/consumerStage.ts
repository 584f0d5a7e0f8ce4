import type { ConsumerStageMessages } from '../consumerStage'

export const consumerStage: ConsumerStageMessages = {
  process: (process) => {
    switch (process) {
      case 'frozen':
        return ['已冻结']
      case 'poweredOff':
        return ['已断电']
      case 'stopped':
      case 'stopping':
      case 'portClosed':
        return ['已停止']
      case 'starting':
        return ['启动中']
      default:
        return ['已被杀']
    }
  },
  groupHead: (group, members, lag) => [`${group} · ${members} 个成员 · 积压 ${lag}`, `${group} · 积压 ${lag}`, group],
  queues: (names) => [
    names.join(' · '),
    names.join(' '),
    `${names.length} 个队列`,
    `${names.length} 队列`,
    `${names.length}`,
  ],
  noQueue: ['没有队列', '无'],
  processing: ['处理中'],
  processingAgain: (times) => [`处理中，第 ${times} 次重试`, `重试 ${times}`],
  stuck: ['一直没有返回', '卡住'],
  sendingBack: ['正在发回', '失败'],
  waiting: (count) => [`${count} 条等待线程`, `等待 ${count}`, `+${count}`],
  idle: ['等待消息', '空闲'],
  footer: (cached, threads, maxThreads, lag) => [
    `缓存 ${cached} · 线程 ${threads}/${maxThreads} · 积压 ${lag}`,
    `缓存 ${cached} · 积压 ${lag}`,
    `积压 ${lag}`,
  ],
  flowControl: ['流控中', '流控'],
  lag: (count) => [`积压 ${count}`, `${count}`],
  stored: (count) => [`共 ${count} 条`, `${count}`],
  heldBy: (count) => `挂起 ${count}`,
  retry: (waiting, dead) => [
    dead > 0 ? `重试中 ${waiting} · 死信 ${dead}` : `重试中 ${waiting}`,
    dead > 0 ? `重试 ${waiting} · 死信 ${dead}` : `重试 ${waiting}`,
  ],
}
