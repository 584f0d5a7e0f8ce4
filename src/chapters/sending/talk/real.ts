// The second half of the talk: the same in real values, what ends the wait, and what to do on Monday.

import { SINCE } from '../../../projections/releaseFacts'
import { type Figure, type Mark, storedIn } from '../../figure'
import type { Cue } from '../../talk'
import { REAL_KILL_MS, realNew, realOld } from './inputs'

const masterReady: Mark = { mark: 'masterReady', brokerName: 'broker-a', afterMs: REAL_KILL_MS }
const available: Mark = { mark: 'available', brokerName: 'broker-a', afterMs: REAL_KILL_MS }
const READY: Figure = { kind: 'momentOf', mark: masterReady }
const ENDS: Figure = { kind: 'momentOf', mark: available }
const REST: Figure = { kind: 'between', from: masterReady, to: available }
const opened: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: REAL_KILL_MS }

/** The new Master is writable by then. */
const WRITABLE_MS = 12_100
const POLL: Figure = { kind: 'momentOf', mark: { mark: 'routeChanged', afterMs: WRITABLE_MS } }
const FIRST_USE: Figure = {
  kind: 'momentOf',
  mark: { mark: 'firstUse', brokerName: 'broker-a', afterMs: WRITABLE_MS },
}
const BACK_MS = 606_000

const SKEW = { fromMs: 6001, toMs: 10_000 }
const onQueue = (queueId: number): Figure => storedIn('broker-b', SKEW.fromMs, SKEW.toMs, queueId)

export const REAL_CUES = {
  'ten-minutes': {
    title: { zh: '真实的规避表', en: 'The real table' },
    say: {
      zh: '换成真实数值：客户端 4.9.7，开关打开，broker-a 的 Master 刚刚被杀，还没有一条消息失败。',
      en: "Real values: client 4.9.7 with the switch on. broker-a's Master has just been killed, and no message has failed yet.",
    },
    input: realOld,
    atMs: 5100,
    untilMs: WRITABLE_MS,
    speed: 2,
    ask: {
      kind: 'number',
      prompt: {
        zh: '第一次失败以后，4.9.7 会规避 broker-a 多久？',
        en: 'After the first failure, for how long will 4.9.7 avoid broker-a?',
      },
      answer: opened,
      options: [3000, 30_000, 180_000, 600_000],
      explain: {
        zh: '{window}：一次失败，就查到真实规避表的最高一级。',
        en: '{window}: one failure reaches the highest step of the real table.',
      },
    },
    meaning: {
      zh: '新 Master 在 {ready} 已经就绪、可以写入，却还要被规避 {rest}。',
      en: 'The new Master is ready and writable at {ready}, and the producer will avoid it for another {rest}.',
    },
    minutes: 1,
    notes: {
      zh: '前面为了看得清，窗口只有几秒。现在换成真实数值：客户端 4.9.7，开关打开，broker-a 的 Master 刚刚被杀。第一次失败以后，会规避它多久？（按一下。）十分钟。4.9.7 把失败当作三十秒，而它自己的表里，十五秒以上就是十分钟。（等画面走到新 Master 就绪。）现在请看 broker-a：皇冠已经在另一台机器上了，这台机器健康、能写，可是斜纹还在，倒计时还有九分多钟。规避认的是 brokerName，不是机器，所以新来的 Master 替前任背了这口锅。',
      en: 'To make things visible, our windows were only seconds long. Now the real values: client 4.9.7, the switch on, and the Master of broker-a has just been killed. After the first failure, for how long does it stay away? (Press.) Ten minutes. 4.9.7 counts a failure as thirty seconds, and in its own table everything from fifteen seconds up means ten minutes. Now look at broker-a. The crown is on another machine, which is healthy and writable, but the hatching is still there, with more than nine minutes to go. The window belongs to the brokerName, not to the machine, so the new Master pays for a failure of the old one.',
    },
    figures: { window: opened, ready: READY, rest: REST },
    claims: [
      { figure: opened, equals: 600_000 },
      { figure: READY, atMost: WRITABLE_MS },
      { figure: REST, atLeast: 590_000, atMost: 597_000 },
      { figure: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: REAL_KILL_MS } }, atLeast: 5101 },
    ],
  },
  recovery: {
    title: { zh: '什么时候再用它', en: 'When it is used again' },
    say: {
      zh: '新 Master 可以写入了。要再收到消息，它还得等三件事：选举、取路由、窗口结束。',
      en: 'The new Master is writable. Before it gets a message, three things must be over: the election, the poll, the window.',
    },
    input: realOld,
    atMs: WRITABLE_MS,
    untilMs: BACK_MS,
    speed: 50,
    opensStill: true,
    view: { select: { brokerName: 'broker-a' } },
    meaning: {
      zh: '{first} 才收到第一条。最晚的一件说了算：选举 {ready} < 取路由 {route} < 窗口结束 {ends}。',
      en: 'Its first message comes at {first}. The latest decides: election {ready} < poll {route} < end of the window {ends}.',
    },
    minutes: 1.25,
    notes: {
      zh: '这是今天最重要的一幕。要让一组 Broker 重新收到消息，三件事都得完成。第一，选举：已经完成了。第二，取路由：生产者要拿到新 Master 的地址，最多再等三十秒。第三，规避窗口结束，倒计时就写在那里。请大家说，最后说了算的是哪一件？（按一下，画面快进，这期间可以继续讲。）记住这一句就够了：三件事里，最晚的一件说了算。这一次是窗口，整整多等了将近十分钟。Broker 那边没有任何问题，怎么重启都没有用，因为拦住流量的是生产者内存里的一张表。开头那个现场，答案就在这里。（等画面走到第十分钟，看第一条消息发给新 Master。）',
      en: 'This is the most important scene of today. Before a Broker group gets messages again, three things have to be over. First the election: that one is done. Second the poll: the producer needs the address of the new Master, which takes thirty seconds at most. Third, the avoidance window has to end. Which of the three decides? (Press; the picture runs fast, and you can go on talking.) Take home this one sentence: of the three, the latest one decides. This time it is the window, and it costs almost ten more minutes. Nothing is wrong with the Broker, and no restart of it will help, because a table in the memory of the producer holds the traffic back. That is the answer to our first scene, and you can read it off the card of a Broker at any moment.',
    },
    figures: { first: FIRST_USE, ready: READY, route: POLL, ends: ENDS },
    claims: [
      { figure: READY, atMost: WRITABLE_MS },
      { figure: POLL, atLeast: 30_000, atMost: 31_000 },
      { figure: ENDS, atLeast: 600_000, atMost: BACK_MS },
      { figure: FIRST_USE, atLeast: 605_000, atMost: BACK_MS },
      { figure: storedIn('broker-a', WRITABLE_MS, 605_000), equals: 0 },
    ],
  },
  skew: {
    title: { zh: '一个队列过载', en: 'One queue takes it all' },
    say: {
      zh: '还是 4.9.7，broker-a 在规避期，只剩 broker-b 的两个队列。',
      en: 'Client 4.9.7 again. It avoids broker-a, so only the two queues of broker-b are left.',
    },
    input: realOld,
    atMs: 6000,
    untilMs: SKEW.toMs,
    ask: {
      kind: 'number',
      prompt: {
        zh: '接下来的 40 条里，broker-b 的 q0 会分到几条？',
        en: 'Of the next 40 messages, how many does q0 of broker-b get?',
      },
      answer: onQueue(0),
      options: [10, 20, 30],
      explain: { zh: '{q0} 条，旁边的 q1 只有 {q1} 条。', en: '{q0}, while q1 beside it gets only {q1}.' },
    },
    meaning: {
      zh: '每条消息序号只加 1，跳过的轮次都落到后面第一个可用的队列。',
      en: 'The index moves by one for each message, so every skipped turn lands on the first queue behind the gap.',
    },
    minutes: 1.5,
    notes: {
      zh: '规避还有一个副作用，线上很容易误判。broker-a 在规避期，只剩 broker-b 的两个队列。照理说剩下的应该平分，对吧？请猜：接下来四十条，q0 分到几条？（按一下，等画面走完。）q0 是 q1 的三倍。为什么？请看转盘：序号每条消息只往前走一格，走到 broker-a 的 q0，跳过，再看 q1，也跳过，落到 broker-b 的 q0；下一条从 broker-a 的 q1 开始，又落到同一个 q0。也就是说，被跳过的那些轮次，全都压在紧跟着的第一个队列上。队列越多越夸张：每组二十四个队列的时候，一个队列会拿到一半以上的流量。如果你们看到一个队列积压猛增，旁边的却正常，先别急着查消费端，看看是不是有一组 Broker 正在规避期。',
      en: 'Avoidance has a side effect that is easily misread in production. broker-a is avoided, so only the two queues of broker-b are left. They should share evenly, should they not? Please guess how many of the next forty messages go to q0. (Press, and wait for the picture.) q0 gets three times as many as q1. Why? Look at the wheel. The index moves by one field for each message. It comes to q0 of broker-a and skips it, then to q1 and skips that, and lands on q0 of broker-b. The next message starts at q1 of broker-a and lands on the same q0. So all skipped turns pile up on the first queue behind the gap. The more queues you have, the worse it looks: with twenty-four queues on each group, one queue gets more than half of all traffic. If you ever see one queue growing fast while the one beside it is calm, do not start with the consumers. First check whether some Broker group is being avoided.',
    },
    figures: { q0: onQueue(0), q1: onQueue(1) },
    claims: [
      { figure: onQueue(0), equals: 30 },
      { figure: onQueue(1), equals: 10 },
      { figure: { kind: 'count', what: 'sent', ...SKEW }, equals: 40 },
    ],
  },
  releases: {
    title: { zh: '换一个客户端版本', en: 'Another client release' },
    say: {
      zh: '同一次故障，只把客户端换成 5.3.3。Master 刚刚被杀，还没有一条消息失败。',
      en: 'The same failure with client 5.3.3. The Master has just been killed, and no message has failed yet.',
    },
    input: realNew,
    atMs: 5100,
    untilMs: 15_400,
    speed: 2,
    ask: {
      kind: 'number',
      prompt: {
        zh: '5.3.3 会规避 broker-a 多久？',
        en: 'For how long will 5.3.3 avoid broker-a?',
      },
      answer: opened,
      options: [3000, 10_000, 30_000, 600_000],
      explain: {
        zh: '{window}：一次失败按 {standIn} 查表，到 {ends} 窗口就结束了。',
        en: '{window}: a failure counts as {standIn} now, and the window is over at {ends}.',
      },
    },
    meaning: {
      zh: `${SINCE.newFaultTable} 起，失败只规避十秒。代价是更早用一条真的消息去试。`,
      en: `From ${SINCE.newFaultTable} a failure means only ten seconds. The price is an earlier trial with a real message.`,
    },
    minutes: 0.75,
    notes: {
      zh: `十分钟能改吗？能。同一次故障，什么都不动，只把客户端换成 5.3.3，请猜这次规避多久。（按一下。）只有十秒，和刚才差了六十倍。从 ${SINCE.newFaultTable} 起，失败按十秒查表，表本身也换了。如果暂时升不了级，也可以自己调：setNotAvailableDuration 是公开的方法，把最后几级改小就行。`,
      en: `Can the ten minutes be changed? They can. The same failure, nothing touched but the client: 5.3.3. Guess how long it stays away this time. (Press.) Only ten seconds, a sixtieth of what we have just seen. From ${SINCE.newFaultTable} on, a failure counts as ten seconds, and the table is another one as well. If you cannot upgrade yet, tune it yourselves: setNotAvailableDuration is a public method, and all you have to do is make the last steps smaller.`,
    },
    figures: { window: opened, standIn: { kind: 'isolationOf', atMs: 6000 }, ends: ENDS },
    claims: [
      { figure: opened, equals: 10_000 },
      { figure: ENDS, atMost: 15_400 },
      { figure: { kind: 'momentOf', mark: { mark: 'attemptFailed', afterMs: REAL_KILL_MS } }, atLeast: 5101 },
    ],
  },
  closing: {
    title: { zh: '周一就做两件事', en: 'Two things to do on Monday' },
    say: {
      zh: '扫码打开刚才那一刻：新 Master 可以写入，却还在规避期。',
      en: 'The code opens that very moment: the new Master is writable, and still avoided.',
    },
    meaning: {
      zh: 'broker-a 什么时候再收到消息，由选举、取路由、窗口结束里最晚的一件决定。',
      en: 'When a Broker is used again, the latest of election, poll and end of the window decides.',
    },
    card: {
      kind: 'closing',
      points: [
        {
          zh: `查客户端版本。低于 ${SINCE.newFaultTable} 又打开了 sendLatencyFaultEnable，就升级，或用 setNotAvailableDuration 把窗口改小。`,
          en: `Check your client release. Below ${SINCE.newFaultTable} with sendLatencyFaultEnable on: upgrade, or shorten the windows with setNotAvailableDuration.`,
        },
        {
          zh: '给每组 Broker 的写入量加一条告警。Broker 正常、写入却是零，就去查生产者，不要再重启 Broker。',
          en: 'Alarm on the writes of each Broker group. A healthy Broker with none: look at the producers, and leave the Broker alone.',
        },
      ],
    },
    input: realOld,
    atMs: WRITABLE_MS,
    view: { select: { brokerName: 'broker-a' } },
    minutes: 1,
    notes: {
      zh: '最后，带两件事回去，周一就能做。第一，查一下你们的客户端是哪个版本，开关有没有打开。版本低、开关又开着的，今天这十分钟迟早会遇到：要么升级，要么把窗口改小。第二，给每组 Broker 的写入量加一条告警。Broker 正常，写入却是零，就去看生产者，别再重启 Broker 了：今天我们已经看到，重启多少次都没有用。屏幕上的二维码会打开刚才那一刻，大家可以自己拖动时间，换版本，拨开关，杀别的机器。谢谢大家，欢迎提问。',
      en: 'Finally, two things to take back with you, for this Monday. First, check which client release you run, and whether the switch is on. With an old release and the switch on, these ten minutes will find you one day: upgrade, or shorten the windows. Second, put an alarm on the writes of each Broker group. If a Broker is healthy and its writes are zero, look at the producers, and stop restarting the Broker. The code on the screen opens the moment we have just seen. Move through time, change the release, flip the switch, kill something else. Thank you, and I am happy to take questions.',
    },
    claims: [
      { figure: READY, atMost: WRITABLE_MS },
      { figure: ENDS, atLeast: 600_000 },
    ],
  },
} satisfies Record<string, Omit<Cue, 'id'>>
