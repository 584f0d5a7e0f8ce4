import type { FigureName } from '../../projections/runFigures'
import { formatTime } from '../format'
import type { RecordingsMessages } from '../recordings'
import { formatNumber, spaced } from './format'

const CONDITIONS = {
  quiet: '机器当时空闲',
  loaded: '机器当时很忙，相差不到 100 ms 的时间不说明问题',
}

function figureName(id: FigureName, brokerName: string): string {
  switch (id.of) {
    case 'calls':
      return '结束的发送'
    case 'attempts':
      return '尝试'
    case 'failedAttempts':
      return '失败的尝试'
    case 'failedCalls':
      return '失败的发送'
    case 'failure':
      return id.failure
    case 'exception':
      return id.exception
    case 'windows':
      return '规避窗口'
    case 'windowMs':
      return '最长的规避窗口'
    case 'queue':
      return spaced(`${brokerName} q${id.queueId} 存下的消息`)
    case 'dropped':
      return 'NameServer 摘除地址'
    case 'master':
      return '又有 Master 可写'
    case 'route':
      return '生产者的路由改变'
    case 'lastFailure':
      return '最后一次失败'
  }
}

export const recordings: RecordingsMessages = {
  short: '真实集群',
  about: ({ recordedWith: { client, broker, nameServer, conditions }, experiment, endMs }) =>
    spaced(
      `这不是模拟：这里播放的是真实 RocketMQ 集群上录下的过程（${experiment}，时长 ${formatTime(endMs)}）。客户端 ${client}，Broker ${broker}，NameServer ${nameServer}；${CONDITIONS[conditions]}。`,
    ),
  unknownTitle: '录制里没有的',
  unknown: [
    '请求在路上走到了哪里：去程和回程各画一半时间。',
    'sendWhichQueue 的值：画的是它在队列列表里指向的位置。',
    '旧客户端的兜底改写了队列列表的哪一项：列表照取到路由时的样子画，选中的队列可能不在里面。',
    '没有带来变化的路由查询、心跳和投票：不画，日志里也没有。下一次轮询按固定周期推算。',
    'queueOffset，以及其他生产者的消息：只数这个生产者存下的消息。',
    '客户端放弃之后才存下的消息：数不到。',
  ],
  compare: '与模拟对比',
  opened: '已打开录制。',
  notKept: '已打开录制，但这个浏览器存不下它：重新加载后要再打开一次文件。',
  simulatedNow: '发生过的事改不了：现在看到的是同一集群、同样故障的模拟，加上了你的操作。',
  notInLink:
    '链接已复制，但录制本身不在链接里：对方没有这个文件时，看到的是同样设置的模拟。用“保存文件”可以把录制发给对方。',
  noLesson: '课程只能用模拟的过程来做。先做一次操作，或者打开同样设置的模拟。',
  notLoaded: '录制没有加载成功。请检查网络后再试。',
  figures: '录制与模拟相差多少',
  figuresHint: '数字取自两边的日志，都数到同一时刻。',
  recorded: '录制',
  simulated: '模拟',
  apart: '相差',
  figureName,
  afterFault: (action, time) => spaced(`${time} ${action}之后`),
  ms: (value) => `${formatNumber(value)} ms`,
  none: '—',
}
