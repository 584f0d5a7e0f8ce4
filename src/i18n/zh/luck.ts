import { formatTime } from '../format'
import { figureIn, type LuckMessages } from '../luck'
import { format, spaced } from './format'

const UNFINISHED = (unfinished: number): string =>
  unfinished === 0 ? '' : `另有 ${unfinished} 次因计算量过大没有算完。`

export const luck: LuckMessages = {
  title: '运气',
  ofLeft: '左边的运行（A）',
  kindLabel: '改变什么',
  kinds: { seeds: '换种子', moments: '换故障时刻' },
  measureLabel: '看哪个数字',
  measures: { failedAttempts: '失败的尝试', failed: '失败的消息', recoveryMs: '恢复用时' },
  fault: '故障',
  from: '从（ms）',
  to: '到（ms）',
  compute: (runs) => `计算 ${runs} 次运行`,
  cancel: '取消',
  close: '关闭',
  until: (time) => `每次运行都算到 ${time}`,
  progress: (done, runs) => `已算 ${done} / ${runs}`,
  cancelled: (done, runs) => `已取消，算完 ${done} / ${runs}`,
  failed: '计算出错，已停止。',
  stale: '运行已经改动，下面是改动之前的结果。',
  summary: ({ measure, kind, counted, missing, unfinished, min, p10, p50, p90, max }) => {
    const say = figureIn(format, measure)
    const runs = kind === 'seeds' ? `${counted} 个种子` : `${counted} 个时刻`
    const what = { failedAttempts: '尝试失败', failed: '消息失败', recoveryMs: '恢复用时' }[measure]
    const unit = { failedAttempts: ' 次', failed: ' 条', recoveryMs: '' }[measure]
    const range =
      min === max ? `都是 ${say(min)}${unit}` : `${say(min)} 到 ${say(max)}${unit}，一半不超过 ${say(p50)}${unit}`
    const ranks = min === max ? '' : `（p10 ${say(p10)} · p90 ${say(p90)}）`
    const rest = missing > 0 ? `另有 ${missing} 次到最后也没有恢复。` : ''
    return spaced(`${runs}：${what} ${range}${ranks}。${rest}${UNFINISHED(unfinished)}`)
  },
  noFigure: ({ measure, missing, unfinished }) =>
    `${measure === 'recoveryMs' && missing > 0 ? '没有一次运行恢复，或者没有故障。' : '还没有结果。'}${UNFINISHED(unfinished)}`,
  cell: ({ kind, at, outcome, hasFault, untilMs, shown }) => {
    const name = kind === 'seeds' ? `种子 ${at}` : `故障在 ${formatTime(at, 3)}`
    const here = shown ? '（当前运行）' : ''
    if (outcome === null) return `${name}${here}：还没有算`
    if (outcome === 'budget') return `${name}${here}：计算量过大，没有算完`
    if (outcome === 'ended') return `${name}${here}：运行提前结束`
    const { failedAttempts, failed, recoveryMs } = outcome
    const recovery = !hasFault
      ? ''
      : recoveryMs === null
        ? `，到 ${formatTime(untilMs, 0)} 没有恢复`
        : `，${format.duration(recoveryMs)} 后恢复`
    return `${name}${here}：失败的尝试 ${failedAttempts} 次，失败的消息 ${failed} 条${recovery}`
  },
  open: '打开这次运行',
  hint: '左右方向键移动，Enter 打开这次运行',
  list: (runs) => `逐条列出 ${runs} 次运行`,
  noFault: '这次运行没有 Broker 故障。先让一台 Broker 出故障，再来换它的时刻。',
  recording: '录制的运行没有随机种子，也不能改动故障时刻；改用模拟的运行再试。',
}
