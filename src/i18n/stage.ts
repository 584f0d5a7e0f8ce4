// Words on the stage. Many places are small, so a text comes in several wordings, longest first: the stage takes the first
// that fits. RocketMQ's own names stay as they are in the code.

import type { GroupStanding } from '../projections/groupStatus'
import type { Language, Words } from './words'

/** Wordings of one text, longest first. */
export type Wordings = Record<Language, readonly string[]>

/** A text with blanks. */
type Filled<Arguments extends unknown[]> = Record<Language, (...values: Arguments) => readonly string[]>

export const stageWords = {
  stage: {
    zh: '舞台：左边是生产者，右边是 Broker 组，上方是 NameServer',
    en: 'Stage: the producer on the left, Broker groups on the right, NameServers above',
  },
  wheelHead: { zh: '轮到', en: 'index' },
} as const satisfies Record<string, Words>

export const stageWordings = {
  producerTitle: { zh: ['订单系统 Producer', 'Producer'], en: ['Order service producer', 'Producer'] },
  switchLabel: {
    zh: ['sendLatencyFaultEnable', 'LatencyFault', '规避', ''],
    en: ['sendLatencyFaultEnable', 'LatencyFault', 'avoid', ''],
  },

  // What a group is
  actual_ok: { zh: ['正常'], en: ['up'] },
  actual_slow: { zh: ['变慢'], en: ['slow'] },
  actual_overloaded: { zh: ['过载'], en: ['overloaded', 'busy'] },
  actual_diskFull: { zh: ['磁盘满', '盘满'], en: ['disk full', 'full'] },
  actual_diskStalled: { zh: ['磁盘卡住', '盘卡'], en: ['disk stalled', 'stalled'] },
  actual_frozen: { zh: ['冻结'], en: ['frozen'] },
  actual_electing: { zh: ['选举中'], en: ['electing'] },
  actual_noMaster: { zh: ['无 Master', '无主'], en: ['no Master', 'gone'] },
  actual_starting: { zh: ['启动中'], en: ['starting'] },
  actual_stopping: { zh: ['停机中'], en: ['stopping'] },
  actual_down: { zh: ['宕机'], en: ['down'] },
  actual_removed: { zh: ['已移除'], en: ['removed'] },

  // What the NameServers say of it
  listed_ok: { zh: ['有 Master', '正常'], en: ['has Master', 'up'] },
  listed_readOnly: { zh: ['收回写权限', '不可写'], en: ['no write permission', 'no write'] },
  listed_noMaster: { zh: ['无 Master', '无主'], en: ['no Master', 'gone'] },
  listed_acting: { zh: ['代理 Master，只读', '代理，只读', '只读'], en: ['acting Master', 'acting'] },
  listed_unknown: { zh: ['无此 Broker', '无'], en: ['not listed', 'none'] },
  listed_mixed: { zh: ['说法不一'], en: ['disagree'] },
  listed_silent: { zh: ['宕机'], en: ['down'] },

  // What a producer makes of it
  believed_ok: { zh: ['可用'], en: ['usable'] },
  believed_unreachable: { zh: ['探测不通'], en: ['unreachable'] },
  believed_overwritten: { zh: ['队列已被覆盖', '被覆盖'], en: ['queues overwritten', 'overwritten'] },
  believed_absent: { zh: ['不在路由', '无'], en: ['not in route', 'absent'] },
  believed_noMaster: { zh: ['无 Master', '无主'], en: ['no Master', 'gone'] },
  believed_noRoute: { zh: ['无路由'], en: ['no route'] },
  believed_down: { zh: ['已停'], en: ['stopped'] },
  staleMaster: { zh: ['旧 Master'], en: ['old Master'] },

  // Who says it
  whoActual: { zh: ['实际', ''], en: ['actual', ''] },
  whoListed: { zh: ['NameServer', '登记', ''], en: ['NameServer', 'listed', ''] },
  /** On a small card, where no NameServer runs. */
  listedNowhere: { zh: ['登记无应答'], en: ['not listed'] },
  whoBelieved: { zh: ['生产者', ''], en: ['producer', ''] },

  // Nodes
  roleMaster: { zh: ['Master', 'M'], en: ['Master', 'M'] },
  roleSlave: { zh: ['Slave', 'S'], en: ['Slave', 'S'] },
  node_killed: { zh: ['宕机'], en: ['down'] },
  node_poweredOff: { zh: ['断电'], en: ['no power', 'off'] },
  node_frozen: { zh: ['冻结'], en: ['frozen'] },
  node_stopping: { zh: ['停机中'], en: ['stopping'] },
  node_stopped: { zh: ['已停机'], en: ['stopped'] },
  node_starting: { zh: ['启动中'], en: ['starting'] },
  node_elected: { zh: ['当选，准备接管', '当选'], en: ['elected, taking over', 'elected'] },
  node_master: { zh: ['可写'], en: ['writable'] },
  node_acting: {
    zh: ['代理 Master，只读', '代理，只读', '代理'],
    en: ['acting Master, reads only', 'acting, reads only', 'acting'],
  },
  node_inSync: { zh: ['在 SyncStateSet 内', '同步集内', '同步'], en: ['in SyncStateSet', 'in sync set', 'in sync'] },
  node_outOfSync: {
    zh: ['不在 SyncStateSet', '不在同步集', '未同步'],
    en: ['not in SyncStateSet', 'not in sync', 'lags'],
  },
  node_slave: { zh: ['副本'], en: ['replica'] },

  noTopic: {
    zh: ['这一组还没有这个 Topic，等第一条消息来建', '还没有这个 Topic', '无 Topic'],
    en: [
      'This group has no such Topic yet: its first message creates it',
      'no such Topic here yet',
      'no Topic yet',
      'no Topic',
    ],
  },
  star: { zh: ['* 被兜底改写'], en: ['* overwritten by the fallback', '* overwritten'] },
  linkCut: { zh: ['网络断开', '断'], en: ['link cut', 'cut'] },
  nameServerCut: { zh: ['与生产者断网', '断网'], en: ['cut off from the producer', 'link cut', 'cut'] },
  storedAnyway: { zh: ['已存，有警告'], en: ['stored, with a warning', 'stored'] },

  thrown: { zh: ['不再重试，抛出异常', '抛出异常'], en: ['no more tries: exception', 'exception thrown', 'exception'] },
  noRetryYet: { zh: ['还没有重试', '未重试'], en: ['not sent again yet', 'no retry yet'] },

  invitation: {
    zh: ['点我，让它出故障…', '让它出故障…', '出故障…'],
    en: ['click to break it…', 'break it…'],
  },
} as const satisfies Record<string, Wordings>

export const stagePhrases = {
  producerTitle: {
    zh: (n: number) => [`订单系统 Producer ${n}`, `Producer ${n}`, `P${n}`],
    en: (n: number) => [`Order producer ${n}`, `Producer ${n}`, `P${n}`],
  },
  nameServerTitle: {
    zh: (n: number) => [`NameServer ${n}`, `namesrv ${n}`, `${n}`],
    en: (n: number) => [`NameServer ${n}`, `namesrv ${n}`, `${n}`],
  },
  nameServerAll: {
    zh: (groups: number) => [
      `${groups} 组 Broker 都有 Master`,
      `${groups} 组都有 Master`,
      `${groups}/${groups} 有 Master`,
      `${groups}/${groups}`,
    ],
    en: (groups: number) => [
      groups === 1
        ? 'its Broker group has a Master'
        : groups === 2
          ? 'both Broker groups have a Master'
          : `all ${groups} Broker groups have a Master`,
      groups === 1 ? 'Master listed' : groups === 2 ? 'both have a Master' : `all ${groups} have a Master`,
      `${groups}/${groups} Masters`,
      `${groups}/${groups}`,
    ],
  },
  nameServerNoMaster: {
    zh: (broker: string, short: string, rest: number) => [
      rest > 0 ? `${broker} 等 ${rest + 1} 组没有 Master` : `${broker} 的 Master 已摘除`,
      rest > 0 ? `${rest + 1} 组无 Master` : `${broker} 无 Master`,
      rest > 0 ? `${rest + 1} 组无 Master` : `${short} 无 Master`,
      '无主',
    ],
    en: (broker: string, short: string, rest: number) => [
      rest > 0 ? `${rest + 1} Broker groups without a Master` : `${broker} has no Master here`,
      rest > 0 ? `${rest + 1} without Master` : `${broker}: no Master`,
      rest > 0 ? `${rest + 1} without` : `${short}: no Master`,
      rest > 0 ? `${rest + 1} without` : `${short}: gone`,
      rest > 0 ? `${rest + 1}` : short,
    ],
  },
  nameServerMissing: {
    zh: (broker: string, short: string, rest: number) => [
      rest > 0 ? `${broker} 等 ${rest + 1} 组不在册` : `${broker} 已不在册`,
      rest > 0 ? `${rest + 1} 组不在册` : `${broker} 不在册`,
      rest > 0 ? `缺 ${rest + 1} 组` : `缺 ${short}`,
      '有缺',
    ],
    en: (broker: string, short: string, rest: number) => [
      rest > 0 ? `${rest + 1} Broker groups not listed` : `${broker} is not listed`,
      rest > 0 ? `${rest + 1} not listed` : `${broker} missing`,
      rest > 0 ? `−${rest + 1}` : `no ${short}`,
      'gap',
    ],
  },
  avoided: {
    zh: (seconds: string) => [`规避 ${seconds} s`, `${seconds} s`],
    en: (seconds: string) => [`avoids ${seconds} s`, `${seconds} s`],
  },
  slowBy: {
    zh: (ms: number) => [`变慢 +${ms} ms`, `+${ms} ms`, `+${(ms / 1000).toFixed(1)} s`],
    en: (ms: number) => [`slow +${ms} ms`, `+${ms} ms`, `+${(ms / 1000).toFixed(1)} s`],
  },
  answering: {
    zh: (code: number) => [`应答 ${code}`, `答 ${code}`],
    en: (code: number) => [`answers ${code}`, `code ${code}`],
  },
  nameServerReadOnly: {
    zh: (broker: string, short: string) => [
      `${broker} 的写权限已收回`,
      `${broker} 不可写`,
      `${short} 不可写`,
      '不可写',
    ],
    en: (broker: string, short: string) => [
      `${broker} may not be written to`,
      `${broker}: no write`,
      `${short}: no write`,
      'no write',
    ],
  },
  linkLossy: {
    zh: (percent: number) => [`丢包 ${percent}%`, `${percent}%`],
    en: (percent: number) => [`${percent} % lost`, `${percent} %`],
  },
  storedBut: {
    zh: (broker: string, message: string) => [
      `${broker}：消息 ${message} 已存，但返回`,
      `${broker}：${message} 已存，但返回`,
      `${broker}：${message} 已存`,
    ],
    en: (broker: string, message: string) => [
      `${broker}: message ${message} stored, but`,
      `${broker}: ${message} stored, but`,
      `${broker}: ${message} stored`,
    ],
  },
  storedWith: {
    zh: (message: string, status: string) => [
      `消息 ${message} 已存，但 ${status}`,
      `${message} 已存 ${status}`,
      status,
    ],
    en: (message: string, status: string) => [
      `message ${message} stored, but ${status}`,
      `${message} ${status}`,
      status,
    ],
  },
  sendingMode: {
    zh: (title: string, mode: string) => [`${title} · ${mode}`],
    en: (title: string, mode: string) => [`${title} · ${mode}`],
  },
  candidate: {
    zh: (votes: number, needed: number) => [
      `候选 得票 ${votes}/${needed}`,
      `候选 ${votes}/${needed}`,
      `${votes}/${needed}`,
    ],
    en: (votes: number, needed: number) => [
      `candidate ${votes}/${needed} votes`,
      `${votes}/${needed} votes`,
      `${votes}/${needed}`,
    ],
  },
  voted: {
    zh: (node: number) => [`投票给 n${node}`, `投 n${node}`],
    en: (node: number) => [`voted for n${node}`, `for n${node}`],
  },
  term: {
    zh: (term: number) => [`任期 ${term}`, ''],
    en: (term: number) => [`term ${term}`, ''],
  },
  threads: {
    zh: (count: number) => [`${count} 个线程`, `${count} 线程`],
    en: (count: number) => [`${count} threads`, String(count)],
  },
  modulo: {
    zh: (n: number, position: number) => [`mod ${n} = ${position}`, `→ ${position}`],
    en: (n: number, position: number) => [`mod ${n} = ${position}`, `→ ${position}`],
  },
  producerFooter: {
    zh: (stored: string, failed: string, seconds: number) => [
      `成功 ${stored} · 失败 ${failed} · ${seconds} s 后取路由`,
      `成功 ${stored} · 失败 ${failed}`,
      `${stored} / ${failed}`,
    ],
    en: (stored: string, failed: string, seconds: number) => [
      `${stored} ok · ${failed} failed · next route poll in ${seconds} s`,
      `${stored} ok · ${failed} failed · route in ${seconds} s`,
      `${stored} ok · ${failed} failed`,
      `${stored} / ${failed}`,
    ],
  },
  /** What the star behind a queue means, before the footer that stands there anyway. */
  starLegend: {
    zh: (footer: string) => [`* 被兜底改写 · ${footer}`],
    en: (footer: string) => [`* overwritten by the fallback · ${footer}`, `* overwritten · ${footer}`],
  },
  /** The note floats between the cards: it names the Broker itself. */
  failedHere: {
    zh: (broker: string, message: string, cause: string) => [
      `${broker}：消息 ${message} ${cause}`,
      `${broker}：${message} ${cause}`,
      `${broker}：${cause}`,
      cause,
    ],
    en: (broker: string, message: string, cause: string) => [
      `${broker}: message ${message} ${cause}`,
      `${broker}: ${message} ${cause}`,
      `${broker}: ${cause}`,
      cause,
    ],
  },
  retriedAt: {
    zh: (next: string) => [`立刻改发 ${next}`, `改发 ${next}`, `→ ${next}`],
    en: (next: string) => [`retried at once on ${next}`, `retried on ${next}`, `→ ${next}`],
  },
  failedAt: {
    zh: (broker: string, cause: string, next: string | null) => [
      next ? `${broker} ${cause} → ${next}` : `${broker} ${cause}`,
      `${broker} ${cause}`,
      cause,
    ],
    en: (broker: string, cause: string, next: string | null) => [
      next ? `${broker} ${cause} → ${next}` : `${broker} ${cause}`,
      `${broker} ${cause}`,
      cause,
    ],
  },
} as const satisfies Record<string, Filled<never[]>>

/** What a Broker group is, in one expression: on its card, in its lane on the timeline, in menus. */
export function groupStatusWords(
  { status, slowMs, code }: Pick<GroupStanding, 'status' | 'slowMs' | 'code'>,
  language: Language,
): readonly string[] {
  if (status === 'slow') return stagePhrases.slowBy[language](slowMs)
  if (status === 'answering') return stagePhrases.answering[language](code)
  return stageWordings[`actual_${status}`][language]
}
