// Words about breakpoints: what is waited for, and that playing has stopped for it.

import { formatTime } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

/** What can be waited for, as an entry of a menu: "Stop when ...". */
export const breakpointKindWords = {
  avoided: { zh: '开始被规避', en: 'it becomes avoided' },
  available: { zh: '重新可用', en: 'it is available again' },
  attemptFailed: { zh: '一次发送失败', en: 'an attempt fails' },
  retry: { zh: '开始重试', en: 'a retry starts' },
  givenUp: { zh: '放弃一条消息', en: 'a message is given up' },
  route: { zh: '路由变化', en: 'the route changes' },
  role: { zh: '角色变化（选举）', en: 'a role changes (election)' },
  newMaster: { zh: '选出新的 Master', en: 'there is a new Master' },
  time: { zh: '到一个时刻', en: 'a time is reached' },
} satisfies Record<string, Words>

type EventName = Exclude<keyof typeof breakpointKindWords, 'time'>

/** The names of what a breakpoint is limited to; null where it is not. */
interface Limits {
  broker: string | null
  producer: number | null
  message: number | null
}

/** The same as a whole condition: with `broker` or, where nothing is said, any. */
const CONDITION: Record<EventName, { zh: (broker: string | null) => string; en: (broker: string | null) => string }> = {
  avoided: {
    zh: (broker) => `${broker ?? '某个 Broker'} 开始被规避`,
    en: (broker) => `${broker ?? 'a Broker'} becomes avoided`,
  },
  available: {
    zh: (broker) => `${broker ?? '某个 Broker'} 重新可用`,
    en: (broker) => `${broker ?? 'a Broker'} is available again`,
  },
  attemptFailed: {
    zh: (broker) => (broker ? `发往 ${broker} 的一次尝试失败` : '一次发送尝试失败'),
    en: (broker) => (broker ? `an attempt on ${broker} fails` : 'an attempt fails'),
  },
  retry: {
    zh: (broker) => (broker ? `改发 ${broker} 重试` : '开始一次重试'),
    en: (broker) => (broker ? `a retry goes to ${broker}` : 'a retry starts'),
  },
  givenUp: { zh: () => '放弃一条消息', en: () => 'a message is given up' },
  route: { zh: () => '路由变化', en: () => 'the route changes' },
  role: {
    zh: (broker) => (broker ? `${broker} 里有角色变化` : '有角色变化'),
    en: (broker) => (broker ? `a role changes in ${broker}` : 'a role changes'),
  },
  newMaster: {
    zh: (broker) => `${broker ?? '某个 Broker 组'} 有了新的 Master`,
    en: (broker) => `${broker ?? 'a Broker group'} has a new Master`,
  },
}

/** "broker-a becomes avoided, producer 2", as it is said inside a sentence. */
export function eventWords(event: EventName, { broker, producer, message }: Limits): Words {
  const zh = [
    CONDITION[event].zh(broker),
    ...(producer === null ? [] : [`只看生产者 ${producer + 1}`]),
    ...(message === null ? [] : [`只看消息 ${message}`]),
  ]
  const en = [
    CONDITION[event].en(broker),
    ...(producer === null ? [] : [`producer ${producer + 1} only`]),
    ...(message === null ? [] : [`message ${message} only`]),
  ]
  return { zh: zh.join('，'), en: en.join(', ') }
}

/** "it is 00:12.400" */
export const timeWords = (atMs: number): Words => ({
  zh: `到 ${formatTime(atMs)}`,
  en: `it is ${formatTime(atMs)}`,
})

export const breakpointTexts = {
  title: { zh: '断点', en: 'Breakpoints' },
  hint: {
    zh: '播放到这些时刻会自己停下。跳转不算，只有播放才会停。',
    en: 'Playing stops by itself at these moments. Jumping over them does not count.',
  },
  none: {
    zh: '还没有断点。在下面加一个，或者在舞台的菜单、日志的一行、时间轴上设。',
    en: 'There are none. Add one below, or set one in a menu on the stage, on a line of the log, or on the timeline.',
  },
  clear: { zh: '全部删除', en: 'Remove all' },
  remove: { zh: '删除', en: 'Remove' },
  stopWhen: { zh: '断点条件', en: 'Stop when' },
  stopWhenMenu: { zh: '设断点…', en: 'Stop when…' },
  broker: { zh: 'Broker', en: 'Broker' },
  producer: { zh: '生产者', en: 'Producer' },
  message: { zh: '消息', en: 'Message' },
  any: { zh: '不限', en: 'any' },
  at: { zh: '第几秒', en: 'At second' },
  add: { zh: '加断点', en: 'Add' },
  reached: { zh: '停在这里', en: 'stopped here' },
  key: { zh: '断点', en: 'Breakpoints' },
} satisfies Record<string, Words>

export const breakpointPhrases = {
  count: {
    zh: (on: number) => (on === 0 ? '断点' : `断点，开着 ${on} 个`),
    en: (on: number) => (on === 0 ? 'Breakpoints' : `Breakpoints, ${on} on`),
  },
  menuOf: {
    zh: (name: string) => `${name}：什么时候停下`,
    en: (name: string) => `${name}: stop when`,
  },
  onOff: {
    zh: (what: string) => `${what}：启用`,
    en: (what: string) => `${what}: on`,
  },
  removeOne: {
    zh: (what: string) => `删除：${what}`,
    en: (what: string) => `Remove: ${what}`,
  },
  stopped: {
    zh: (what: string) => `断点到了，已停下：${what}。按播放继续。`,
    en: (what: string) => `Stopped by a breakpoint: ${what}. Press play to go on.`,
  },
} satisfies Record<string, Phrase<never[]>>
