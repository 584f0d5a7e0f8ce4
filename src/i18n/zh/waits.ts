import type { Need, NeedKind } from '../../projections/reuse'
import {
  linesOf,
  momentText,
  type NeedWords,
  type ReuseFacts,
  type WaitsMessages,
  type WaitTable,
  wordsOf,
} from '../waits'

const NEEDS: Record<NeedKind, NeedWords> = {
  elected: { long: '选主', short: '选主', none: '还没有新 Master' },
  started: { long: '重启', short: '重启', none: 'Master 还没有重启' },
  resumed: { long: '恢复', short: '恢复', none: 'Master 还没有恢复' },
  master: { long: 'Master', short: 'Master', none: '还没有新 Master' },
  route: { long: '取路由', short: '路由', none: '还没有取到新路由' },
  window: { long: '窗口结束', short: '窗口', none: '窗口还没有结束' },
  laterWindow: { long: '之后又开的窗口', short: '后开窗口', none: '窗口还没有结束' },
  longerWindow: { long: '延长后的窗口', short: '延长窗口', none: '窗口还没有结束' },
  reachable: { long: '探测成功', short: '探测', none: '还没有探测成功' },
}

const need =
  ({ nowMs }: ReuseFacts, size: 'long' | 'short') =>
  ({ what, atMs }: Need): string =>
    atMs === null ? NEEDS[what].none : `${NEEDS[what][size]} ${momentText(atMs)}${atMs <= nowMs ? ' ✓' : ''}`

const messages = (calls: number): string => `（${calls} 条消息）`

const WAITS: WaitTable = {
  frozen: () => ({ what: '恢复运行', after: '恢复之前不处理任何请求；没有定时器会结束冻结' }),
  starting: () => ({ what: '进程启动完成', after: '启动后才能收发请求' }),
  exit: () => ({ what: '被杀的进程退出', after: '退出之前，主机仍接收请求，但没有进程读取' }),
  stop: () => ({ what: '停机完成', after: '停机之前，处理完手头的请求' }),
  startsAgain: () => ({ what: '旧进程退出', after: '退出后立即启动新进程' }),
  poll: () => ({ what: '下次取路由', after: '路由有变化，才更新队列列表和 Master 地址' }),
  routeAnswer: ({ calls }) => ({
    what: `NameServer 的路由应答${calls > 0 ? messages(calls) : ''}`,
    after: '收到应答或超时，等待结束',
  }),
  connection: ({ calls }, broker) => ({
    what: `与 ${broker} 建立连接${messages(calls)}`,
    after: '连上、被拒绝或超时，等待结束',
  }),
  reply: ({ calls }, broker) => ({
    what: `${broker} 的响应${messages(calls)}`,
    after: '收到响应、连接断开或超时，等待结束',
  }),
  poolThread: ({ calls }) => ({ what: `线程池的空闲线程${messages(calls)}`, after: '有线程空出，按顺序发送' }),
  votes: ({ accepted, needed }) => ({
    what: `选票（${accepted}/${needed}）`,
    after: '过半即当选；到时不足，再投一轮',
  }),
  nextVote: () => ({ what: '下一轮投票', after: '到时向其他节点要票' }),
  heartbeat: () => ({ what: 'Leader 的心跳', after: '到时仍没有心跳，转为候选' }),
  masterReady: () => ({ what: '追平日志', after: '追平后成为可写的 Master' }),
  masterBack: () => ({ what: '原 Master 恢复', after: '这种部署不选主，Slave 不会升为 Master' }),
  controller: ({ untilMs }) => ({
    what: 'Controller 指定新 Master',
    after:
      untilMs === null
        ? 'SyncStateSet 内没有可用的节点；其中之一恢复后才能选主'
        : '到时 Controller 发现 Master 离线，在 SyncStateSet 内选主',
  }),
  registration: () => ({ what: '下次向 NameServer 注册', after: '续报地址；角色或 Topic 变化时立即注册' }),
  rebalance: () => ({ what: '下次重平衡', after: 'Broker 发来通知时提前' }),
  clientHeartbeat: () => ({ what: '下次心跳', after: '靠心跳留在 Broker 的消费组名单里' }),
  offsets: () => ({ what: '下次提交位点', after: '若现在崩溃，上次提交之后处理完的消息会再来一次' }),
  pull: ({ queues }) => ({ what: `下次拉取（${queues} 个队列）`, after: '流控或出错推迟了它' }),
  pullAnswer: ({ queues }) => ({ what: `消息（${queues} 个队列）`, after: '消息到达、挂起到时或连接断开，等待结束' }),
  listener: ({ calls }) => ({
    what: `监听器返回${calls > 1 ? `（${calls} 个线程）` : ''}`,
    after: '返回后位点才能前移',
  }),
  scan: () => ({ what: '下次扫描', after: '太久没有注册的 Broker 会被摘除' }),
}

export const waits: WaitsMessages = {
  heading: (name) => `${name} 在等什么`,
  nothing: '什么也不等',
  until: (time) => `到 ${time}`,
  noTimer: '没有时限',
  menu: (wait) => `在等：${wait}`,
  reuseLines: (facts) =>
    linesOf(facts.needs, need(facts, 'long'), need(facts, 'short'), {
      lead: (isLatest) => (isLatest ? '再用它：最晚的是' : '再用它：'),
      others: (parts) => `（${parts.join('，')}）`,
    }),
  reuseSentence(broker, facts) {
    const parts = facts.needs.map(need(facts, 'long'))
    if (parts.length === 0) return ''
    if (facts.needs[0]?.atMs === null)
      return `生产者还不能用 ${broker}：${parts.join('，')}（已算到 ${momentText(facts.computedMs)}）。`
    const ends = parts.length === 1 ? '' : '，取最晚的一项'
    return `生产者何时能再用 ${broker}${ends}：${parts.join('，')}。`
  },
  wait: (wait, broker) => wordsOf(WAITS, wait, broker),
}
