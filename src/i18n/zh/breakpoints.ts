import type { BreakpointsMessages, EventName, Limits } from '../breakpoints'
import { formatTime } from '../format'

/** The same as a whole condition: with `broker` or, where nothing is said, any. */
const CONDITION: Record<EventName, (broker: string | null) => string> = {
  avoided: (broker) => `开始规避 ${broker ?? '某个 Broker'}`,
  available: (broker) => `${broker ?? '某个 Broker'} 重新可用`,
  attemptFailed: (broker) => (broker ? `发往 ${broker} 的一次尝试失败` : '一次发送尝试失败'),
  retry: (broker) => (broker ? `改发 ${broker} 重试` : '开始一次重试'),
  givenUp: () => '放弃一条消息',
  route: () => '路由变化',
  role: (broker) => (broker ? `${broker} 里有角色变化` : '有角色变化'),
  newMaster: (broker) => `${broker ?? '某个 Broker 组'} 有了新的 Master`,
  busy: (broker) => `${broker ?? '某个 Broker'} 因为忙拒绝一条消息`,
  cut: (broker) => `${broker ?? '某个 Broker 组'} 里有节点截断 CommitLog`,
  lost: (broker) => (broker ? `${broker} 丢失已确认的消息` : '已确认的消息丢失'),
  memberLeft: (broker) => (broker ? `${broker} 把消费者移出消费组` : '消费者离开消费组'),
  queueRevoked: (broker) => (broker ? `消费者交出 ${broker} 的队列` : '消费者交出队列'),
  consumeFailed: (broker) => (broker ? `${broker} 的消息消费失败` : '消息消费失败'),
  deadLettered: (broker) => (broker ? `${broker} 的消息进入死信队列` : '消息进入死信队列'),
  skipped: (broker) => (broker ? `消费组跳过 ${broker} 的消息` : '消费组跳过消息'),
}

function eventWords(event: EventName, { broker, producer, message }: Limits): string {
  const parts = [
    CONDITION[event](broker),
    ...(producer === null ? [] : [`只看生产者 ${producer + 1}`]),
    ...(message === null ? [] : [`只看消息 ${message}`]),
  ]

  return parts.join('，')
}

const timeWords = (atMs: number): string => `到 ${formatTime(atMs)}`

export const breakpoints: BreakpointsMessages = {
  kinds: {
    avoided: '开始规避',
    available: '重新可用',
    attemptFailed: '一次发送失败',
    retry: '开始重试',
    givenUp: '放弃一条消息',
    route: '路由变化',
    role: '角色变化（选举）',
    newMaster: '选出新的 Master',
    busy: 'Broker 忙，拒绝写入',
    cut: 'CommitLog 被截断',
    lost: '已确认的消息丢失',
    memberLeft: '消费者离开消费组',
    queueRevoked: '消费者交出队列',
    consumeFailed: '消息消费失败',
    deadLettered: '消息进入死信队列',
    skipped: '消费组跳过消息',
    time: '到达某一时刻',
  },
  event: eventWords,
  time: timeWords,
  title: '断点',
  hint: '播放到这些时刻会自动停下，跳转时不停。',
  none: '还没有断点。在下面加一个，或者在舞台的菜单、日志的一行、时间轴上设。',
  clear: '全部删除',
  remove: '删除',
  stopWhen: '断点条件',
  stopWhenMenu: '设断点…',
  broker: 'Broker',
  producer: '生产者',
  message: '消息',
  any: '不限',
  at: '时刻（秒）',
  add: '加断点',
  reached: '停在这里',
  key: '断点',
  count: (on) => (on === 0 ? '断点' : `断点，已启用 ${on} 个`),
  menuOf: (name) => `${name}：设断点`,
  onOff: (what) => `${what}：启用`,
  removeOne: (what) => `删除：${what}`,
  stopped: (what) => `已在断点停下：${what}。按播放继续。`,
}
