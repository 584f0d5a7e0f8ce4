// Words of what a click on the stage brings, of what is said beside it, and of what is said aloud. The stage is drawn without
// them.

import type { Wordings } from './stage'
import type { Words } from './words'

export const menuWords = {
  switchOn: { zh: '开', en: 'on' },
  switchOff: { zh: '关', en: 'off' },
  menuOf: { zh: '对它做点什么', en: 'what to do to it' },

  // The menu of a node
  kill: { zh: '宕机（kill -9）', en: 'Kill it (kill -9)' },
  powerOff: { zh: '断电', en: 'Power off the host' },
  freeze: { zh: '冻结（长 GC、SIGSTOP）', en: 'Freeze it (long GC, SIGSTOP)' },
  resume: { zh: '解冻', en: 'Unfreeze it' },
  slow: { zh: '变慢…', en: 'Slow it down…' },
  stop: { zh: '优雅停机', en: 'Shut down gracefully' },
  restart: { zh: '重启', en: 'Restart' },
  restartProducer: { zh: '重启（重新启动一个生产者）', en: 'Restart it' },
  // What a node may suffer from; each is ended by its opposite in the same place
  suffering: { zh: '让它带病运行', en: 'Make it suffer from' },
  linkOf: { zh: '网络', en: 'Its link' },
  overloaded: { zh: '过载（排队太久）', en: 'Overload (queue too long)' },
  overloadedEnds: { zh: '不再过载', en: 'End the overload' },
  diskFull: { zh: '磁盘满', en: 'A full disk' },
  diskFullEnds: { zh: '腾出磁盘空间', en: 'Free the disk' },
  diskStalled: { zh: '磁盘卡住', en: 'A stalled disk' },
  diskStalledEnds: { zh: '磁盘恢复正常', en: 'Let the disk go on' },
  answer: { zh: '只返回错误码…', en: 'Answering with a code…' },
  answerEnds: { zh: '恢复正常应答', en: 'Answer normally again' },
  answerTitle: { zh: '用哪个错误码应答？', en: 'Which code, and how often?' },
  answerNext: { zh: '下一个请求', en: 'Next request' },
  answerEvery: { zh: '每个请求', en: 'Every request' },

  slowTitle: { zh: '每个请求多花', en: 'Added to every request' },
  slowOff: { zh: '不变慢', en: 'not slowed down' },
  done: { zh: '好', en: 'Done' },
} as const satisfies Record<string, Words>

/** Causes of a failed attempt, short enough to stand beside a Broker; the last is the shortest. */
export const failureWords = {
  connectRefused: { zh: ['连接被拒绝', '被拒绝'], en: ['refused'] },
  connectTimeout: { zh: ['连接超时'], en: ['connect timeout', 'no answer'] },
  connectionClosed: { zh: ['连接断开'], en: ['connection lost', 'cut off'] },
  timeout: { zh: ['等待超时'], en: ['timed out'] },
  brokerError: { zh: ['错误码'], en: ['error'] },
  noMaster: { zh: ['无 Master 地址', '无 Master'], en: ['no Master'] },
  noTime: { zh: ['时间用完'], en: ['no time left', 'no time'] },
} as const satisfies Record<string, Wordings>

/** Items of a node's menu with a name or number in them; the producer has one where there are several. */
export const menuPhrases = {
  linkCut: {
    zh: (producer: number | null) => `断开与生产者${producer === null ? '' : ` ${producer} `}的网络`,
    en: (producer: number | null) => `Cut the link to ${producer === null ? 'the producer' : `producer ${producer}`}`,
  },
  linkLossy: {
    zh: (producer: number | null, percent: number) =>
      `与生产者${producer === null ? '' : ` ${producer} `}之间丢包 ${percent}%`,
    en: (producer: number | null, percent: number) =>
      `Lose ${percent} % on the link to ${producer === null ? 'the producer' : `producer ${producer}`}`,
  },
  linkMended: {
    zh: (producer: number | null) => `修好与生产者${producer === null ? '' : ` ${producer} `}的网络`,
    en: (producer: number | null) => `Mend the link to ${producer === null ? 'the producer' : `producer ${producer}`}`,
  },
  writePermOff: {
    zh: (broker: string) => `收回 ${broker} 的写权限`,
    en: (broker: string) => `No write permission for ${broker}`,
  },
  writePermOn: {
    zh: (broker: string) => `恢复 ${broker} 的写权限`,
    en: (broker: string) => `Restore the write permission of ${broker}`,
  },
} as const

/** For assistive technology: one sentence per thing on the stage. */
export const stageLabels = {
  node: {
    zh: (group: string, role: string, node: number, condition: string) =>
      `${group} 的 ${role}（n${node}），${condition}`,
    en: (group: string, role: string, node: number, condition: string) =>
      `${role} of ${group} (n${node}), ${condition}`,
  },
  nameServer: {
    zh: (name: string, says: string) => `${name}，${says}`,
    en: (name: string, says: string) => `${name}, ${says}`,
  },
  producer: {
    zh: (name: string, says: string) => `${name}，${says}`,
    en: (name: string, says: string) => `${name}, ${says}`,
  },
  openGroup: {
    zh: (group: string, says: string) => `${group}，${says}，展开`,
    en: (group: string, says: string) => `${group}, ${says}, open`,
  },
  whyAvoided: {
    zh: (group: string) => `${group} 为什么被规避？`,
    en: (group: string) => `Why is ${group} avoided?`,
  },
  closeGroup: {
    zh: (group: string) => `收起 ${group}`,
    en: (group: string) => `Close ${group}`,
  },
}
