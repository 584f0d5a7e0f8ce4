// From the acknowledgement to the disk: one CommitLog, the page cache, the flush, and what each kind of crash takes.

import { countOf, type Figure } from '../../figure'
import type { Lesson } from '../../lesson'
import { kill, powerOff } from '../../lessonInput'
import { BACK_MS, busyInput, CRASH_MS, RESTART_MS, restart, storeInput } from '../inputs'

const open = { open: 'broker-a' }
const lost = countOf('lostMessages', CRASH_MS, BACK_MS)
const offset: Figure = { kind: 'offsetOf', message: 9 }
const acknowledged: Figure = { kind: 'stationOf', message: 9, station: 'acknowledged' }
const flushed: Figure = { kind: 'stationOf', message: 9, station: 'flushed' }

export const storeLesson: Lesson = {
  id: 'store-path',
  kind: 'lesson',
  title: { zh: '已确认，落盘了吗', en: 'Acknowledged. Is it on disk?' },
  summary: {
    zh: '说得清一条已确认的消息在哪里，什么时候落盘，坏了什么才会丢。',
    en: 'You can say where an acknowledged message is, when it is on disk, and what must break for it to be lost.',
  },
  minutes: 6,
  issues: [],
  terms: ['commitLog', 'consumeQueue', 'pageCache', 'flush', 'dispatch', 'sendQueue', 'abortFile'],
  steps: [
    {
      id: 'one-log',
      title: { zh: '两个队列，一个文件', en: 'Two queues, one file' },
      say: {
        zh: '只有一组 Broker，网络 120 毫秒，不是真实数值。消息 8 去了 q1，消息 9 去往 q0。',
        en: 'One Broker group, and a network of 120 ms instead of the real values. Message 8 went to q1; message 9 goes to q0.',
      },
      input: storeInput(),
      atMs: 4020,
      untilMs: 4300,
      speed: 0.1,
      view: open,
      ask: {
        kind: 'choice',
        prompt: { zh: '消息 9 写在 CommitLog 的哪里？', en: 'Where in the CommitLog is message 9 written?' },
        answer: offset,
        options: [
          { text: { zh: '接在消息 7 后面，它也在 q0', en: 'Behind message 7, which is in q0 as well' }, equals: 8813 },
          { text: { zh: '接在消息 8 后面', en: 'Behind message 8' }, equals: 10_072 },
          { text: { zh: '在 q0 自己的文件开头', en: 'At the start of a file of q0' }, equals: 0 },
        ],
        explain: {
          zh: '在 {offset} 处，紧跟消息 8：所有队列共用一个 CommitLog，按到达顺序写。',
          en: 'At {offset}, right behind message 8: all queues share one CommitLog, written in order of arrival.',
        },
      },
      meaning: {
        zh: '队列由 ConsumeQueue 区分：每条消息在那里只占 20 字节。',
        en: 'ConsumeQueues tell the queues apart: a message is dispatched there as an entry of 20 bytes.',
      },
      figures: { offset },
      claims: [{ figure: offset, equals: 10_072 }],
    },
    {
      id: 'on-disk',
      title: { zh: '什么时候落盘', en: 'When is it on disk?' },
      say: {
        zh: 'ASYNC_FLUSH。消息 9 在 {acknowledged} 得到 SEND_OK，它在页缓存里。',
        en: 'ASYNC_FLUSH. Message 9 has its SEND_OK at {acknowledged} and is in the page cache.',
      },
      input: storeInput(),
      atMs: 4300,
      untilMs: 6100,
      view: open,
      task: {
        prompt: {
          zh: '拖动播放头，找到消息 9 落盘的时刻。',
          en: 'Drag the playhead to the moment at which message 9 is on disk.',
        },
        act: { kind: 'jump', to: flushed, withinMs: 150 },
      },
      meaning: {
        zh: '{flushed} 才刷盘，比应答晚 {gap}：ASYNC_FLUSH 的 SEND_OK 只说明它在页缓存里。',
        en: 'Not before {flushed}, {gap} after the answer: with ASYNC_FLUSH, SEND_OK means "in the page cache".',
      },
      figures: {
        acknowledged,
        flushed,
        gap: { kind: 'stationGap', message: 9, from: 'acknowledged', to: 'flushed' },
      },
      claims: [
        {
          figure: { kind: 'stationGap', message: 9, from: 'acknowledged', to: 'flushed' },
          atLeast: 1500,
          atMost: 2000,
        },
      ],
    },
    {
      id: 'killed',
      title: { zh: '进程回来以后', en: 'The process is back' },
      say: {
        zh: '消息 9 到 12 已确认，没有刷盘；随后 broker-a 被 kill -9，正在重启。',
        en: 'Messages 9 to 12 were acknowledged, not flushed; then came kill -9, and broker-a is starting again.',
      },
      input: storeInput({}, [kill(CRASH_MS), restart()]),
      atMs: RESTART_MS,
      untilMs: BACK_MS,
      view: open,
      ask: {
        kind: 'choice',
        prompt: { zh: '它恢复之后，四条里还有几条？', en: 'How many of the four does it have once it has recovered?' },
        answer: lost,
        options: [
          { text: { zh: '四条都在', en: 'All four' }, equals: 0 },
          { text: { zh: '一部分', en: 'Some' }, atLeast: 1, atMost: 3 },
          { text: { zh: '一条也没有', en: 'None' }, equals: 4 },
        ],
        explain: {
          zh: '丢失 {lost} 条：进程退出，页缓存还在，它属于操作系统。',
          en: '{lost} are lost: the process died, and the page cache belongs to the operating system.',
        },
      },
      meaning: {
        zh: 'abort 文件还在，启动时逐条校验，再分发一遍。',
        en: 'Its abort file was left, so it checks every message and dispatches it again.',
      },
      figures: { lost },
      claims: [{ figure: lost, equals: 0 }],
    },
    {
      id: 'gone',
      title: { zh: '开机，看看还剩什么', en: 'Start it and see what is left' },
      say: {
        zh: '同一时刻，这次是主机断电。最后一次刷盘在 {flush}。',
        en: 'The same moment, but the host lost power. Its last flush was at {flush}.',
      },
      input: storeInput({}, [powerOff(CRASH_MS)]),
      atMs: RESTART_MS,
      untilMs: BACK_MS,
      view: open,
      task: {
        prompt: { zh: '重启 broker-a。', en: 'Restart broker-a.' },
        actions: [
          { type: 'restart', target: 'broker-a/n0' },
          { type: 'restart', target: 'broker-a/master' },
        ],
      },
      meaning: {
        zh: '{lost} 条已确认的消息丢了，最早的是消息 {first}：断电丢掉最后一次刷盘之后的全部。',
        en: '{lost} acknowledged messages are lost, from message {first} on: a power cut takes all that came after the last flush.',
      },
      figures: {
        flush: { kind: 'momentOf', mark: { mark: 'flushed', afterMs: 3900 } },
        lost,
        first: { kind: 'messageOf', mark: { mark: 'lost', afterMs: CRASH_MS } },
      },
      claims: [
        { figure: lost, equals: 4 },
        { figure: { kind: 'messageOf', mark: { mark: 'lost', afterMs: CRASH_MS } }, equals: 9 },
      ],
    },
    {
      id: 'sync-flush',
      title: { zh: '先刷盘，再应答', en: 'Flush first, then answer' },
      say: {
        zh: '断电，再开机：用 ASYNC_FLUSH 时丢失 {before} 条。',
        en: 'Power off, power on: with ASYNC_FLUSH {before} messages are lost.',
      },
      input: storeInput({}, [powerOff(CRASH_MS), restart()]),
      atMs: 5800,
      untilMs: BACK_MS,
      view: open,
      task: {
        prompt: { zh: '把 flushDiskType 改成 SYNC_FLUSH。', en: 'Set flushDiskType to SYNC_FLUSH.' },
        act: { kind: 'setting', name: 'flushDiskType', value: 'SYNC_FLUSH' },
      },
      meaning: {
        zh: '丢失 {lost} 条，不是 {before} 条；代价是每次发送都等一次刷盘：消息 12 用了 {elapsed}。',
        en: '{lost} lost instead of {before}. The price: every send waits for a flush, {elapsed} for message 12.',
      },
      figures: { lost, elapsed: { kind: 'elapsedOf', message: 12 } },
      otherFigures: { before: lost },
      claims: [
        { figure: lost, equals: 0 },
        { figure: lost, inOther: true, equals: 4 },
      ],
    },
    {
      id: 'busy',
      title: { zh: '写不过来', en: 'More than it can write' },
      say: {
        zh: '真实数值：每秒约 100,000 条要写，这台 Broker 能写 40,000 条。一个点是 100 条。',
        en: 'Real values: 100,000 messages a second arrive, this Broker writes 40,000. A dot is 100.',
      },
      input: busyInput(),
      atMs: 150,
      untilMs: 1500,
      speed: 0.2,
      view: open,
      ask: {
        kind: 'choice',
        prompt: { zh: '哪一条规则先拒绝请求？', en: 'Which rule is the first to refuse requests?' },
        answer: { kind: 'busyReason', afterMs: 0 },
        options: [
          { text: { zh: '发送队列满了', en: 'The send queue is full' }, equals: 'OVERLOAD' },
          { text: { zh: '请求等得太久', en: 'A request waits too long' }, equals: 'TIMEOUT_CLEAN_QUEUE' },
          { text: { zh: '页缓存太忙', en: 'The page cache is busy' }, equals: 'PCBUSY_CLEAN_QUEUE' },
        ],
        explain: {
          zh: '{reason}，{busy} 第一次：排队已满 200 毫秒。',
          en: '{reason}, first at {busy}: it waited 200 ms in the queue.',
        },
      },
      meaning: {
        zh: 'Broker 宁可早拒绝，不让客户端等到超时。',
        en: 'The Broker refuses early rather than let clients time out.',
      },
      figures: {
        reason: { kind: 'busyReason', afterMs: 0 },
        busy: { kind: 'momentOf', mark: { mark: 'busy', afterMs: 0 } },
      },
      claims: [{ figure: { kind: 'busyReason', afterMs: 0 }, equals: 'TIMEOUT_CLEAN_QUEUE' }],
    },
  ],
  quiz: [],
}
