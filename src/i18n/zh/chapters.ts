import type { ChaptersMessages } from '../chapters'

export const chapters: ChaptersMessages = {
  label: '章节',
  names: { sending: '发送', storing: '存储', replicating: '复制', consuming: '消费', whole: '全程' },
  hints: {
    sending: '生产者怎样选队列、失败、重试、规避 Broker',
    storing: 'Broker 怎样排队、追加、刷盘、分发一条消息',
    replicating: '消息怎样复制到 Slave，主从切换保住什么、丢失什么',
    consuming: '消费者怎样分队列、拉取、确认、重试，一个宕机后哪些消息会再来',
    whole: '一条消息从生产者到消费者确认的全过程',
  },
  loading: '正在加载 Broker 内部的模拟……',
  loadingConsumers: '正在加载消费者的模拟……',
  simulatedConsumers: (name, consumers) =>
    `“${name}”需要消费者，这次运行已加入 ${consumers} 个，并开始模拟 Broker 的存储。故障和时刻都不变。`,
  simulated: (name) =>
    `“${name}”需要 Broker 内部的数据，这次运行已开始模拟它（simulateStore 已打开）。故障和时刻都不变。`,
  recording: (name) =>
    `录制只记下生产者与 Broker 之间的通信，没有 Broker 内部和消费者的数据。要看“${name}”，请打开一个场景。`,
}
