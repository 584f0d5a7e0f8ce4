// A talk of five minutes: steps of the lesson with what a speaker says.

import type { Localized } from '../../i18n/localized'
import type { Step } from '../lesson'
import type { Cue, Talk } from '../talk'
import { storeInput } from './inputs'
import { storeLesson } from './lessons/store'

/** @throws RangeError if the lesson has no such step */
export function cueOf(steps: readonly Step[], id: string, minutes: number, notes: Localized): Cue {
  const step = steps.find((one) => one.id === id)
  if (!step) throw new RangeError(`no step ${id}`)
  return { ...step, minutes, notes }
}

const FLUSHED = { kind: 'stationOf', message: 8, station: 'flushed' } as const

const steps: Cue[] = [
  {
    id: 'title',
    title: { zh: 'SEND_OK 之后，消息在哪里？', en: 'After SEND_OK, where is the message?' },
    say: {
      zh: '页缓存、刷盘、断电和繁忙：一台 Broker 的内部。',
      en: 'Page cache, flush, power cuts and load: the inside of one Broker.',
    },
    meaning: { zh: '从一次断电说起。', en: 'We begin with a power cut.' },
    card: {
      kind: 'title',
      audience: {
        zh: '适合用 RocketMQ 发消息、要为消息不丢负责的人。',
        en: 'For everyone who sends with RocketMQ and answers for its messages.',
      },
    },
    input: storeInput(),
    atMs: 4300,
    minutes: 0.75,
    notes: {
      zh: '大家好。今天只问一个问题：生产者拿到了 SEND_OK，这条消息到底在哪里？在磁盘上，在内存里，还是在别的机器上？很多人以为成功就等于落盘，其实不是。屏幕上是一台打开的 Broker：上面是 CommitLog，浅色的部分在页缓存，深色的部分已经落盘。所有的数字都是现场算出来的。我会先停下来请大家猜，再往下放。',
      en: 'Hello everyone. One question today: the producer has its SEND_OK, so where is the message? On disk, in memory, or on another machine? Many people take success for "on disk", and it is not. On the screen one Broker is open: its CommitLog, with the part that is only in the page cache and the part that is already on disk. Every number is computed as we watch. I will stop and ask you to guess before we go on, and a wrong guess is welcome.',
    },
    claims: [{ figure: FLUSHED, atMost: 4300 }],
  },
  cueOf(storeLesson.steps, 'gone', 1.5, {
    zh: '先看最坏的情况。这台 Broker 用的是默认的异步刷盘，为了看得清，每两秒才刷一次。断电之前，十二条消息全都拿到了 SEND_OK，应用那边没有任何报错。现在主机没有电。请大家先猜：开机以后，十二条里还剩几条？（等人回答，然后点击重启。）它在启动时读自己的文件，一条一条校验，读到最后一次刷盘的地方就结束了。少了 {lost} 条，从消息 {first} 开始。请注意两件事。第一，丢的是最后一次刷盘之后的全部，不是随机的几条。第二，没有谁会通知生产者，它手里的成功不会收回。如果当时只是 kill -9，一条也不会丢，因为页缓存属于操作系统，进程退出后它还在。很多人在测试里只杀进程，所以从来没有看见过这个现象。',
    en: 'The worst case first. This Broker uses the default, an asynchronous flush, here every two seconds so that we can see it. Before the power cut all twelve messages had their SEND_OK, and the application saw no error. Now the host has no power. Please guess: how many of the twelve are left once it is up? (Wait for answers, then restart it.) While it starts it reads its own files, checks message after message, and stops where the last flush ended. {lost} are missing, from message {first} on. Note two things. First, it is all that came after the last flush, not a random few. Second, the producer learns nothing of it: its success is never taken back. Had this been only kill -9, nothing would be lost, because the page cache belongs to the operating system. Most people only kill processes in their tests, and so they have never seen this.',
  }),
  cueOf(storeLesson.steps, 'sync-flush', 1, {
    zh: '怎么办？最直接的办法，是让应答等一等。同一次断电，同样的消息，刚才丢了 {before} 条。（改成 SYNC_FLUSH。）现在再放一遍：每条消息写入之后先刷盘，落盘了才返回成功。断电，开机，丢失 {lost} 条。代价也在屏幕上：每次发送都要等一次刷盘。这块磁盘很快，只多一毫秒；换成机械盘，或者磁盘正忙，就不是一毫秒了。好在刷盘是成批的：一次刷盘，等在那里的请求全部一起返回，所以吞吐没有想象中差。',
    en: 'What can we do? The direct way is to let the answer wait. The same power cut and the same messages lost {before} a moment ago. (Switch to SYNC_FLUSH.) Once more: each message is appended, then flushed, and only then does the producer get its success. Power off, power on: {lost} lost. The price is on the screen as well, for every send waits for a flush. This disk is fast, and it costs one millisecond; with a spinning disk, or a busy one, it is more. Flushes come in batches, so one of them answers all requests that wait, and throughput suffers less than you may fear.',
  }),
  cueOf(storeLesson.steps, 'busy', 1, {
    zh: '第二个问题：Broker 为什么会说自己忙？这里是真实数值，每秒大约十万条，这台 Broker 每秒只写得了四万条。请求在发送队列里排队，队列能放一万条。哪一条规则先拒绝请求？（等人回答，再按一下。）不是队列满了，而是等得太久：排在最前面的请求等满两百毫秒，就被清出去，客户端收到 SYSTEM_BUSY。把等待时间调大，只会让每个人等得更久，写入一条也不会多。要么加一组 Broker，要么让同时在途的请求少一些。',
    en: 'The second question: why does a Broker say that it is busy? These are real values, some hundred thousand messages a second for a Broker that writes forty thousand. Requests wait in the send queue, which holds ten thousand. Which rule refuses requests first? (Wait, then press.) Not the full queue but the long wait: a request at the head that has waited two hundred milliseconds is dropped, and its client gets SYSTEM_BUSY. A longer wait makes everybody wait longer and writes nothing more. Add a Broker group, or keep fewer requests under way at once.',
  }),
  {
    id: 'closing',
    title: { zh: '周一就能做的两件事', en: 'Two things to do on Monday' },
    say: { zh: '扫码打开刚才的那次断电。', en: 'The code opens the power cut that we have seen.' },
    meaning: { zh: '谢谢大家。', en: 'Thank you.' },
    card: {
      kind: 'closing',
      points: [
        {
          zh: '查 flushDiskType：不能丢的 Topic，SYNC_FLUSH 或者等副本，至少要有一个。',
          en: 'Check flushDiskType: a Topic that must lose nothing needs SYNC_FLUSH or copies that are waited for.',
        },
        {
          zh: '演练断电，不要只杀进程；看到 broker busy，先看写入能力。',
          en: 'Rehearse a power cut, not only a kill; and at "broker busy", look at what the Broker can write.',
        },
      ],
    },
    input: storeInput(),
    atMs: 5900,
    minutes: 0.5,
    notes: {
      zh: '总结两句话。第一，成功的含义由配置决定，默认是写进一台机器的内存；不能丢的消息，要么同步刷盘，要么等副本。第二，下次演练请真的断电，只杀进程看不到问题。屏幕上的码会打开刚才的运行，大家可以自己改一改。谢谢。',
      en: 'Two sentences to take home. First, the settings decide what success means, and by default it means the memory of one machine; what must not be lost needs a synchronous flush or copies. Second, rehearse a real power cut, because a killed process shows nothing. The code opens this very run, so please change it yourselves. Thank you.',
    },
    claims: [{ figure: FLUSHED, atMost: 5900 }],
  },
]

export const talkOf = (id: string, title: Localized, summary: Localized, cues: Cue[]): Talk => ({
  id,
  kind: 'talk',
  title,
  summary,
  minutes: cues.reduce((sum, { minutes }) => sum + minutes, 0),
  issues: [],
  terms: [],
  steps: cues,
  quiz: [],
})

export const STORING_TALKS: readonly Talk[] = [
  talkOf(
    'talk-storing',
    { zh: '五分钟：SEND_OK 之后', en: 'Five minutes: after SEND_OK' },
    {
      zh: '消息在页缓存还是在磁盘上，断电丢什么，Broker 为什么说忙。',
      en: 'Page cache or disk, what a power cut takes, and why a Broker says that it is busy.',
    },
    steps,
  ),
]
