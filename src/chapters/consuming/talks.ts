// A talk of five minutes: steps of the lessons with what a speaker says.

import { cueOf, talkOf } from '../storing/talks'
import type { Cue, Talk } from '../talk'
import { consumeInput, DEATH_MS } from './inputs'
import { failingLesson } from './lessons/failing'
import { rebalanceLesson } from './lessons/rebalance'

const FIRST = { kind: 'momentOf', mark: { mark: 'consumeBegun', afterMs: 0 } } as const

const steps: Cue[] = [
  {
    id: 'title',
    title: { zh: '消费者宕机之后', en: 'When a consumer dies' },
    say: {
      zh: '谁接手，什么重复，顺序又要付出什么。',
      en: 'Who takes over, what comes twice, and what order costs.',
    },
    meaning: { zh: '先看两个消费者怎样分队列。', en: 'Two consumers and their queues come first.' },
    card: {
      kind: 'title',
      audience: {
        zh: '适合写监听器、要为重复和顺序负责的人。',
        en: 'For everyone who writes listeners and answers for duplicates and order.',
      },
    },
    input: consumeInput(),
    atMs: 7000,
    minutes: 0.75,
    notes: {
      zh: '大家好。今天讲消费这一侧最常见的三个问题：消费者宕机以后谁接手，为什么总有几条消息重复，要求顺序又要多付多少。屏幕上有两组 Broker，四个队列，一个消费组里两个消费者，各拿两个队列。消息在动，下面一行数字是积压。所有数字都是现场算的，我会停下来请大家先猜，猜错了也没有关系。',
      en: 'Hello everyone. Today it is about three questions of the consuming side: who takes over when a consumer dies, why a few messages come twice, and what you pay when you ask for order. On the screen are two Broker groups with four queues, and one group with two consumers, each with two of the queues. Every number is computed as we watch. I will stop and ask you to guess first, and a wrong guess is welcome.',
    },
    claims: [{ figure: FIRST, atMost: 7000 }],
  },
  cueOf(rebalanceLesson.steps, 'kill', 1, {
    zh: '先做最简单的一件事：杀掉一个消费者。请大家估计，要多久另一个才接手？（停一下，然后杀掉 consumer-1。）进程退出，操作系统马上关掉它的连接。两组 Broker 在 {left} 都知道了，并且通知组里剩下的成员。consumer-2 重新分配，{taken} 就拿到了全部四个队列。也就是说，进程死得干脆，接手非常快，这里大部分还是网络的时间，因为我们把网络放慢了。如果进程没有死，只是停住，连接还在，那就要等两分钟的心跳超时。所以卡住比宕机更麻烦。',
    en: 'The simplest thing first: kill one of the consumers. How long until the other one takes over? (Wait for guesses, then kill consumer-1.) The process is gone, and the operating system closes its connections. Both Broker groups know at {left} and notify the rest of the group. consumer-2 works out its share again, and at {taken} it has all four queues. So a clean death is noticed at once, and most of what we see is the slow network of this demo. Had the process been frozen with its connections open, it would have taken two minutes. A process that hangs is worse than one that is dead.',
  }),
  cueOf(rebalanceLesson.steps, 'twice', 1.25, {
    zh: '接手之后从哪里读起？从 Broker 存的位点，这里 broker-a 的 q1 是 {offset}。请猜：哪些消息会再来一遍？（等人回答，再往下放。）重复 {again} 条。一条正处理到一半，另一条其实处理完了，只是位点还没有提交。位点先放在客户端的内存里，每五秒提交一次，所以处理完和提交之间总有一段空当。把间隔调小只能减少，不能消除。还有一个更糟的情形：如果队列里有一条消息卡住不返回，位点就停在它那里，后面处理了几千条也不提交，一宕机全部重来。结论很简单：RocketMQ 保证至少一次，幂等要自己做，用业务的 key 去重，和处理结果写在同一个事务里。',
    en: 'Where does it go on? From the offsets that the Broker has, and for q1 of broker-a that is {offset}. Please guess which messages come again. (Wait, then play.) It is {again}. One was in hand, and one was in fact done but its offset was not committed. Offsets are kept in the memory of the client and sent every five seconds, so there is always a gap between done and committed. A shorter interval makes it smaller and never removes it. There is a worse case: with one message stuck in its listener, the offset stays there, thousands behind it are never committed, and a crash repeats all of them. So RocketMQ delivers at least once, and it is up to you to recognise a message by a key of your business, in the transaction of its result.',
  }),
  cueOf(failingLesson.steps, 'lock', 1.25, {
    zh: '最后一个问题：顺序。同样的集群，监听器换成 ORDERLY，再杀一次 consumer-1。（杀掉它。）这次 consumer-2 也是马上知道的，可是它去锁队列时被拒绝了 {refused} 次，直到 {locked} 才成功。为什么？队列的锁记在 Broker 上，写着死者的名字，要从最后一次续约起等满六十秒才过期。RocketMQ 宁可停一分钟，也不让两个消费者同时处理一个队列，否则顺序就没有了。所以顺序消费的实例不要用 kill -9，优雅停机会主动把锁还回去。还要记住，一条处理失败的消息会挡住它后面的全部，默认不限次数，请一定给 maxReconsumeTimes 设一个上限，并且盯住死信队列。',
    en: 'The last question is order. The same cluster with an orderly listener, and consumer-1 is killed once more. (Kill it.) consumer-2 knows at once, as before, but when it asks for the lock of a queue it is refused {refused} times, and gets it at {locked}. Why? The lock is kept at the Broker in the name of the dead consumer, and it expires sixty seconds after it was last confirmed. RocketMQ would rather halt for a minute than let two consumers work on one queue, because then order would be gone. So do not use kill -9 on orderly consumers: a shutdown gives the locks back. And remember that one failing message holds up all behind it, by default without limit: give maxReconsumeTimes a value, and watch your dead letters.',
  }),
  {
    id: 'closing',
    title: { zh: '周一就能做的两件事', en: 'Two things to do on Monday' },
    say: { zh: '扫码打开刚才那次运行。', en: 'The code opens the run that we have seen.' },
    meaning: { zh: '谢谢大家。', en: 'Thank you.' },
    card: {
      kind: 'closing',
      points: [
        {
          zh: '给监听器里的每个外部调用设超时，按业务 key 做幂等。',
          en: 'Give every call inside a listener a timeout, and recognise a message by a key of the business.',
        },
        {
          zh: '顺序消费：设 maxReconsumeTimes，用优雅停机，监控 %DLQ%。',
          en: 'Orderly consumers: set maxReconsumeTimes, shut them down properly, and watch %DLQ%.',
        },
      ],
    },
    input: consumeInput(),
    atMs: DEATH_MS,
    minutes: 0.5,
    notes: {
      zh: '总结两句话。第一，重复不是故障，是至少一次的另一面，幂等和超时都要写在监听器里。第二，顺序有价格：一条失败会挡住队列，一次宕机会停一分钟，参数和停机方式都要提前想好。屏幕上的码会打开这次运行，大家可以自己杀一次试试。谢谢。',
      en: 'Two sentences to take home. Duplicates are no fault but the other side of at least once, so idempotency and timeouts belong into your listener. Order has a price: one failure holds up a queue, and one crash halts it for a minute, so think of settings and shutdown beforehand. The code opens this run, so please kill one yourselves. Thank you.',
    },
    claims: [{ figure: FIRST, atMost: DEATH_MS }],
  },
]

export const CONSUMING_TALKS: readonly Talk[] = [
  talkOf(
    'talk-consuming',
    { zh: '五分钟：消费者宕机之后', en: 'Five minutes: when a consumer dies' },
    {
      zh: '谁接手队列，哪些消息重复，顺序消费为宕机付出什么。',
      en: 'Who takes over, which messages come twice, and what a crash costs an orderly group.',
    },
    steps,
  ),
]
