// A talk of five minutes: steps of the lesson with what a speaker says.

import { cueOf, talkOf } from '../storing/talks'
import type { Cue, Talk } from '../talk'
import { copiesInput } from './inputs'
import { copiesLesson } from './lessons/copies'

const COPIED = { kind: 'stationOf', message: 10, station: 'replicated' } as const

const steps: Cue[] = [
  {
    id: 'title',
    title: { zh: '换了 Master，少了一笔', en: 'A new Master, and one order less' },
    say: {
      zh: '副本落后多少，谁在等副本，换 Master 会丢什么。',
      en: 'How far copies are behind, who waits for them, and what a failover loses.',
    },
    meaning: { zh: '先看一条消息怎样到 Slave。', en: 'We begin with one message on its way to a Slave.' },
    card: {
      kind: 'title',
      audience: {
        zh: '适合为集群选复制方式、或者要解释一次切换的人。',
        en: 'For everyone who chooses how a cluster replicates, or has to explain a failover.',
      },
    },
    input: copiesInput('replication'),
    atMs: 5000,
    minutes: 0.75,
    notes: {
      zh: '大家好。今天讲复制。大家都知道 RocketMQ 有主有从，Master 坏了 Slave 还有数据。可是线上常有这样的事：切换很快，一秒就好，日志里也是成功，偏偏少了一笔订单。它去了哪里？屏幕上是一组三个节点，打开以后能看到每个节点的 CommitLog 写到哪里。我们跟着一条消息走，看它什么时候只有一份，什么时候才有两份。猜错没有关系，数字都是现场算的。',
      en: 'Hello everyone. Today is about copies. RocketMQ has a Master and Slaves, and when the Master breaks the Slaves have the data. Still, this happens in production: the failover takes a second, the log says success, and one order is missing. Where did it go? On the screen is one group of three nodes, opened so that you see how far the CommitLog of each one goes. We follow a message and see when it exists once, and from when on twice. Please guess along, and do not mind a wrong guess; every number is computed.',
    },
    claims: [{ figure: COPIED, atMost: 5000 }],
  },
  cueOf(copiesLesson.steps, 'lag', 1, {
    zh: '消息 11 正在去 Master 的路上，异步复制。问题是：第一个 Slave 什么时候有它，在应答之前，还是之后？（等人回答，再按一下。）应答之后 {gap}。Master 写完就应答，不等任何副本。那这段时间从哪里来？不是带宽，每秒才两条消息。是 Master 的发送线程：它空闲的时候，每一百毫秒才看一眼有没有新数据。所以落后由定时器决定，负载再低也有。在这一小段时间里，已经成功的消息全世界只有一份。',
    en: 'Message 11 is on its way to the Master, with asynchronous replication. When does the first Slave have it, before the answer or after it? (Wait, then press.) {gap} after the answer. The Master appends, answers, and waits for no one. Where does that time come from? Not from the network: there are two messages a second. It is the sender of the Master, which looks for new data only every hundred milliseconds when it is idle. So a timer sets the lag, at any load. For that little while a successful message exists exactly once.',
  }),
  cueOf(copiesLesson.steps, 'failover', 1, {
    zh: '现在我们就挑这一小段时间下手。这是 Controller 模式，全部默认设置。消息 11 刚写进 Master，应答已经发出去了，Slave 还没有。（杀掉 Master。）切换快得漂亮，{ready} 就有了新 Master。可是看它的日志：没有消息 {message}。生产者拿到的是 SEND_OK，消息却丢了 {lost} 条。没有报错，没有告警。旧 Master 回来以后，会把自己多出来的那一段截断，从此哪里都找不到它。这不是缺陷，是默认设置的含义。',
    en: 'Now we strike in just that little while. This is Controller mode with default settings. The Master has appended message 11 and has sent the answer; the Slaves do not have it. (Kill the Master.) The failover is beautifully fast, with a new Master at {ready}. But look at its log: message {message} is not there. The producer has a SEND_OK, and {lost} message is lost, without an error and without an alarm. When the old Master returns it truncates what it has beyond the others. That is no defect. It is what the defaults mean.',
  }),
  cueOf(copiesLesson.steps, 'all-ack', 0.75, {
    zh: '怎么避免？让应答等副本。刚才丢了 {before} 条。（打开 allAckInSyncStateSet。）同一次故障再来一遍：SyncStateSet 里每个节点都有了才应答，丢失 {lost} 条。代价看得见：一次发送从四分之一秒变成 {elapsed}，多一个来回。还有一个代价看不见：一个副本不动了，所有发送都要等到它被移出集合。所以这个开关要配合监控使用。',
    en: 'How do we avoid it? Let the answer wait for copies. We lost {before} a moment ago. (Switch allAckInSyncStateSet on.) The same failure again: the answer comes once every node of the SyncStateSet has the message, and {lost} are lost. One price is visible: a send takes {elapsed} here, a round trip more. Another is not: if a copy stops moving, every send waits until it has left the set. So watch that set when you use this.',
  }),
  cueOf(copiesLesson.steps, 'quorum', 1, {
    zh: '最后看 DLedger。它等的是多数派，三个节点有两个就够，坏一个没有关系。现在已经坏了一个，发送照样成功。（再杀一个。）Leader 还活着，消息 {message} 它照样写进自己的日志，可是凑不齐两份，等了两秒半，{at} 返回错误。请记住这一点：报错不等于没有存入。多数派回来以后，这条消息可能提交，也可能被截断，要看谁当选；而客户端一重试，就可能有两份。所以消费端的幂等，什么模式都省不掉。',
    en: 'At last, DLedger. It waits for a majority: two of three nodes are enough, and one may fail. One has failed already, and sends succeed. (Kill another one.) The Leader lives and appends message {message} to its own log, but there is no second copy; after two and a half seconds, at {at}, it answers with an error. Remember this: an error does not mean "not stored". Once a majority is back the message may be committed or truncated, by who is elected, and a retry may leave two of them. So no mode spares you an idempotent consumer.',
  }),
  {
    id: 'closing',
    title: { zh: '周一就能做的两件事', en: 'Two things to do on Monday' },
    say: { zh: '扫码打开刚才的集群。', en: 'The code opens the cluster that we have seen.' },
    meaning: { zh: '谢谢大家。', en: 'Thank you.' },
    card: {
      kind: 'closing',
      points: [
        {
          zh: '看清你的版本和模式下 SEND_OK 等了几份副本：5.x 的 SYNC_MASTER 默认不等。',
          en: 'Find out how many copies a SEND_OK waits for in your release: SYNC_MASTER of 5.x waits for none by default.',
        },
        {
          zh: '报错和超时都按“可能已存入”处理，消费端做到幂等。',
          en: 'Treat errors and timeouts as "may be stored", and make consumers idempotent.',
        },
      ],
    },
    input: copiesInput('controller'),
    atMs: 5160,
    minutes: 0.5,
    notes: {
      zh: '带走两句话。第一，先弄清 SEND_OK 在你的版本里等了几份副本，5.x 的 SYNC_MASTER 默认一份也不等。第二，报错和超时都可能已经存入，消费端要幂等。屏幕上的码会打开刚才那个集群，请自己挑一个时刻杀掉 Master 试试。谢谢大家。',
      en: 'Two sentences to take home. First, find out how many copies a SEND_OK waits for in your release; SYNC_MASTER of 5.x waits for none by default. Second, what failed or timed out may be stored all the same, so consumers must be idempotent. The code opens this cluster: choose your own moment, kill the Master, and see who has what afterwards. Thank you.',
    },
    claims: [{ figure: COPIED, atMost: 5160 }],
  },
]

export const REPLICATING_TALKS: readonly Talk[] = [
  talkOf(
    'talk-replicating',
    { zh: '五分钟：副本等不等', en: 'Five minutes: who waits for a copy' },
    {
      zh: '落后从哪里来，换 Master 丢什么，没有多数派会怎样。',
      en: 'Where the lag comes from, what a failover loses, and what happens without a majority.',
    },
    steps,
  ),
]
