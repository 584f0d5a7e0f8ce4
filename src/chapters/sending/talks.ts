// Two ready-made talks of 15 and of 30 minutes: steps of the lessons and incidents in order, each
// with what the speaker says. The steps themselves exist once.

import type { Localized } from '../../i18n/localized'
import { SINCE } from '../../projections/releaseFacts'
import type { Lesson, Step } from '../lesson'
import { SENDING_INCIDENTS } from './incidents'
import { TALK_STEPS } from './talkSteps'

const SOURCES: readonly Lesson[] = [...TALK_STEPS, ...SENDING_INCIDENTS]

/** What is said on each cue, by lesson and step. Blanks are figures of the step. */
const NOTES = {
  'topic/four-queues': {
    zh: '先只看一台 Broker，一个 Topic。左边转盘上的四格，就是右边的 q0 到 q3，一格对应一个队列，请大家先对上。后面不管集群多大，看的都是这个转盘。',
    en: 'One Broker and one Topic to begin with. Point at the four fields of the wheel and at q0 to q3 on the right: they are the same four. However large the cluster gets, we will always look at this wheel.',
  },
  'topic/which-queue': {
    zh: '先停住，请大家说：消息 3 去哪儿？等有人答了再往下。规则只有一句：序号加一，除以队列数取余。',
    en: 'Stop here and ask the room for message 3. Continue after the first answer. The rule is one line: add one to the index and take the remainder by the number of queues.',
  },
  'topic/shard': {
    zh: '这一句请大家记住：MessageQueue 就是 Topic 的数据分片。每个队列只有一部分消息，各自从 0 开始编号。后面讲的分布式存储、负载均摊，都从“分片”两个字来。',
    en: 'This is the sentence to take home: a MessageQueue is a shard of the Topic. Each holds a part of the messages and numbers them from 0. Distributed storage and shared load both follow from that word.',
  },
  'shards/two-and-two': {
    zh: '还是四个队列，换成两组 Broker，各放两个。注意有两个 q0，它们是两个不同的队列。所以要说清一个队列，Topic、brokerName、queueId 三样都不能少。',
    en: 'Four queues again, on two Broker groups now. There are two queues called q0, and they are independent. To name a queue you need all three: Topic, brokerName and queueId.',
  },
  'shards/which-broker': {
    zh: '再猜一次：消息 7。提示一下，列表先排完 broker-a 的两个，再排 broker-b 的两个。答完就能看到，一半数据在 broker-a，一半在 broker-b，这就是分布式存储。',
    en: 'One more guess: message 7. A hint: the list has both queues of broker-a first, then both of broker-b. When it lands, point out that half of the data is on each group. That is all distributed storage means here.',
  },
  'shards/master-and-slaves': {
    zh: '每组里绿色带皇冠的是 Master，只有它接收写入。两个 Slave 只保存副本。记住这一点，一会儿我们就要把 Master 杀掉。',
    en: 'The one with the crown is the Master, and only the Master accepts writes. The two Slaves hold copies. Remember this: in a few minutes we will kill a Master.',
  },
  'route/first-question': {
    zh: '放慢了看第一条消息。发送之前，生产者先问 NameServer 这个 Topic 在哪些 Broker 上，收到应答才有队列可选。这份应答叫路由。',
    en: 'The first message in slow motion. Before it can send anything, the producer asks a NameServer where the Topic lives; only then does it have queues to choose from. That answer is called the route.',
  },
  'route/stale': {
    zh: '现在 broker-a 的 Master 宕机了，NameServer 立刻就知道。问问大家：生产者知道吗？答案是不知道，NameServer 不会通知它。它的列表，要到下一次取路由才会更新。',
    en: 'The Master of broker-a has just died, and the NameServer knows at once. Ask the room whether the producer knows. It does not, because the NameServer notifies no producer; its list stays as it is until the next poll.',
  },
  'route/poll': {
    zh: '盯住转盘：取到新路由的一刻，broker-a 的两格消失了。这里为了看得清，10 秒取一次；真实的客户端默认 30 秒一次。这段时间差，就是后面所有故障的来源。',
    en: 'Watch the wheel: the moment the new route arrives, the two fields of broker-a are gone. We poll every 10 s here so that you can see it; the real client does so every 30 s. That gap is where the trouble in the second half comes from.',
  },
  'spread/five-each': {
    zh: '20 条消息，四个队列，每个几条？很好算，但请大家看着它发生。轮流发送，每个队列一样多。',
    en: 'Twenty messages and four queues: how many in each? It is easy arithmetic, but let them watch it happen. Each queue gets a turn, so each gets the same number.',
  },
  'spread/capacity': {
    zh: '数据均匀，写入的压力也就均匀。假设一台 Broker 每秒能写 {one} 条，两组加起来就是 {all} 条。这个数是举例，不是 RocketMQ 的上限，请换成你们自己压测的结果。',
    en: 'Even data means even load. If one Broker takes {one} writes a second, two groups take {all}. The figure is an example and no limit of RocketMQ: put in your own measurements.',
  },
  'spread/uneven': {
    zh: '有个常见的误会：以为是按机器均摊。其实是按队列轮流，broker-b 多一个队列，写入就多一倍。扩容之后忘了给新机器建队列，就是这种情况。',
    en: 'A common mistake is to think that machines share the load. Turns go by queue, so broker-b with two queues gets twice as much. It looks like this when you add a machine and forget to create queues on it.',
  },
  'master-dies/kill': {
    zh: '现在动手：点 broker-a 的 Master，选 kill -9；按 K 也行，按下一步也行。杀掉之后停一下，让大家看清楚：Broker 已经宕机，转盘上它的两格还在。轮到它的那条消息会失败，然后改发 broker-b。',
    en: "Now do it: click broker-a's Master and choose kill -9. The key K does it too, and so does the next press of the clicker. Pause afterwards: the Broker is dead, and its two fields are still on the wheel. The next message for it fails and then goes to broker-b.",
  },
  'master-dies/again': {
    zh: '刚才那条靠重试成功了。请大家猜：下一次轮到 broker-a，它会避开吗？不会。只有在同一次调用里，它才避开刚失败的那台。',
    en: 'The retry saved that one. Ask: when the turn comes to broker-a again, does the producer remember the failure? It does not. Only within the same call does it avoid the Broker that failed.',
  },
  'master-dies/how-long': {
    zh: '新 Master 在 {ready} 就选出来了，但生产者还不知道它的地址，要失败到下一次取路由为止。应用没有收到一个异常，只是变慢：这种问题在监控上最难发现。',
    en: 'A new Master is ready at {ready}, but the producer does not know its address and keeps trying the old one until the next poll. The application gets no exception, only slower calls. That makes it hard to notice on a dashboard.',
  },
  'switch/window': {
    zh: '开关打开，再来一次同样的故障。一次失败，就按 latencyMax 和 notAvailableDuration 查表，打开一个规避窗口。看橙色的斜纹：这两格还在列表里，只是暂时不选。',
    en: 'The switch is on, and the same failure happens again. The client looks up one failed send in latencyMax and notAvailableDuration, and that opens an avoidance window. Look at the amber hatching: the fields stay in the list, but the producer skips them for a while.',
  },
  'switch/next-message': {
    zh: '对比刚才：开关关闭时，消息 31 又失败了一次。现在呢？让大家先说。它直接发往 broker-b，一次成功，这就是这个开关的全部用处。',
    en: 'Remember that with the switch off, message 31 failed on broker-a again. What now? Let the room answer first. It goes straight to broker-b and succeeds at the first attempt; that is the whole purpose of the switch.',
  },
  'switch/try-again': {
    zh: '窗口 {ends} 结束，生产者又用一条消息去试，还是失败，因为新 Master 要到 {ready} 才就绪。它并不聪明，只是隔一段时间试一次。',
    en: 'The window ends at {ends}, and the producer tries one more message. It fails, because the new Master is not ready before {ready}. The producer is not clever: it just tries again now and then.',
  },
  'switch/side-by-side': {
    zh: '左边开，右边关，其他完全一样。打开时失败 {on} 次，关闭时失败 {off} 次。不要说成“打开才不丢消息”：两边都没有丢，省下的是时间。',
    en: 'On at the left, off at the right, and nothing else is different. {on} failed attempts on one side, {off} on the other. Do not sell it as safety: neither side loses a message. What it saves is time.',
  },
  'switch/price': {
    zh: '它有代价。规避期间，所有消息都发往 broker-b，集群只剩一台的容量。打开之前先算一算：少一组 Broker，剩下的能不能承受？',
    en: 'It has its price. While the producer avoids one group, everything goes to the other, and the cluster takes no more than that one can. Before you turn it on, work out whether the rest can take the load of a missing group.',
  },
  'beyond/ten-minutes': {
    zh: `最后换成真实数值。同样一次失败，客户端 4.9.7 会规避多久？让大家猜，多半猜不到十分钟。${SINCE.newFaultTable} 起改成了十秒。结论：打开开关之前，先看客户端版本。`,
    en: `At the end, the real numbers. For how long does client 4.9.7 avoid a Broker after one failure? Let the room guess; few will say ten minutes. From ${SINCE.newFaultTable} it is ten seconds. So know the release of your client before you turn the switch on.`,
  },
  'beyond/budget': {
    zh: '换一种故障：断电。没有“拒绝连接”，客户端只能等待。sendMsgTimeout 是整次调用的预算，一次等待就用完了，两次重试一次也没有用上。',
    en: 'Another kind of failure: a power cut. There is no "connection refused", so the client can only wait. sendMsgTimeout is the budget of the whole call; one wait uses it up, and neither of the two retries ever happens.',
  },
  'starving-after-restart/symptom': {
    zh: '讲一个真实的案例。broker-a 重启用了二十秒，监控上它的写入却一直是零。Broker 正常，路由里也有它。请大家想想，问题在哪里？',
    en: 'A true story. broker-a was restarted within twenty seconds, but its writes stayed at zero. The Broker is healthy and in the route. Ask the room what holds the traffic back.',
  },
  'starving-after-restart/cause': {
    zh: '回到第一次失败的那一刻。猜猜这一次失败打开了多长的窗口。揭晓之后停两秒，让大家想一想：原因只是一条消息失败。',
    en: 'Back to the very first failure. How long a window does it open? After the answer, wait two seconds: one message failed, no more.',
  },
  'starving-after-restart/fix': {
    zh: '输入不变，只把客户端换成 5.3.3，重放一遍：窗口只有 {window}，{back} 就恢复了。能带走的做法有两条：升级客户端，或者自己把 notAvailableDuration 调小。',
    en: 'The same story with client 5.3.3 and nothing else changed: a window of {window}, and traffic is back at {back}. Two things to take home: upgrade the client, or lower notAvailableDuration yourself.',
  },
} satisfies Record<string, Localized>

type CueName = keyof typeof NOTES

/** @throws RangeError if there is no such step */
function cue(name: CueName, minutes: number): Step {
  const [lesson, id] = name.split('/')
  const step = SOURCES.find((one) => one.id === lesson)?.steps.find((one) => one.id === id)
  if (!step) throw new RangeError(`no step ${name}`)
  return { ...step, id: `${lesson}-${id}`, notes: NOTES[name], minutes }
}

const cues = (planned: readonly (readonly [CueName, number])[]): Pick<Lesson, 'steps' | 'minutes'> => ({
  steps: planned.map(([name, minutes]) => cue(name, minutes)),
  minutes: planned.reduce((sum, [, minutes]) => sum + minutes, 0),
})

const shortTalk: Lesson = {
  id: 'talk-15',
  kind: 'talk',
  title: { zh: '一刻钟讲清生产者', en: 'The producer in a quarter of an hour' },
  summary: {
    zh: '队列是分片，轮流发送就均匀；Master 宕机时，开关能减少失败的尝试，但要先看版本。',
    en: 'Queues are shards, and turns make them even. When a Master dies, the switch saves failed attempts; know your release first.',
  },
  issues: [],
  terms: [],
  quiz: [],
  ...cues([
    ['topic/four-queues', 1],
    ['topic/shard', 1],
    ['shards/which-broker', 1.5],
    ['spread/five-each', 1],
    ['spread/capacity', 1.5],
    ['route/stale', 1.5],
    ['master-dies/kill', 1.5],
    ['master-dies/again', 1],
    ['switch/window', 1.5],
    ['switch/next-message', 1],
    ['switch/price', 1],
    ['beyond/ten-minutes', 1.5],
  ]),
}

const longTalk: Lesson = {
  id: 'talk-30',
  kind: 'talk',
  title: { zh: '半小时：从队列讲到线上故障', en: 'Half an hour: from one queue to an outage' },
  summary: {
    zh: '分片、路由、轮询、规避窗口：四个词，说清线上那十分钟的零流量。',
    en: 'Shards, route, turns, avoidance windows: four words that explain ten minutes without traffic.',
  },
  issues: [],
  terms: [],
  quiz: [],
  ...cues([
    ['topic/four-queues', 1],
    ['topic/which-queue', 1],
    ['topic/shard', 1],
    ['shards/two-and-two', 1],
    ['shards/which-broker', 1],
    ['shards/master-and-slaves', 1],
    ['route/first-question', 1.5],
    ['route/stale', 1.5],
    ['route/poll', 1],
    ['spread/five-each', 1],
    ['spread/capacity', 1.5],
    ['spread/uneven', 1.5],
    ['master-dies/kill', 2],
    ['master-dies/again', 1],
    ['master-dies/how-long', 1.5],
    ['switch/window', 1.5],
    ['switch/next-message', 1],
    ['switch/try-again', 1.5],
    ['switch/side-by-side', 1.5],
    ['switch/price', 1],
    ['beyond/budget', 1.5],
    ['starving-after-restart/symptom', 1.5],
    ['starving-after-restart/cause', 1],
    ['starving-after-restart/fix', 1],
  ]),
}

export const SENDING_TALKS: readonly Lesson[] = [shortTalk, longTalk]
