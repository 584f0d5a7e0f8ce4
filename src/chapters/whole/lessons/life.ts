// One message's life: chosen, appended, copied, acknowledged, pulled, processed, committed; and once more for a consumer that dies.

import { consumeInput } from '../../consuming/inputs'
import { consumption, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'

const input = consumeInput({}, [], 'whole-path')
const M = 12
const queue: Figure = { kind: 'queueOf', message: M }
const at = (station: 'appended' | 'dispatched' | 'replicated' | 'acknowledged'): Figure => ({
  kind: 'stationOf',
  message: M,
  station,
})
const begun: Figure = { kind: 'momentOf', mark: { mark: 'consumeBegun', message: M, afterMs: 5000 } }
const done: Figure = { kind: 'momentOf', mark: { mark: 'consumed', message: M, afterMs: 5000 } }
const who: Figure = { kind: 'consumerOf', message: M }
const again = consumption('deliveredAgain', 6600, 9500)

export const lifeLesson: Lesson = {
  id: 'whole-life',
  kind: 'lesson',
  title: { zh: '一条消息的一生', en: "One message's life" },
  summary: {
    zh: '说得清一条消息从 send() 到提交位点经过哪些地方、各在什么时候。',
    en: 'You can say where a message comes by from send() to the committed offset, and when.',
  },
  minutes: 4,
  issues: [],
  terms: ['commitLog', 'dispatch', 'pull', 'consumerOffset'],
  steps: [
    {
      id: 'chosen',
      title: { zh: '选队列', en: 'A queue is chosen' },
      say: {
        zh: '一组 Broker，两个 Slave，两个消费者，换了集群。下一条是消息 12。',
        en: 'A new cluster: one Broker group with two Slaves, and two consumers. Message 12 is the next one.',
      },
      input,
      atMs: 5400,
      untilMs: 5600,
      speed: 0.1,
      ask: {
        kind: 'queue',
        prompt: { zh: '消息 12 去哪个队列？', en: 'Which queue does message 12 go to?' },
        answer: queue as Extract<Figure, { kind: 'queueOf' }>,
        explain: { zh: '{queue}：生产者轮流选队列。', en: '{queue}: a producer takes the queues in turn.' },
      },
      meaning: { zh: '选好队列，请求才上路。', en: 'Then the request is on its way.' },
      figures: { queue },
      claims: [{ figure: queue, equals: 'broker-a q1' }],
    },
    {
      id: 'stored',
      title: { zh: '写入，复制，应答', en: 'Appended, copied, acknowledged' },
      say: {
        zh: '请求到达 Master，写进 CommitLog。',
        en: 'The request comes to the Master, which appends it to its CommitLog.',
      },
      input,
      atMs: 5500,
      untilMs: 6400,
      speed: 0.2,
      task: {
        prompt: {
          zh: '拖动播放头，找到生产者得到 SEND_OK 的时刻。',
          en: 'Drag the playhead to the moment at which the producer has its SEND_OK.',
        },
        act: { kind: 'jump', to: at('acknowledged'), withinMs: 60 },
      },
      meaning: {
        zh: '{appended} 写入，{replicated} 到第一个 Slave，{acknowledged} 应答。',
        en: 'Appended at {appended}, on the first Slave at {replicated}, acknowledged at {acknowledged}.',
      },
      figures: { appended: at('appended'), replicated: at('replicated'), acknowledged: at('acknowledged') },
      claims: [{ figure: at('acknowledged'), atLeast: 5700, atMost: 6500 }],
    },
    {
      id: 'pulled',
      title: { zh: '拉取', en: 'Pulled' },
      say: {
        zh: '消费者的拉取请求挂在 Broker 上，等消息分发到 ConsumeQueue。',
        en: 'A pull request is held at the Broker until the message is dispatched to its ConsumeQueue.',
      },
      input,
      atMs: 5700,
      untilMs: 6600,
      speed: 0.2,
      task: {
        prompt: {
          zh: '拖动播放头，找到消费者开始处理消息 12 的时刻。',
          en: 'Drag the playhead to the moment at which a consumer begins with message 12.',
        },
        act: { kind: 'jump', to: begun, withinMs: 60 },
      },
      meaning: {
        zh: '{begun}，{who}：分发在 {dispatched}，应答生产者与投递互不等待。',
        en: 'At {begun}, {who}: it was dispatched at {dispatched}, and neither answer nor delivery waits for the other.',
      },
      figures: { begun, who, dispatched: at('dispatched') },
      claims: [{ figure: who, equals: 'consumer-2' }],
    },
    {
      id: 'killed',
      title: { zh: '消费到一半', en: 'Half consumed' },
      say: { zh: '{who} 正在处理消息 12。', en: '{who} is at work on message 12.' },
      input,
      atMs: 6600,
      untilMs: 9500,
      speed: 0.7,
      task: {
        prompt: { zh: '杀掉 consumer-2。', en: 'Kill consumer-2.' },
        actions: [{ type: 'kill', target: 'consumer/1' }],
      },
      meaning: {
        zh: '{second} 又从头处理它；重复的共 {again} 条。',
        en: '{second} begins with it once more; {again} in all come again.',
      },
      figures: { who, second: { kind: 'consumerOf', message: M, delivery: 2 }, again },
      claims: [
        { figure: { kind: 'consumerOf', message: M, delivery: 2 }, equals: 'consumer-1' },
        { figure: again, atLeast: 1 },
      ],
    },
    {
      id: 'done',
      title: { zh: '处理完，删了吗', en: 'Consumed. Is it gone?' },
      say: {
        zh: '没有故障的一次：消息 12 在 {done} 处理成功。',
        en: 'Without a fault: message 12 was consumed at {done}.',
      },
      input,
      atMs: 7200,
      untilMs: 9000,
      ask: {
        kind: 'choice',
        prompt: { zh: '它还在 Broker 上吗？', en: 'Does the Broker still have it?' },
        answer: { kind: 'committedOf', brokerName: 'broker-a', queueId: 1, atMs: 9000 },
        options: [
          { text: { zh: '在，只是位点前进了', en: 'Yes, only the offset has moved' }, atLeast: 6 },
          { text: { zh: '不在，消费完就删除', en: 'No, it is deleted once consumed' }, atMost: 5 },
        ],
        explain: {
          zh: '在：group-a 在 q1 的位点是 {offset}，消息要等文件过期才删。',
          en: 'Yes: the offset of group-a in q1 is {offset}, and a message goes when its file expires.',
        },
      },
      meaning: { zh: '另一个消费组可以从头再读。', en: 'Another group can read it from the beginning.' },
      figures: { done, offset: { kind: 'committedOf', brokerName: 'broker-a', queueId: 1, atMs: 9000 } },
      claims: [{ figure: done, atMost: 7500 }],
    },
  ],
  quiz: [],
}
