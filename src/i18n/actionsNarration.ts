// What a person did to the cluster or to the settings, in words.

import { answersUntilEnded } from '../projections/limits'
import { failureLatencyMs, failureWindowMs, successEndsWindow } from '../projections/releaseFacts'
import type { Settings, Trouble, UserAction } from '../rocketmq'
import { responseCodeName } from './exceptions'
import { formatDuration } from './format'
import { type Entry, type NarrationContext, startOf, targetName } from './narrationContext'
import type { Words } from './words'

/** A setting's value as a person would type it. */
const valueText = (value: Settings[keyof Settings]): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? value.join(' / ') : String(value)
}

/** What another release of the client makes different, in the tables that hold now. */
const releaseChange = (release: string, settings: Settings): Words => {
  const looked = formatDuration(failureLatencyMs(release), 'en')
  const windowMs = failureWindowMs({ ...settings, clientVersion: release })
  const ends = successEndsWindow(release)
  return {
    zh: `客户端换成 ${release}：发送失败按 ${formatDuration(failureLatencyMs(release), 'zh')}查表，规避 ${formatDuration(windowMs, 'zh')}；${ends ? '一次很快的成功会提前结束窗口' : '成功不会提前结束窗口'}。`,
    en: `Client ${release} now: a failed send is looked up as ${looked} and avoided for ${formatDuration(windowMs, 'en')}; a fast success ${ends ? 'ends the window' : 'does not end the window'}.`,
  }
}

const settingChange = (action: Extract<UserAction, { type: 'set' }>, context: NarrationContext): Words => {
  const where = action.brokerName ?? ''
  if (action.name === 'sendLatencyFaultEnable') {
    return action.value
      ? { zh: 'sendLatencyFaultEnable 打开了。', en: 'sendLatencyFaultEnable is switched on.' }
      : { zh: '已关闭 sendLatencyFaultEnable。', en: 'sendLatencyFaultEnable is switched off.' }
  }
  if (action.name === 'clientVersion') return releaseChange(String(action.value), context.settings)
  if (action.value === null) {
    return { zh: `${action.name} 改回客户端版本自带的值。`, en: `${action.name} goes back to the release's own value.` }
  }
  return {
    zh: `${where ? `${where} 的 ` : ''}${action.name} 改为 ${valueText(action.value)}。`,
    en: `${action.name}${where ? ` of ${where}` : ''} is now ${valueText(action.value)}.`,
  }
}

const TROUBLE: Record<Trouble, { begins: (name: Words) => Words; ends: (name: Words) => Words }> = {
  overloaded: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 过载：请求在队列里排不到，200 ms 后一律答 2 SYSTEM_BUSY。`,
      en: `${en} is overloaded: requests wait in its queue and are answered 2 SYSTEM_BUSY after 200 ms.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 不再过载。`, en: `${en} is no longer overloaded.` }),
  },
  diskFull: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 的磁盘满了：写请求马上被拒，错误码 14 SERVICE_NOT_AVAILABLE。`,
      en: `The disk of ${en} is full: writes are refused at once with 14 SERVICE_NOT_AVAILABLE.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 的磁盘又有空间了。`, en: `The disk of ${en} has room again.` }),
  },
  diskStalled: {
    begins: ({ zh, en }) => ({
      zh: `${zh} 的磁盘卡住了：写盘迟迟不返回。`,
      en: `The disk of ${en} stalls: writes to it hang.`,
    }),
    ends: ({ zh, en }) => ({ zh: `${zh} 的磁盘恢复正常。`, en: `The disk of ${en} works again.` }),
  },
}

const answerWords = ({ code, times }: Extract<UserAction, { type: 'answer' }>, { zh, en }: Words): Words => {
  if (times === 0) return { zh: `${zh} 恢复正常应答。`, en: `${en} answers normally again.` }
  const name = responseCodeName(code)
  if (answersUntilEnded(times)) {
    return { zh: `${zh} 从此对每个请求都答 ${name}。`, en: `${en} answers every request with ${name} from now on.` }
  }
  return times === 1
    ? { zh: `${zh} 对下一个请求答 ${name}。`, en: `${en} answers the next request with ${name}.` }
    : {
        zh: `${zh} 对接下来 ${times} 个请求都答 ${name}。`,
        en: `${en} answers the next ${times} requests with ${name}.`,
      }
}

/** `from` is the producer, as it is said inside a sentence. */
const linkWords = (lossPercent: number, from: Words, peer: Words): Words => {
  if (lossPercent === 0) {
    return {
      zh: `${from.zh}与 ${peer.zh} 之间的网络恢复了。`,
      en: `The link between ${from.en} and ${peer.en} is mended.`,
    }
  }
  return lossPercent === 100
    ? { zh: `${from.zh}与 ${peer.zh} 之间的网络断了。`, en: `The link between ${from.en} and ${peer.en} is cut.` }
    : {
        zh: `${from.zh}与 ${peer.zh} 之间开始丢包，每 100 个报文丢 ${lossPercent} 个。`,
        en: `The link between ${from.en} and ${peer.en} now loses ${lossPercent} packets in 100.`,
      }
}

const writePermWords = ({ brokerName, on }: Extract<UserAction, { type: 'writePerm' }>): Words =>
  on
    ? {
        zh: `NameServer 恢复了 ${brokerName} 的写权限；生产者要取到新路由才知道。`,
        en: `The NameServer gives ${brokerName} its write permission back; producers learn of it only from a route poll.`,
      }
    : {
        zh: `NameServer 收回了 ${brokerName} 的写权限；生产者要取到新路由才知道。`,
        en: `The NameServer takes the write permission of ${brokerName} away; producers learn of it only from a route poll.`,
      }

/** What a person did. */
export function actionWords(action: UserAction, context: NarrationContext): Words {
  if (action.type === 'set') return settingChange(action, context)
  if (action.type === 'writePerm') return writePermWords(action)
  const target = targetName(context, action.target)
  const en = startOf(target.en)
  switch (action.type) {
    case 'kill':
      return { zh: `${target.zh} 的进程被杀死（kill -9）。`, en: `${en} is killed (kill -9).` }
    case 'powerOff':
      return { zh: `${target.zh} 所在的主机断电。`, en: `The host of ${target.en} loses power.` }
    case 'freeze':
      return {
        zh: `${target.zh} 被冻结：进程还在，但什么也不做。`,
        en: `${en} freezes: the process is there and does nothing.`,
      }
    case 'resume':
      return { zh: `${target.zh} 解冻，接着干活。`, en: `${en} is unfrozen and goes on.` }
    case 'slow':
      return action.ms === 0
        ? { zh: `${target.zh} 恢复原来的速度。`, en: `${en} answers at its normal speed again.` }
        : {
            zh: `${target.zh} 变慢：每个回复多花 ${formatDuration(action.ms, 'zh')}。`,
            en: `${en} becomes slow: every answer takes ${formatDuration(action.ms, 'en')} longer.`,
          }
    case 'trouble': {
      const { begins, ends } = TROUBLE[action.trouble]
      const words = (action.on ? begins : ends)(target)
      return { zh: words.zh, en: startOf(words.en) }
    }
    case 'answer':
      return answerWords(action, { zh: target.zh, en })
    case 'link':
      return linkWords(action.lossPercent, target, targetName(context, action.peer))
    case 'stop':
      return { zh: `${target.zh} 开始优雅停机。`, en: `${en} is shut down gracefully.` }
    case 'restart':
      return { zh: `${target.zh} 重新启动。`, en: `${en} is started again.` }
  }
}

/** "broker-a's Master (n0) is killed": the action, with the host it hit. */
export function actionStory(action: UserAction, entry: Entry<'brokerProcess'>, context: NarrationContext): Words {
  const words = actionWords(action, context)
  if (!('target' in action) || !action.target.endsWith('/master')) return words
  const broker = context.brokerName(entry.group)
  return {
    zh: words.zh.replace(`${broker} 的 Master`, `${broker} 的 Master（n${entry.node}）`),
    en: words.en.replace(`aster of ${broker}`, `aster of ${broker} (n${entry.node})`),
  }
}
