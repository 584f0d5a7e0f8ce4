// Two talks to give as they are, of 15 and of 30 minutes: steps of the lessons and incidents, chosen and put in order, each
// with what the speaker says. The steps themselves are not told twice.

import type { Localized } from '../../i18n/localized'
import { SINCE } from '../../projections/releaseFacts'
import type { Lesson, Step } from '../lesson'
import { SENDING_INCIDENTS } from './incidents'
import { SENDING_LESSONS } from './lessons'

const SOURCES: readonly Lesson[] = [...SENDING_LESSONS, ...SENDING_INCIDENTS]

/** What is said on each cue, by lesson and step. Blanks are figures of the step. */
const NOTES = {
  'topic/four-queues': {
    zh: '先只看一台 Broker，一个 Topic。左边转盘上的四格，就是右边的 q0 到 q3，一格对一个队列，请大家先对上号。后面不管集群多大，看的都是这张转盘。',
    en: 'One Broker and one Topic to begin with. Point at the four fields of the wheel and at q0 to q3 on the right: they are the same four. However large the cluster gets, this wheel is what we will keep looking at.',
  },
  'topic/which-queue': {
    zh: '先停住，请大家说：消息 3 去哪儿？等有人答了再往下。规则只有一句：序号加一，除以队列数取余。',
    en: 'Stop here and ask the room for message 3. Go on once somebody has answered aloud. The rule is one line: add one to the index and take the remainder by the number of queues.',
  },
  'topic/shard': {
    zh: '这一句请大家记住：MessageQueue 就是 Topic 的数据分片。每个队列只有一部分消息，各自从 0 开始编号。后面讲的分布式存储、负载均摊，都从“分片”两个字来。',
    en: 'This is the sentence to take home: a MessageQueue is a shard of the Topic. Each holds a part of the messages and numbers them from 0 by itself. Distributed storage and shared load both follow from that word.',
  },
  'shards/two-and-two': {
    zh: '还是四个队列，换成两组 Broker，各放两个。注意有两个 q0，它们是两个不同的队列。所以说一个队列，要把 Topic、brokerName、queueId 三样都说上。',
    en: 'Four queues again, on two Broker groups now. There are two queues called q0, and they have nothing to do with each other. To name a queue you need all three: Topic, brokerName and queueId.',
  },
  'shards/which-broker': {
    zh: '再猜一次：消息 7。提示一下，列表先排完 broker-a 的两个，再排 broker-b 的两个。答完就能看到，一半数据在 broker-a，一半在 broker-b，这就是分布式存储。',
    en: 'One more guess: message 7. A hint: the list has both queues of broker-a first, then both of broker-b. When it lands, point out that half of the data is on each group. That is all distributed storage means here.',
  },
  'shards/master-and-slaves': {
    zh: '每组里绿色带皇冠的是 Master，只有它接收写入。两个 Slave 只保存副本。记住这一点，一会儿我们就要把 Master 杀掉。',
    en: 'The one with the crown is the Master, and only the Master is written to. The two Slaves keep copies. Keep that in mind, because in a few minutes we will kill a Master.',
  },
  'route/first-question': {
    zh: '放慢了看第一条消息。发送之前，生产者先去问 NameServer 这个 Topic 在哪些 Broker 上，拿到答案才有队列可选。这份答案叫路由。',
    en: 'The first message in slow motion. Before it can send anything, the producer asks a NameServer where the Topic lives; only then does it have queues to choose from. That answer is called the route.',
  },
  'route/stale': {
    zh: '现在 broker-a 的 Master 没了，NameServer 立刻就知道。问问大家：生产者知道吗？答案是不知道，没有人通知它。它手里的列表，要到下一次取路由才会更新。',
    en: 'The Master of broker-a has just died, and the NameServer knows at once. Ask the room whether the producer knows. It does not, for nobody tells it; its list stays as it is until it polls again.',
  },
  'route/poll': {
    zh: '盯住转盘：取到新路由的一刻，broker-a 的两格消失了。这里为了看得清，10 秒取一次；真实的客户端默认 30 秒一次。这段时间差，就是后面所有故障的来源。',
    en: 'Watch the wheel: the moment the new route arrives, the two fields of broker-a are gone. We poll every 10 s here so that you can see it; the real client does so every 30 s. That gap is where the trouble in the second half comes from.',
  },
  'spread/five-each': {
    zh: '20 条消息，四个队列，每个几条？很好算，但请大家看着它发生。轮着来，谁也不多，谁也不少。',
    en: 'Twenty messages and four queues: how many in each? It is easy arithmetic, but let them watch it happen. Everybody takes a turn, so nobody gets more than the others.',
  },
  'spread/capacity': {
    zh: '数据均匀，写入的压力也就均匀。假设一台 Broker 每秒能写 {one} 条，两组加起来就是 {all} 条。这个数是举例，不是 RocketMQ 的上限，请换成你们自己压测的结果。',
    en: 'Even data means even load. If one Broker takes {one} writes a second, two groups take {all}. The figure is an example and no limit of RocketMQ: put in what you have measured yourselves.',
  },
  'spread/uneven': {
    zh: '有个常见的误会：以为是按机器均摊。其实是按队列轮，broker-b 多一个队列，就多一倍的写入。扩容之后忘了给新机器建队列，就是这种样子。',
    en: 'A common mistake is to think that machines share the load. Turns go by queue, so broker-b with two queues gets twice as much. This is what you see after adding a machine and forgetting to create queues on it.',
  },
  'master-dies/kill': {
    zh: '现在动手：点 broker-a 的 Master，选 kill -9；按 K 也行，按下一步也行。杀完停一下，让大家看清楚：Broker 已经死了，转盘上它的两格还在。轮到它的那条消息会撞上去，然后改发 broker-b。',
    en: "Now do it: click broker-a's Master and choose kill -9. The key K does it too, and so does the next press of the clicker. Pause afterwards: the Broker is dead, and its two fields are still on the wheel. The message whose turn it is runs into it and is then sent to broker-b.",
  },
  'master-dies/again': {
    zh: '刚才那条靠重试救回来了。请大家猜：下一次轮到 broker-a，它学乖了吗？没有。只有在同一次调用里，它才躲开刚失败的那台。',
    en: 'The retry saved that one. Ask: when the turn comes to broker-a again, has the producer learnt anything? It has not. It keeps away from the Broker that failed only within the same call.',
  },
  'master-dies/how-long': {
    zh: '新 Master 在 {ready} 就选出来了，可是生产者还不知道它的地址。一直要撞到下一次取路由。应用没有收到一个异常，只是慢：这种问题监控上最难看出来。',
    en: 'A new Master is ready at {ready}, but the producer does not know its address and keeps running into the old one until the next poll. The application sees no exception, only slower calls. That makes it hard to notice on a dashboard.',
  },
  'switch/window': {
    zh: '开关打开，再来一次同样的故障。一次失败，就按 latencyMax 和 notAvailableDuration 查表，打开一个规避窗口。看橙色的斜纹：这两格还在列表里，只是暂时不选。',
    en: 'The switch is on, and the same failure happens again. One failed send is looked up in latencyMax and notAvailableDuration, and that opens an avoidance window. See the amber hatching: the fields stay in the list, they are only not chosen for a while.',
  },
  'switch/next-message': {
    zh: '对比刚才：开关关着的时候，消息 31 又撞了一次。现在呢？让大家先说。它直接去了 broker-b，一次成功，这就是这个开关的全部用处。',
    en: 'Remember that with the switch off, message 31 ran into broker-a again. What now? Let them say it first. It goes straight to broker-b and is stored at the first attempt; this is all the switch is for.',
  },
  'switch/try-again': {
    zh: '窗口 {ends} 结束，生产者又拿一条消息去试，还是失败，因为新 Master 要到 {ready} 才就绪。它不是聪明，它只是隔一阵子冒一次险。',
    en: 'The window ends at {ends}, and the producer risks one more message. It fails, because the new Master is not ready before {ready}. The producer is not clever: it takes a risk every now and then.',
  },
  'switch/side-by-side': {
    zh: '左边开，右边关，其他完全一样。开着只白跑了 {on} 次，关着是 {off} 次。别说成“开了才不丢消息”：两边都没有丢，省下来的是时间。',
    en: 'On at the left, off at the right, and nothing else is different. {on} attempts in vain on one side, {off} on the other. Do not sell it as safety: no message is lost on either side. What it saves is time.',
  },
  'switch/price': {
    zh: '天下没有免费的午餐。规避期间，所有消息都压到 broker-b 上，集群的容量只剩一台的。打开之前先算一算：少一组 Broker，剩下的扛不扛得住？',
    en: 'It has its price. While one group is avoided, everything lands on the other, and the cluster takes no more than that one can. Before you turn it on, work out whether the rest can bear the load of a missing group.',
  },
  'beyond/ten-minutes': {
    zh: `最后换成真实数值。同样一次失败，客户端 4.9.7 会规避多久？让大家猜，多半没有人敢说十分钟。${SINCE.newFaultTable} 起改成了十秒。所以结论是：打开开关之前，先看客户端版本。`,
    en: `At the end, the real numbers. For how long does client 4.9.7 avoid a Broker after one failure? Let them guess; few will dare to say ten minutes. From ${SINCE.newFaultTable} it is ten seconds. So know the release of your client before you turn the switch on.`,
  },
  'beyond/budget': {
    zh: '换一种死法：断电。没有人回“拒绝连接”，只能干等。sendMsgTimeout 是整次调用的预算，一次等待就用光了，两次重试一次也没有用上。',
    en: 'Another way to die: the power is cut. Nobody says "connection refused", so the client can only wait. sendMsgTimeout is the budget of the whole call; one wait uses it up, and neither of the two retries ever happens.',
  },
  'starving-after-restart/symptom': {
    zh: '讲一个真实的案例。broker-a 重启用了二十秒，监控上它的写入却一直是零。Broker 是好的，路由里也有它。请大家想想，问题在谁身上？',
    en: 'A true story. broker-a was restarted within twenty seconds, but its writes stayed at zero. The Broker is well, and it is in the route. Ask the room who is holding the traffic back.',
  },
  'starving-after-restart/cause': {
    zh: '回到第一次失败的那一刻。猜猜这一次失败打开了多长的窗口。揭晓之后停两秒，让大家消化一下：就因为一条消息失败。',
    en: 'Back to the very first failure. How long is the window it opens? After the answer, wait two seconds and let it sink in: one message failed, no more.',
  },
  'starving-after-restart/fix': {
    zh: '输入不变，只把客户端换成 5.3.3，再放一遍：窗口只有 {window}，{back} 就恢复了。能带走的做法有两条：升级客户端，或者自己把 notAvailableDuration 调小。',
    en: 'The same story with client 5.3.3 and nothing else changed: a window of {window}, and traffic is back at {back}. Two things to take home: upgrade the client, or lower notAvailableDuration yourselves.',
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
    zh: '队列是分片，轮着发就均匀；Master 挂了，开关能让你少撞几次墙，但要先看版本。',
    en: 'Queues are shards, and turns make them even. When a Master dies the switch spares you attempts in vain; know your release first.',
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
    zh: '分片、路由、轮询、规避窗口：四个词，就能说清线上那十分钟的零流量。',
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
