// What people ask in public about how a Broker stores: what is lost, why it is busy, where a message is, when it is deleted.

import { countOf, type Figure } from '../figure'
import { powerOff } from '../lessonInput'
import { type AskedQuestion, question } from '../question'
import { BACK_MS, busyInput, CRASH_MS, realStore, restart, SMALL_DISK, storeInput } from './inputs'

const open = { open: 'broker-a' }
const lost = countOf('lostMessages', CRASH_MS, BACK_MS)
const thinLost = countOf('lostMessages', 10_000, 22_000)
const offset: Figure = { kind: 'offsetOf', message: 9 }
const reason: Figure = { kind: 'busyReason', afterMs: 100 }
const deleted: Figure = { kind: 'momentOf', mark: { mark: 'filesDeleted', afterMs: 50_000 } }
const elapsed: Figure = { kind: 'elapsedOf', message: 50 }

export const STORING_QUESTIONS: readonly AskedQuestion[] = [
  question({
    name: 'lost-after-ok',
    title: { zh: '返回了 SEND_OK，消息还会丢吗？', en: 'Can a message be lost after SEND_OK?' },
    summary: {
      zh: '一台 Broker，ASYNC_FLUSH，每 2 秒刷盘一次；主机断电后重启。',
      en: 'One Broker, ASYNC_FLUSH, a flush every 2 s; its host loses power and comes back.',
    },
    asked: { notes: 47, asQuestion: 29, threads: 1 },
    issues: [],
    terms: ['pageCache', 'flush', 'commitLog'],
    source: { method: 'CommitLog#recoverAbnormally', release: '5.3.3', rules: ['K2', 'K6', 'K7'] },
    notShown: {
      zh: '消费端的确认在“消费”一章的问题里。',
      en: 'Acknowledging by consumers is in a question of the chapter Consuming.',
    },
    shownBy: ['consumed-twice'],
    step: {
      say: {
        zh: '12 条消息都得到了 SEND_OK，主机在 5.9 秒断电，现在正在启动。',
        en: 'Twelve messages got SEND_OK. The host lost power at 5.9 s and is starting again.',
      },
      input: storeInput({}, [powerOff(CRASH_MS), restart()]),
      atMs: 7100,
      untilMs: BACK_MS,
      view: open,
      figures: {
        lost,
        first: { kind: 'messageOf', mark: { mark: 'lost', afterMs: CRASH_MS } },
        flush: { kind: 'momentOf', mark: { mark: 'flushed', afterMs: 3900 } },
      },
      claims: [{ figure: lost, equals: 4 }],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '它恢复以后，少了几条？', en: 'How many are missing once it has recovered?' },
      answer: lost,
      options: [0, 1, 4, 12],
      explain: {
        zh: '{lost} 条，从消息 {first} 起：最后一次刷盘在 {flush}，之后的只在页缓存里。',
        en: '{lost}, from message {first} on: the last flush was at {flush}, and what came later was in the page cache only.',
      },
    },
    rule: {
      zh: 'SEND_OK 说明什么由 flushDiskType 和 brokerRole 决定：SYNC_FLUSH 才是落盘，等到副本才是多份。kill -9 不丢，页缓存属于操作系统。',
      en: 'flushDiskType and brokerRole decide what SEND_OK means: on disk only with SYNC_FLUSH, on several nodes only where copies are waited for. kill -9 loses nothing: the page cache belongs to the operating system.',
    },
  }),
  question({
    name: 'why-busy',
    title: { zh: 'Broker 为什么会报 “broker busy”？', en: 'Why does a Broker say "broker busy"?' },
    summary: {
      zh: '每秒约 100,000 条，这台 Broker 每秒只能写 40,000 条；5.3.3，默认设置。',
      en: 'Some 100,000 messages a second for a Broker that writes 40,000; 5.3.3, default settings.',
    },
    asked: { notes: 18, asQuestion: 6, threads: 12 },
    issues: [2471, 4425, 2945],
    terms: ['sendQueue', 'fastFailure', 'pageCache'],
    source: { method: 'BrokerFastFailure#cleanExpiredRequest', release: '5.3.3', rules: ['B4'] },
    step: {
      say: {
        zh: '请求比写入来得快，在发送队列里排起来。队列容量 10,000，waitTimeMillsInSendQueue=200。',
        en: 'Requests arrive faster than they are written and wait in the send queue. It holds 10,000; waitTimeMillsInSendQueue=200.',
      },
      input: busyInput(),
      atMs: 100,
      untilMs: 1500,
      speed: 0.2,
      view: { ...open, charts: true },
      figures: {
        reason,
        at: { kind: 'momentOf', mark: { mark: 'busy', afterMs: 100 } },
        peak: { kind: 'queuePeak', toMs: 1500 },
      },
      claims: [
        { figure: reason, equals: 'TIMEOUT_CLEAN_QUEUE' },
        { figure: { kind: 'queuePeak', toMs: 1500 }, atMost: 10_000 },
      ],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '哪一条规则先拒绝请求？', en: 'Which rule is the first to refuse a request?' },
      answer: reason,
      options: [
        { text: { zh: '队列满了', en: 'The queue is full' }, equals: 'OVERLOAD' },
        { text: { zh: '等得太久', en: 'It waits too long' }, equals: 'TIMEOUT_CLEAN_QUEUE' },
        { text: { zh: '页缓存太忙', en: 'The page cache is busy' }, equals: 'PCBUSY_CLEAN_QUEUE' },
      ],
      explain: {
        zh: '[{reason}]，{at} 第一次：最长时前面排了 {peak} 条，还没满，但队首已等满 200 毫秒。',
        en: '[{reason}], first at {at}: at most {peak} messages are ahead, so the queue is not full, but its head has waited 200 ms.',
      },
    },
    rule: {
      zh: '调大 waitTimeMillsInSendQueue 只让客户端等得更久，写入能力不变；要看磁盘、刷盘方式和负载分布。',
      en: 'A longer waitTimeMillsInSendQueue only makes clients wait longer, and the Broker writes no faster: look at the disk, the flush and how the load is spread.',
    },
  }),
  question({
    name: 'how-stored',
    title: {
      zh: 'CommitLog、ConsumeQueue、IndexFile：消息是怎样存储的？',
      en: 'CommitLog, ConsumeQueue, IndexFile: how is a message stored?',
    },
    summary: {
      zh: '一台 Broker，两个队列，每 500 毫秒一条消息。',
      en: 'One Broker, two queues, a message every 500 ms.',
    },
    asked: { notes: 45, asQuestion: 11, threads: null },
    issues: [],
    terms: ['commitLog', 'consumeQueue', 'indexFile', 'dispatch'],
    source: { method: 'CommitLog#asyncPutMessage', release: '5.3.3', rules: ['K1', 'K10'] },
    step: {
      say: {
        zh: '消息 7 在 q0，消息 8 在 q1。消息 9 去往 q0。',
        en: 'Message 7 is in q0, message 8 in q1. Message 9 goes to q0.',
      },
      input: storeInput(),
      atMs: 4020,
      untilMs: 4300,
      speed: 0.1,
      view: open,
      figures: { offset, dispatch: { kind: 'stationGap', message: 9, from: 'appended', to: 'dispatched' } },
      claims: [{ figure: offset, equals: 10_072 }],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '消息 9 写在哪里？', en: 'Where is message 9 written?' },
      answer: offset,
      options: [
        { text: { zh: 'CommitLog 里，消息 7 后面', en: 'In the CommitLog, behind message 7' }, equals: 8813 },
        { text: { zh: 'CommitLog 里，消息 8 后面', en: 'In the CommitLog, behind message 8' }, equals: 10_072 },
        { text: { zh: 'q0 自己的文件里', en: 'In a file of q0' }, equals: 0 },
      ],
      explain: {
        zh: '{offset} 处，消息 8 后面：所有 Topic、所有队列共用一个 CommitLog；{dispatch} 后再分发到 q0 的 ConsumeQueue。',
        en: 'At {offset}, behind message 8: all Topics and queues share one CommitLog, and {dispatch} later the message is dispatched to the ConsumeQueue of q0.',
      },
    },
    rule: {
      zh: 'ConsumeQueue 每条 20 字节，只记位置、长度和 Tag 的哈希；IndexFile 按 key 查。两者都能从 CommitLog 重建。',
      en: 'An entry of a ConsumeQueue has 20 bytes: place, size and hash of the Tag; IndexFile finds by key. Both can be rebuilt from the CommitLog.',
    },
  }),
  question({
    name: 'when-deleted',
    title: { zh: '消息什么时候删除，消费完就删吗？', en: 'When are messages deleted? Once they are consumed?' },
    summary: {
      zh: '磁盘只有 1 MB，一分钟多就写满；fileReservedTime=72 小时。',
      en: 'A disk of 1 MB that fills within a minute or so; fileReservedTime is 72 hours.',
    },
    asked: { notes: 40, asQuestion: 13, threads: null },
    issues: [4549, 4042],
    terms: ['commitLog'],
    source: { method: 'DefaultMessageStore#checkStoreStatus', release: '5.3.3', rules: ['K9'] },
    step: {
      say: {
        zh: '每秒 10 条消息，没有消费者。磁盘用量正接近 85%。',
        en: 'Ten messages a second and no consumer. The use of the disk comes close to 85 per cent.',
      },
      input: realStore(SMALL_DISK),
      atMs: 60_500,
      untilMs: 85_000,
      speed: 4,
      view: open,
      figures: {
        deleted,
        failed: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: 60_000 } },
      },
      claims: [
        { figure: deleted, equals: 70_000 },
        { figure: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: 60_000 } }, atMost: 85_000 },
      ],
    },
    ask: {
      kind: 'choice',
      prompt: { zh: '最早的文件什么时候删除？', en: 'When is the oldest file deleted?' },
      answer: deleted,
      options: [
        { text: { zh: '过了 72 小时', en: 'After 72 hours' }, atLeast: 72 * 3_600_000 },
        { text: { zh: '里面的消息消费完', en: 'Once its messages are consumed' }, equals: 0 },
        { text: { zh: '磁盘快满时', en: 'When the disk is nearly full' }, atLeast: 1, atMost: 200_000 },
      ],
      explain: {
        zh: '{deleted}：超过 85% 就从最旧的删起，不看 fileReservedTime，也不看有没有消费。到 {failed} 超过 90%，写入也被拒绝。',
        en: 'At {deleted}: above 85% the oldest go, whatever fileReservedTime says, consumed or not. Above 90%, at {failed}, writes are refused as well.',
      },
    },
    rule: {
      zh: '超过 75% 时只删已到期的文件；文件按时间删，消息从不逐条删。',
      en: 'Above 75% only expired files go; files are deleted by age, and a single message never is.',
    },
  }),
  question({
    name: 'flush-quiet',
    title: { zh: '异步刷盘，断电最多丢多少？', en: 'Async flush: how much can a power cut take?' },
    summary: {
      zh: '默认参数，每秒一条 100 字节的消息；10.3 秒时断电。',
      en: 'Default settings, one message of 100 bytes a second; the host loses power at 10.3 s.',
    },
    asked: { notes: 33, asQuestion: 15, threads: null },
    issues: [],
    terms: ['flush', 'pageCache'],
    source: { method: 'CommitLog#handleDiskFlush', release: '4.9.7', rules: ['K2', 'K6'] },
    step: {
      say: {
        zh: 'flushIntervalCommitLog=500。断电以后，主机正在启动。',
        en: 'flushIntervalCommitLog=500. The host lost power and is starting again.',
      },
      input: realStore({ sendIntervalMs: 1000, messageBodySize: 100 }, [powerOff(10_300), restart(11_300)]),
      atMs: 20_000,
      untilMs: 22_000,
      view: open,
      figures: { lost: thinLost, flush: { kind: 'momentOf', mark: { mark: 'flushed', afterMs: 0 } } },
      claims: [{ figure: thinLost, equals: 10 }],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '丢了几条已确认的消息？', en: 'How many acknowledged messages are lost?' },
      answer: thinLost,
      options: [0, 1, 10],
      explain: {
        zh: '{lost} 条：每 500 毫秒看一次，但不满 4 页（16 KiB）就不刷，上一次刷盘还是 {flush}。',
        en: '{lost}: it looks every 500 ms but flushes only from 4 pages (16 KiB) on, and the last flush was at {flush}.',
      },
    },
    rule: {
      zh: '不满 4 页时，每 10 秒才强制刷一次（flushCommitLogThoroughInterval）：流量越小，丢的时间越长。',
      en: 'Less than 4 pages wait for the pass of every 10 s (flushCommitLogThoroughInterval): the thinner the flow, the more time is lost.',
    },
  }),
  question({
    name: 'why-fast',
    title: { zh: 'RocketMQ 写入为什么快？', en: 'Why does RocketMQ write fast?' },
    summary: {
      zh: '真实数值，ASYNC_FLUSH；这块磁盘一次刷盘要 200 毫秒。',
      en: 'Real values, ASYNC_FLUSH, and a disk that takes 200 ms for a flush.',
    },
    asked: { notes: 27, asQuestion: 7, threads: null },
    issues: [],
    terms: ['pageCache', 'flush', 'commitLog'],
    source: { method: 'CommitLog#asyncPutMessage', release: '5.3.3', rules: ['K1', 'K2'] },
    notShown: {
      zh: 'mmap 和零拷贝在这里只算作“写内存”；读取一侧还看不到。',
      en: 'mmap and zero copy count as "a write to memory" here, and the reading side is not shown yet.',
    },
    step: {
      say: {
        zh: '每 100 毫秒一条消息，网络单程 1 毫秒。',
        en: 'A message every 100 ms, and a network of 1 ms each way.',
      },
      input: realStore({ sendIntervalMs: 100, fsyncMs: 200 }),
      atMs: 4850,
      untilMs: 5000,
      speed: 0.02,
      view: open,
      figures: { elapsed, gap: { kind: 'stationGap', message: 50, from: 'acknowledged', to: 'flushed' } },
      claims: [{ figure: elapsed, atMost: 10 }],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '消息 50 的 send() 用多久？', en: 'How long does the send() of message 50 take?' },
      answer: elapsed,
      options: [5, 205, 705],
      explain: {
        zh: '{elapsed}：追加到内存里的 CommitLog 就应答，落盘是 {gap} 之后的事。',
        en: '{elapsed}: it is answered once it is appended to the CommitLog in memory, and on disk {gap} later.',
      },
    },
    rule: {
      zh: '只在一个文件的末尾顺序追加，写的是页缓存，刷盘由后台批量完成：快，代价是断电会丢。',
      en: 'It appends to the end of one file, in the page cache, and the disk follows in the background, many at a time: fast, at the price of what a power cut takes.',
    },
  }),
]
