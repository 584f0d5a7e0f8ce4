import type { RunEnd, RunLimit } from '../../rocketmq'
import type { ComputingMessages } from '../computing'
import { formatTime } from '../format'
import { formatNumber } from './format'

const WHAT: Record<RunLimit, (a: string) => string> = {
  inFlight: (most) => `在途消息会超过 ${most} 条`,
  events: (most) => `待处理的事件会超过 ${most} 个`,
  entries: (most) => `日志会超过 ${most} 条`,
}

const ADVICE: Record<RunLimit, string> = {
  inFlight: '调大发送间隔、减少发送线程，或缩短 Broker 的处理时间；也可以回到更早的时刻再操作。',
  events: '调大发送间隔、减少发送线程，或缩短超时时间；也可以回到更早的时刻再操作。',
  entries: '调大发送间隔，或减少 Producer 和发送线程；也可以回到更早的时刻再操作。',
}

function runEndText({ limit, most, atMs }: RunEnd, side: 'own' | 'other' = 'own'): string {
  const time = formatTime(Math.max(0, atMs - 1))
  if (limit === 'recording') return `录制到 ${time} 为止，之后的事情没有录下来。`
  const what = WHAT[limit](formatNumber(most))
  const advice = ADVICE[limit]
  const who = side === 'own' ? '过程' : '对比的过程'
  return `${who}到 ${time} 为止：再往后，${what}，超出了模拟的上限。${advice}`
}

export const computing: ComputingMessages = {
  change: '正在重新计算',
  cancel: '取消',
  cancelJump: '取消：停在已经算到的时刻（Esc）',
  cancelChange: '取消：保持原样（Esc）',
  jump: (time) => `正在计算到 ${time}`,
  runEnd: runEndText,
}
