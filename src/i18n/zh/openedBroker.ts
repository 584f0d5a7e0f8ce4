import type { OpenedBrokerMessages } from '../openedBroker'

export const openedBroker: OpenedBrokerMessages = {
  tape: (perCell) =>
    perCell === null
      ? ['CommitLog · 实色：已落盘 · 浅色：只在页缓存', 'CommitLog · 浅色：未落盘', 'CommitLog']
      : [
          `CommitLog · 每格 ${perCell} 条 · 实色：已落盘 · 浅色：只在页缓存`,
          `CommitLog · 每格 ${perCell} 条 · 浅色：未落盘`,
          `CommitLog · 每格 ${perCell} 条`,
          'CommitLog',
        ],
  tapeOf: (node) => [`${node} 上的 CommitLog · 实色：已落盘 · 浅色：只在页缓存`, `${node} 上的 CommitLog`, 'CommitLog'],
  file: (name, percent) => [`文件 ${name} · 已写 ${percent}`, `文件 ${name}`, `…${name.slice(-10)}`, ''],
  queue: ['发送队列', '队列'],
  queueEmpty: ['空'],
  queueWaits: (messages) => [`${messages} 条`, messages],
  lockHeld: (duration) => [`追加锁被占 ${duration}`, `锁 ${duration}`],
  written: ['写入位置', '写入'],
  down: ['未运行'],
  allFlushed: ['全部落盘'],
  notFlushed: (messages) => [`${messages} 条未落盘`, `缺 ${messages} 条`],
  flushing: (messages) => [`正在刷盘：${messages} 条`, `刷盘 ${messages} 条`, '正在刷盘'],
  diskStalled: (messages) => [`磁盘卡住：${messages} 条未落盘`, '磁盘卡住'],
  flushedTo: (offset) => [`已落盘到 ${offset}`, `落盘 ${offset}`, offset],
  unanswered: (messages) => [`${messages} 条已追加，等应答`, `${messages} 条等应答`],
  caughtUp: ['已追上'],
  behind: (messages) => [`落后 ${messages} 条`, `差 ${messages}`],
  divergent: (messages) => [`分叉：多出 ${messages} 条`, `分叉 ${messages} 条`],
  ha: {
    OFF: ['未连接'],
    DIAL: ['正在连接'],
    SILENT: ['已连接，无数据', '无数据'],
    STREAM: ['正在复制'],
  },
  lagBytes: (size, ha) => (ha === null ? [`差 ${size}`, size] : [`${ha} · 差 ${size}`, `${ha} · ${size}`, ha]),
  endsAt: (offset) => [`写到 ${offset}`, offset],
  confirmed: ['已确认'],
  dispatched: ['已分发'],
  passedAll: ['全部'],
  toGo: (messages) => [`还差 ${messages} 条`, `差 ${messages}`],
  queues: [
    'ConsumeQueue · 每条消息 20 字节：位点、长度、Tag 哈希 · 虚线：未分发',
    'ConsumeQueue · 每条消息 20 字节',
    'ConsumeQueue',
  ],
  tapeLabel: (group) => `${group} 的 CommitLog`,
  tapeSays: (written, flushed, dispatched, waiting) =>
    `写到 ${written}，已落盘到 ${flushed}，已分发到 ${dispatched}；发送队列 ${waiting} 条`,
  tapeKeys: '按左右方向键选消息，按 Esc 关闭',
}
