// The middle of the talk: a Master dies, first with the switch off, then with it on, in teaching values.

import { countOf, type Figure, type Mark, shareOf } from '../../figure'
import type { Cue } from '../../talk'
import { calm, KILL_MS, killedClassic, killedOff, killedOn } from './inputs'

const masterReady: Mark = { mark: 'masterReady', brokerName: 'broker-a', afterMs: KILL_MS }
const READY: Figure = { kind: 'momentOf', mark: masterReady }
const routeChanged: Figure = { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: KILL_MS } }
const available: Figure = { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-a', afterMs: KILL_MS } }
const opened: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: KILL_MS }

/** The first poll after the kill is answered by then. */
const POLLED_MS = 20_300
const failedAttempts = countOf('failedAttempts', 0, POLLED_MS)
const failedMessages = countOf('failedMessages', 0, POLLED_MS)

const PRICE = { fromMs: 12_000, toMs: 13_600 }
const rest = shareOf('broker-b', PRICE.fromMs, PRICE.toMs)
const capacity: Figure = { kind: 'capacity', perBroker: 70_000, ...PRICE }

export const FAILING_CUES = {
  kill: {
    title: { zh: 'Master 宕机', en: 'A Master dies' },
    say: {
      zh: '两组 Broker 都正常：每组一个 Master、两个 Slave，只有 Master 接收写入。',
      en: 'Both groups are healthy: one Master and two Slaves each. Only a Master accepts writes.',
    },
    input: calm,
    atMs: KILL_MS,
    untilMs: 11_150,
    task: {
      prompt: { zh: '现在杀掉 broker-a 的 Master：kill -9', en: "Now kill broker-a's Master: kill -9" },
      actions: [
        { type: 'kill', target: 'broker-a/master' },
        { type: 'kill', target: 'broker-a/n0' },
      ],
    },
    meaning: {
      zh: 'NameServer 马上摘除了它。生产者的列表还是 {queues} 个队列：NameServer 不会通知生产者。',
      en: 'The NameServer drops it at once. The producer still has {queues} queues in its list: the NameServer notifies no producer.',
    },
    minutes: 1.25,
    notes: {
      zh: '平时都好，现在来一次故障。先认一下右边：每组有一个 Master、两个 Slave，带皇冠的是 Master，只有它接收写入。注意看生产者的设置：开关 sendLatencyFaultEnable 是关着的，这也是 RocketMQ 的默认值。我现在杀掉 broker-a 的 Master。（按 K，或者直接再按一下。）停一下，请大家看三个地方：Broker 这边，进程已经退出；NameServer 这边，连接一断，它马上把这个地址摘掉了；可是转盘上，broker-a 的两格还在。NameServer 从来不通知生产者，生产者手里还是那份旧路由。',
      en: 'So much for a normal day; now a failure. First the right side: each group has one Master and two Slaves. The one with the crown is the Master, and only the Master accepts writes. Look at the setting of the producer, too: the switch sendLatencyFaultEnable is off, which is the default of RocketMQ. Now I kill the Master of broker-a. (Press K, or just press once more.) Stop, and look at three places. The Broker: its process is gone. The NameServer: the connection broke, so it dropped that address at once. And the wheel: both fields of broker-a are still there. The NameServer never notifies a producer, so ours still has the old route, and does not suspect anything. Sooner or later the turn will come to a machine that is dead.',
    },
    figures: { queues: { kind: 'queuesKnown', atMs: 11_150 } },
    claims: [{ figure: { kind: 'queuesKnown', atMs: 11_150 }, equals: 4 }],
  },
  retry: {
    title: { zh: '同一次调用里的重试', en: 'A retry within the call' },
    say: {
      zh: '消息 29 正好轮到 broker-a，它的 Master 已经宕机。',
      en: "It is broker-a's turn for message 29, and its Master is dead.",
    },
    input: killedOff,
    atMs: 11_150,
    untilMs: 11_800,
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 29 会怎样？', en: 'What happens to message 29?' },
      answer: { kind: 'outcomeOf', message: 29 },
      explain: {
        zh: '发往 {first} 时连接被拒，同一次调用里改发 {second}，成功。',
        en: '{first} refuses the connection, and within the same call it goes to {second}, which stores it.',
      },
    },
    meaning: {
      zh: '应用没有收到异常，只是这一条用了 {elapsed}，平时是 {normal}。',
      en: 'The application gets no exception; this call took {elapsed} instead of {normal}.',
    },
    minutes: 0.75,
    notes: {
      zh: '下一条是消息 29，正好轮到 broker-a。三个选项：首次尝试就成功，重试以后成功，还是失败？（按一下。）连接被拒，生产者在同一次调用里换了一组 Broker，成功了。应用什么异常都没看到，只是这一条慢了一倍。这种故障在监控上很难发现：成功率是百分之百，只有耗时的曲线抬高了一点点。',
      en: 'Next is message 29, and the turn is on broker-a. Three choices: stored at once, stored by a retry, or failed? (Press.) The connection is refused, and within the same call the producer picks the other group and succeeds. The application gets no exception; the call only takes twice as long. That is hard to find on a dashboard: a success rate of one hundred percent, and a latency curve that is only a little higher than usual.',
    },
    figures: {
      first: { kind: 'queueOf', message: 29 },
      second: { kind: 'queueOf', message: 29, attempt: 2 },
      elapsed: { kind: 'elapsedOf', message: 29 },
      normal: { kind: 'elapsedOf', message: 28 },
    },
    claims: [
      { figure: { kind: 'outcomeOf', message: 29 }, equals: 'retried' },
      { figure: { kind: 'brokerOf', message: 29 }, equals: 'broker-a' },
    ],
  },
  again: {
    title: { zh: '下一次轮到它', en: 'Its next turn' },
    say: {
      zh: '消息 29 靠重试成功了。现在消息 31 又轮到 broker-a。',
      en: "A retry saved message 29. For message 31 it is broker-a's turn again.",
    },
    input: killedOff,
    atMs: 11_950,
    untilMs: 12_500,
    ask: {
      kind: 'broker',
      prompt: { zh: '消息 31 先发往哪组 Broker？', en: 'Which Broker group does message 31 try first?' },
      answer: { kind: 'brokerOf', message: 31 },
      options: ['broker-a', 'broker-b'],
      explain: {
        zh: '还是 broker-a，再失败一次，再改发 {second}。',
        en: 'broker-a once more: it fails again, and goes to {second}.',
      },
    },
    meaning: {
      zh: '开关关闭时，只在同一次调用里避开刚失败的 Broker；下一条照旧轮转，不记得上次失败。',
      en: 'With the switch off, it avoids the failed Broker only within one call. The next message takes its turn as before.',
    },
    minutes: 0.75,
    notes: {
      zh: '刚失败过一次，生产者学到教训了吗？消息 31 又轮到 broker-a，它会绕开吗？（让大家先说，再按一下。）没有绕开，同样的错误又犯了一遍。它只在同一次调用里记得避开谁，调用一结束就忘了。于是每隔一条就多花一个来回，一直到取到新路由为止。真实的客户端默认三十秒才取一次，也就是说，最坏的时候要这样撞半分钟。',
      en: 'It has just failed there. Did the producer learn anything? For message 31 the turn is on broker-a again: will it steer around? (Let the room answer, then press.) It does not; it makes the same mistake again. It remembers whom to avoid only within one call, and forgets when the call ends. So every second message costs one more round trip, until the next poll, which a real client makes only every thirty seconds. In the worst case it runs into the same wall for half a minute.',
    },
    figures: { second: { kind: 'queueOf', message: 31, attempt: 2 } },
    claims: [
      { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-a' },
      { figure: { kind: 'outcomeOf', message: 31 }, equals: 'retried' },
    ],
  },
  window: {
    title: { zh: '打开开关：规避窗口', en: 'The switch on: a window' },
    say: {
      zh: '打开 sendLatencyFaultEnable，重放同一次故障。消息 29 已经发往 broker-a，马上会失败。',
      en: 'The same failure with sendLatencyFaultEnable on. Message 29 is on its way to broker-a and about to fail.',
    },
    input: killedOn,
    atMs: 11_300,
    untilMs: 11_900,
    speed: 0.5,
    ask: {
      kind: 'number',
      prompt: {
        zh: '失败之后，生产者会规避 broker-a 多久？',
        en: 'After the failure, for how long will the producer avoid broker-a?',
      },
      answer: opened,
      options: [0, 500, 3000, 10_000],
      explain: {
        zh: '{window}：失败不看实际耗时，一律按 {standIn} 查教学用的规避表。',
        en: '{window}: whatever a failure really took, the client looks it up as {standIn}, here in the teaching table.',
      },
    },
    meaning: {
      zh: '这就是规避窗口：橙色斜纹的两格还在列表里，只是暂时不选。',
      en: 'This is the avoidance window: the two hatched fields stay in the list, but the producer skips them.',
    },
    minutes: 1.25,
    notes: {
      zh: '现在把开关打开，其他一样，重放同一次故障。消息 29 已经在路上，马上会失败。打开开关以后，每次发送完，客户端都会记一笔：这组 Broker 用了多久。用得久，就在接下来一段时间里不选它。那么失败呢？被拒绝其实很快，几十毫秒就返回了。请大家猜，会规避多久？（按一下。）失败不看实际耗时，一律当作三十秒去查表，查到的就是最长的一级；教学用的表里，最长是三秒。大家看转盘：橙色斜纹的两格还在列表里，只是轮到的时候跳过去；旁边的倒计时，就是窗口还剩多久。这就叫规避窗口，开头那个现场里的斜纹，也是它。',
      en: 'Now the switch is on, nothing else has changed, and we replay the same failure. Message 29 is on its way and will fail in a moment. With the switch on, the client notes after each send how long that Broker group took. If it took long, the client leaves that group alone for a while. But what about a failure? A refusal is quick; it is back within milliseconds. So for how long will it avoid the group? Please guess. (Press.) A failure is not judged by its real time. The client looks it up as thirty seconds, which gives the longest step of the table; in the teaching table that is three seconds. Look at the wheel: the two hatched fields stay in the list, but get no turn. You saw this hatching in the first scene.',
    },
    figures: { window: opened, standIn: { kind: 'isolationOf', atMs: 11_500 } },
    claims: [
      { figure: opened, equals: 3000 },
      { figure: { kind: 'isolationOf', atMs: 11_500 }, equals: 30_000 },
    ],
  },
  steer: {
    title: { zh: '绕开', en: 'Steering around' },
    say: {
      zh: '窗口还没结束，消息 31 又轮到 broker-a。',
      en: "The window is still open, and it is broker-a's turn for message 31.",
    },
    input: killedOn,
    atMs: 11_950,
    untilMs: 12_600,
    ask: {
      kind: 'broker',
      prompt: { zh: '这一次，它先发往哪组 Broker？', en: 'Which Broker group does it try first this time?' },
      answer: { kind: 'brokerOf', message: 31 },
      options: ['broker-a', 'broker-b'],
      explain: {
        zh: '直接发往 {queue}，一次成功。',
        en: 'It goes straight to {queue} and succeeds at the first attempt.',
      },
    },
    meaning: {
      zh: '开关关闭时，它在这里又失败了一次。窗口内不重复同样的失败，这就是开关的用处。',
      en: 'With the switch off it failed here again. During the window it does not repeat a failure: that is what the switch is for.',
    },
    minutes: 1,
    notes: {
      zh: '和刚才同一个时刻、同一条消息。开关关闭的时候，消息 31 在这里又失败了一次。现在窗口还没结束，它会怎么走？请大家先说。（按一下。）轮到 broker-a 的两格，它看一眼故障表，还在规避期，跳过，选了 broker-b，一次成功，一点时间都没有多花。这就是开关的全部用处：同样的失败，在窗口之内不再重复。请注意我说的是“在窗口之内”。窗口结束以后呢？生产者并不知道 broker-a 恢复了没有，这是下一幕。',
      en: 'The same moment and the same message as before. With the switch off, message 31 failed here for the second time. Now the window is still open: what will it do? Let us hear some guesses. (Press.) At the two fields of broker-a it looks into the fault table, finds the group avoided, skips it, and takes broker-b, with success at the first attempt and no time lost. That is the whole purpose of the switch: a failure is not repeated during the window. Note that I said during the window. When it is over, the producer still cannot know whether broker-a has recovered, and that is the next scene.',
    },
    figures: { queue: { kind: 'queueOf', message: 31 } },
    claims: [
      { figure: { kind: 'brokerOf', message: 31 }, equals: 'broker-b' },
      { figure: { kind: 'outcomeOf', message: 31 }, equals: 'stored' },
    ],
  },
  election: {
    title: { zh: '等选举', en: 'Waiting for the election' },
    say: {
      zh: '窗口 {ends} 结束，消息 40 又轮到 broker-a。它的两个 Slave 还没选出新 Master。',
      en: "The window ended at {ends}, and it is broker-a's turn for message 40. Its two Slaves have not elected a Master yet.",
    },
    input: killedOn,
    atMs: 15_550,
    untilMs: 18_400,
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 40 会怎样？', en: 'What happens to message 40?' },
      answer: { kind: 'outcomeOf', message: 40 },
      explain: {
        zh: '先失败，再开一个窗口。新 Master 到 {ready} 才就绪。',
        en: 'It fails first, and another window opens. The new Master is not ready before {ready}.',
      },
    },
    meaning: {
      zh: '生产者不知道选举的进度，只能隔一段时间，用一条真的消息去试。',
      en: 'The producer knows nothing of the election: now and then it can only try a real message.',
    },
    minutes: 0.75,
    notes: {
      zh: '窗口结束了，生产者又把 broker-a 当成可用的。可是看右边：两个 Slave 还在等选举，这一组没有 Master。消息 40 轮到它，会怎样？（按一下。）又失败一次，又开一个窗口。等一等，看皇冠：过了几秒，一个 Slave 当选，新的 Master 就绪了。第一件要等的事，选举，到此为止。',
      en: 'The window is over, so the producer counts broker-a as available again. But look at the right: the two Slaves still wait for an election, and the group has no Master. It is the turn of message 40. What happens? (Press.) It fails once more, and another window opens. Now watch the crown: a few seconds later one Slave wins, and the new Master is ready. The first of the things we wait for, the election, is done.',
    },
    figures: { ends: available, ready: READY },
    claims: [
      { figure: { kind: 'outcomeOf', message: 40 }, equals: 'retried' },
      { figure: { kind: 'brokerOf', message: 40 }, equals: 'broker-a' },
      { figure: available, atMost: 15_550 },
      { figure: READY, atLeast: 15_900, atMost: 18_400 },
    ],
  },
  poll: {
    title: { zh: '等路由', en: 'Waiting for the route' },
    say: {
      zh: '新 Master 已在 {ready} 就绪，第二个窗口也结束了。消息 51 轮到 broker-a。',
      en: "The new Master is ready since {ready}, and the second window is over. It is broker-a's turn for message 51.",
    },
    input: killedOn,
    atMs: 19_950,
    untilMs: 20_400,
    speed: 0.2,
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 51 会怎样？', en: 'What happens to message 51?' },
      answer: { kind: 'outcomeOf', message: 51 },
      explain: {
        zh: '首次尝试仍然失败：它用的是旧 Master 的地址，新路由 {route} 才到。',
        en: 'The first attempt still fails: it has the address of the old Master. The new route comes at {route}.',
      },
    },
    meaning: {
      zh: '失败不会让生产者去取路由，它只等定时的那一次。',
      en: 'A failure makes no producer fetch the route: it waits for its next poll.',
    },
    minutes: 0.75,
    notes: {
      zh: '现在新 Master 有了，窗口也结束了，总该成功了吧？消息 51 轮到 broker-a，请猜。（按一下。）还是失败。生产者手里还是旧 Master 的地址，那台机器早就不在了。发送失败不会让它去取路由，它只等定时的那一次。二十秒一到，新路由来了，地址才换成新的。（看转盘和右边的连线。）第二件要等的事，就是取路由。',
      en: 'There is a new Master, and the window is over. Surely it works now? Message 51 goes to broker-a; please guess. (Press.) It still fails. The producer has the address of the old Master, and that machine is long gone. A failed send does not make it fetch the route; it only waits for its next poll. At twenty seconds the new route comes, and with it the new address. So the second thing to wait for is the poll.',
    },
    figures: { ready: READY, route: routeChanged },
    claims: [
      { figure: { kind: 'outcomeOf', message: 51 }, equals: 'retried' },
      { figure: { kind: 'brokerOf', message: 51 }, equals: 'broker-a' },
      { figure: READY, atMost: 19_950 },
      { figure: routeChanged, atLeast: 20_000, atMost: 20_400 },
    ],
  },
  'three-twelve': {
    title: { zh: '同一次故障，关和开', en: 'The same failure, off and on' },
    say: {
      zh: '两边是同一次故障，左边关闭开关，右边打开，其他完全一样。',
      en: 'The same failure on both sides: the switch is off on the left and on on the right. Nothing else differs.',
    },
    input: killedOff,
    atMs: KILL_MS,
    untilMs: POLLED_MS,
    speed: 2,
    view: { compare: { name: 'sendLatencyFaultEnable', value: true } },
    ask: {
      kind: 'number',
      prompt: {
        zh: '到取到新路由为止，左边会有几次尝试失败？',
        en: 'Until the new route comes, how many attempts fail on the left?',
      },
      answer: failedAttempts,
      options: [3, 6, 12, 24],
      explain: {
        zh: '关闭开关失败 {off} 次，打开只失败 {on} 次。',
        en: '{off} attempts fail with the switch off, only {on} with it on.',
      },
    },
    meaning: {
      zh: '失败的消息两边都是 {lost} 条：开关省下的是失败的尝试和等待的时间。',
      en: 'Neither side loses a message ({lost} failed on both): what the switch saves is failed attempts and their time.',
    },
    minutes: 1,
    notes: {
      zh: '把两次运行放在一起看。左边关闭开关，右边打开，同一次故障，同一个时刻，别的完全一样。到取到新路由为止，左边会有几次尝试失败？（按一下，等画面走完。）左边十二次，右边三次。右边那三次大家都见过：第一次失败、窗口结束后的两次试探。有一点请千万别讲错：不是打开开关才不丢消息，两边一条都没有丢，都靠重试救回来了。开关省下的，是失败的尝试和多等的时间。回去跟同事介绍，就说这两个数：十二比三。',
      en: 'Let us see both runs together: off on the left, on on the right, the same failure at the same moment, and nothing else is different. Until the new route comes, how many attempts fail on the left? (Press, and wait for the picture.) Twelve on the left, three on the right. You have met those three: the first failure, and two trials after a window had ended. Please do not take this home wrongly. The switch is no protection against losing messages. Neither side lost one, because retries saved them all. What the switch saves is failed attempts, and the time they cost.',
    },
    figures: { off: failedAttempts, lost: failedMessages },
    otherFigures: { on: failedAttempts },
    claims: [
      { figure: failedAttempts, equals: 12 },
      { figure: failedAttempts, inOther: true, equals: 3 },
      { figure: failedMessages, equals: 0 },
      { figure: failedMessages, inOther: true, equals: 0 },
    ],
  },
  'no-dledger': {
    title: { zh: '如果没有 DLedger', en: 'And without DLedger?' },
    say: {
      zh: '换成经典主从：Slave 还在，但不会自动成为 Master。马上要取路由了。',
      en: 'Classic Master and Slave: the Slaves live on, but none becomes Master. The next poll is close.',
    },
    input: killedClassic,
    atMs: 19_900,
    untilMs: 21_000,
    ask: {
      kind: 'number',
      prompt: {
        zh: '取到新路由以后，列表里还有几个队列？',
        en: 'After the new route, how many queues are left in the list?',
      },
      answer: { kind: 'queuesKnown', atMs: 21_000 },
      options: [0, 2, 4],
      explain: {
        zh: '{known} 个：没有 Master 的一组，不进生产者的列表。',
        en: '{known}: a group without a Master gets no place in the list of the producer.',
      },
    },
    meaning: {
      zh: '失败从此停止，代价是所有写入都集中到 broker-b，直到有人重启 broker-a。',
      en: 'The failures end here, at a price: all writes go to broker-b until broker-a is restarted.',
    },
    minutes: 1.25,
    notes: {
      zh: '刚才能选出新 Master，是因为这几组 Broker 运行在 DLedger 模式。很多公司用的还是经典主从，那就没有选举这回事。同一次故障，换成经典主从：Master 宕机，两个 Slave 都还活着，也还能读，但是都不会变成 Master。现在离下一次取路由只差一点点。请猜：取到以后，列表里还剩几个队列？（按一下。）客户端建列表的时候，会跳过没有 Master 地址的那一组，所以 broker-a 的两格从转盘上消失了。失败从这里停止。可是大家想一想代价：从现在起所有写入都压在 broker-b 上，要等到有人把 broker-a 重启起来，而且再等一次取路由，才会恢复。',
      en: 'There was an election because these groups run in DLedger mode. Many companies still run classic Master and Slave, and there it does not exist. The same failure in classic mode: the Master is dead, both Slaves are alive and can still be read, but neither of them becomes Master. The next poll is only a moment away. Please guess how many queues the list has after it. (Press.) When the client builds its list, it leaves out every group that has no Master address. So both fields of broker-a disappear from the wheel, and this is where the failures end. But think of the price. From now on all writes go to broker-b, until broker-a is restarted and the producer has polled once more. If you run classic mode, a fast restart is your only failover, and the alarm that wakes you up is part of the design.',
    },
    figures: { known: { kind: 'queuesKnown', atMs: 21_000 } },
    claims: [
      { figure: { kind: 'queuesKnown', atMs: 19_900 }, equals: 4 },
      { figure: { kind: 'queuesKnown', atMs: 21_000 }, equals: 2 },
    ],
  },
  price: {
    title: { zh: '代价', en: 'The price' },
    say: {
      zh: '窗口内，轮到 broker-a 的消息都会跳过它。',
      en: 'During the window, every turn of broker-a is skipped.',
    },
    input: killedOn,
    atMs: PRICE.fromMs,
    untilMs: PRICE.toMs,
    perBroker: 70_000,
    ask: {
      kind: 'number',
      prompt: {
        zh: '此刻 broker-b 承担多大比例的写入？',
        en: 'What share of the writes does broker-b take right now?',
      },
      answer: rest,
      options: [50, 75, 100],
      explain: {
        zh: '{share}：如果一台 Broker 每秒能写 {one} 条，集群此刻也只有 {all} 条。',
        en: '{share}: if one Broker takes {one} a second, the whole cluster takes {all} right now.',
      },
    },
    meaning: {
      zh: '规避不增加容量：打开开关之前，先算一算少一组 Broker 能不能承受。',
      en: 'Avoidance adds no capacity: before you turn the switch on, work out whether the rest can take it all.',
    },
    minutes: 0.75,
    notes: {
      zh: '开关有代价。规避期间，轮到 broker-a 的消息都跳过，那么此刻 broker-b 要承担多大比例的写入？（按一下。）全部。平时两组分担的压力，现在压在一组身上。如果平时已经用到七成，这一下就过载了，本来只坏一组，结果两组一起出问题。所以打开之前先算一笔账：少一组 Broker，剩下的扛得住吗？',
      en: 'The switch has a price. While the producer avoids broker-a, every turn of it is skipped. So what share of the writes does broker-b take right now? (Press.) All of it. The load that two groups shared is on one. If they ran at seventy percent before, this one is overloaded now, and a failure of one group becomes an outage of both. So work it out first: with one group missing, can the rest take the load?',
    },
    figures: { share: rest, one: { kind: 'perBroker', perBroker: 70_000 }, all: capacity },
    claims: [
      { figure: rest, equals: 100 },
      { figure: capacity, equals: 70_000 },
    ],
  },
} satisfies Record<string, Omit<Cue, 'id'>>
