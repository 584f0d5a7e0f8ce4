import { answersUntilEnded } from '../../projections/limits'
import { failureLatencyMs, failureWindowMs, successEndsWindow } from '../../projections/releaseFacts'
import type { Settings, Trouble, UserAction } from '../../rocketmq'
import { type ActionsNarrationMessages, valueText } from '../actionsNarration'
import { responseCodeName } from '../exceptions'
import type { Entry, NarrationContext } from '../narrationContext'
import { formatDuration } from './format'
import { targetName } from './narrationContext'

/** What another release of the client makes different, in the tables that hold now. */
const releaseChange = (release: string, settings: Settings): string => {
  const windowMs = failureWindowMs({ ...settings, clientVersion: release })
  const ends = successEndsWindow(release)
  return `客户端换成 ${release}：发送失败按 ${formatDuration(failureLatencyMs(release))}查表，规避 ${formatDuration(windowMs)}；${ends ? '一次很快的成功会提前结束窗口' : '成功不会提前结束窗口'}。`
}

const settingChange = (action: Extract<UserAction, { type: 'set' }>, context: NarrationContext): string => {
  const where = action.brokerName ?? ''
  if (action.name === 'sendLatencyFaultEnable') {
    return action.value ? '已打开 sendLatencyFaultEnable。' : '已关闭 sendLatencyFaultEnable。'
  }
  if (action.name === 'clientVersion') return releaseChange(String(action.value), context.settings)
  if (action.value === null) {
    return `${action.name} 改回客户端版本自带的值。`
  }
  return `${where ? `${where} 的 ` : ''}${action.name} 改为 ${valueText(action.value)}。`
}

const FAULT: Record<Trouble, { begins: (name: string) => string; ends: (name: string) => string }> = {
  overloaded: {
    begins: (who) => `${who} 过载：请求在队列里排队，200 ms 后一律返回 2 SYSTEM_BUSY。`,
    ends: (who) => `${who} 不再过载。`,
  },
  diskFull: {
    begins: (who) => `${who} 的磁盘已满：立即拒绝写请求，错误码 14 SERVICE_NOT_AVAILABLE。`,
    ends: (who) => `${who} 的磁盘又有空间了。`,
  },
  diskStalled: {
    begins: (who) => `${who} 的磁盘卡住了：写盘迟迟不返回。`,
    ends: (who) => `${who} 的磁盘恢复正常。`,
  },
}

const answerWords = ({ code, times }: Extract<UserAction, { type: 'injectResponse' }>, who: string): string => {
  if (times === 0) return `${who} 恢复正常应答。`
  const name = responseCodeName(code)
  if (answersUntilEnded(times)) {
    return `${who} 从此对每个请求都返回 ${name}。`
  }
  return times === 1 ? `${who} 对下一个请求返回 ${name}。` : `${who} 对接下来 ${times} 个请求都返回 ${name}。`
}

/** `from` is the producer, as it is said inside a sentence. */
const linkWords = (lossPercent: number, from: string, peer: string): string => {
  if (lossPercent === 0) {
    return `${from}与 ${peer} 之间的网络恢复。`
  }
  return lossPercent === 100
    ? `${from}与 ${peer} 之间的网络断开。`
    : `${from}与 ${peer} 之间开始丢包，丢包率 ${lossPercent}%。`
}

const writePermWords = ({ brokerName, on }: Extract<UserAction, { type: 'writePerm' }>): string =>
  on
    ? `NameServer 恢复了 ${brokerName} 的写权限；生产者要取到新路由才知道。`
    : `NameServer 收回了 ${brokerName} 的写权限；生产者要取到新路由才知道。`

function actionWords(action: UserAction, context: NarrationContext): string {
  if (action.type === 'set') return settingChange(action, context)
  if (action.type === 'writePerm') return writePermWords(action)
  const target = targetName(context, action.target)
  switch (action.type) {
    case 'kill':
      return `${target} 的进程被杀死（kill -9）。`
    case 'powerOff':
      return `${target} 所在的主机断电。`
    case 'freeze':
      return `${target} 冻结：进程还在，但不做任何事。`
    case 'resume':
      return `${target} 解冻，继续运行。`
    case 'slow':
      return action.ms === 0
        ? `${target} 恢复正常速度。`
        : `${target} 变慢：每次应答增加 ${formatDuration(action.ms)}。`
    case 'setFault': {
      const { begins, ends } = FAULT[action.fault]
      return (action.on ? begins : ends)(target)
    }
    case 'injectResponse':
      return answerWords(action, target)
    case 'link':
      return linkWords(action.lossPercent, target, targetName(context, action.peer))
    case 'stop':
      return `${target} 开始优雅停机。`
    case 'relocate':
      return `${target} 换到另一台主机，以新地址重新启动；旧地址不再应答。`
    case 'restart':
      return `${target} 重新启动。`
  }
}

function actionStory(action: UserAction, entry: Entry<'brokerProcess'>, context: NarrationContext): string {
  const words = actionWords(action, context)
  if (!('target' in action) || !action.target.endsWith('/master')) return words
  const broker = context.brokerName(entry.group)
  return words.replace(`${broker} 的 Master`, `${broker} 的 Master（n${entry.node}）`)
}

export const actionsNarration: ActionsNarrationMessages = {
  action: actionWords,
  actionStory,
  unknownAction: '未知操作。',
}
