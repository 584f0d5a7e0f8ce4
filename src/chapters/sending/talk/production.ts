// For half an hour: what else production has in store. A host without power, a slow Broker, a busy one, a list that was
// overwritten, a message that is there twice.

import { KEEPS_LIST_BEFORE, SINCE } from '../../../projections/releaseFacts'
import { countOf, type Figure, storedIn } from '../../figure'
import { lessonInput, powerOff } from '../../lessonInput'
import type { Cue } from '../../talk'
import { gotcha } from '../gotchas'
import { REAL_KILL_MS } from './inputs'

/** The first variant of a gotcha: the release that has it. */
const inputOf = (id: string): Cue['input'] => gotcha(id).variants[0].input

const poweredOff = lessonInput('2m-noslave', { clientVersion: '4.9.7', writeQueueNums: 2 }, [powerOff(REAL_KILL_MS)])
const slowWindow: Figure = { kind: 'windowOf', brokerName: 'broker-a', afterMs: 1300 }
const STARVED = { fromMs: 50_000, toMs: 60_000 }
const starved = storedIn('broker-b', STARVED.fromMs, STARVED.toMs)
const extraCopies = countOf('extraCopies', 0, 7200)

export const PRODUCTION_CUES = {
  budget: {
    title: { zh: '断电：重试也要时间', en: 'A power cut: retries need time' },
    say: {
      zh: '这次不是 kill -9，而是断电：主机不会返回“拒绝连接”。消息 52 轮到 broker-a。',
      en: "Not a kill but a power cut: the host refuses nothing, it is silent. It is broker-a's turn for message 52.",
    },
    input: poweredOff,
    atMs: 5060,
    untilMs: 8300,
    ask: {
      kind: 'outcome',
      prompt: { zh: '消息 52 会怎样？', en: 'What happens to message 52?' },
      answer: { kind: 'outcomeOf', message: 52 },
      explain: {
        zh: '只尝试了 {attempts} 次：等应答用了 {elapsed}，没有时间重试。',
        en: 'Only {attempts} attempt: waiting for the answer took {elapsed}, and no time was left for a retry.',
      },
    },
    meaning: {
      zh: 'sendMsgTimeout 是整次调用的预算，不是每次尝试的。',
      en: 'sendMsgTimeout is the budget of the whole call, not of each attempt.',
    },
    minutes: 1.5,
    notes: {
      zh: '前面一直是杀进程：内核会替它说“拒绝连接”，客户端几毫秒就知道失败了，于是有时间重试。现在换一种故障：断电，或者网线被拔掉。再也等不到“拒绝”，客户端只能等。重试次数没有改，还是默认的两次，broker-b 也好好的。请猜，消息 52 会怎样？（按一下，这里要等三秒，正好让大家感受一下。）应用收到了异常，而且只尝试了一次。原因是 sendMsgTimeout 默认三秒，它是整次调用的预算，不是每次尝试的。第一次尝试就把三秒用完了，配置里写的两次重试，一次也没有发生。所以同样是“Master 宕机”，被杀和断电，对应用来说是两回事：一个只是慢一点，一个直接报错。做演练的时候，两种都要做。',
      en: 'So far we always killed a process. The kernel then answers "connection refused", the client knows within milliseconds, and there is time for a retry. Here is another failure: a power cut, or a cable pulled out. Now no answer comes at all, and the client can only wait. The number of retries is still the default of two, and broker-b is perfectly healthy. What happens to message 52? (Press. This takes three seconds, which is worth feeling.) The application gets an exception after a single attempt. The reason is sendMsgTimeout. It is three seconds by default, and it is the budget of the whole call, not of each attempt. The first attempt used it up, so the two retries in your configuration never happened. A Master that is killed and a Master without power are two different things for your application: one is slower, the other is an error. When you rehearse failures, rehearse both.',
    },
    figures: { attempts: { kind: 'attemptsOf', message: 52 }, elapsed: { kind: 'elapsedOf', message: 52 } },
    claims: [
      { figure: { kind: 'outcomeOf', message: 52 }, equals: 'failed' },
      { figure: { kind: 'brokerOf', message: 52 }, equals: 'broker-a' },
      { figure: { kind: 'attemptsOf', message: 52 }, equals: 1 },
    ],
  },
  slow: {
    title: { zh: '成功了，也会规避', en: 'Avoided after a success' },
    say: {
      zh: 'broker-a 没有宕机，只是变慢。一条消息正发往它，稍后会成功。',
      en: 'broker-a is not dead, only slow. A message is on its way to it and will be stored.',
    },
    input: inputOf('S10'),
    atMs: 1300,
    untilMs: 2000,
    speed: 0.2,
    ask: {
      kind: 'number',
      prompt: {
        zh: '成功以后，4.9.7 会规避 broker-a 多久？',
        en: 'After this success, for how long will 4.9.7 avoid broker-a?',
      },
      answer: slowWindow,
      options: [0, 2000, 30_000],
      explain: {
        zh: '{window}：规避只看耗时，不看成败。失败的尝试是 {failed} 次。',
        en: '{window}: latency decides, not success. Failed attempts: {failed}.',
      },
    },
    meaning: {
      zh: '抖动一下，就可能让一组健康的 Broker 半分钟没有流量。',
      en: 'One hiccup can leave a healthy Broker group without traffic for half a minute.',
    },
    minutes: 1.5,
    notes: {
      zh: '再看一种更隐蔽的情况：没有任何东西宕机。broker-a 只是变慢了，可能是磁盘抖动，可能是一次 GC。有一条消息正在发往它，我先告诉大家结果：会成功，SEND_OK。问题是，成功以后，生产者会不会规避它？规避多久？（按一下。）真实的规避表里，五百五十毫秒就是第一道门槛。耗时一过这条线，哪怕消息存得好好的，4.9.7 也会规避它三十秒。开关的名字叫 sendLatencyFaultEnable，中间那个词是 Latency，看的就是耗时。好处是慢的 Broker 会少收一点流量；坏处是，如果所有 Broker 一起变慢，大家都进了规避期，生产者就只能从差的里面挑。所以你们的平均耗时如果本来就在几百毫秒，打开开关之前，先把门槛调高。',
      en: 'Here is a case that is harder to see: nothing has died at all. broker-a is only slow; perhaps its disk had a hiccup, perhaps it was a garbage collection. A message is on its way to it, and I tell you the outcome now: it succeeds, with SEND_OK. The question is whether the producer avoids the Broker after that success, and for how long. (Press.) In the real table the first threshold is five hundred and fifty milliseconds. Above that line, even if the message is safely stored, 4.9.7 leaves the Broker alone for thirty seconds. The name of the switch is sendLatencyFaultEnable, and the word in the middle is latency: that is what it looks at. The good part is that a slow Broker gets less traffic. The bad part: when all Brokers become slow together, all of them are avoided, and the producer has to pick from bad choices. If your normal latency is some hundred milliseconds, raise that threshold before you turn the switch on.',
    },
    figures: { window: slowWindow, failed: countOf('failedAttempts', 0, 2000) },
    claims: [
      { figure: slowWindow, equals: 30_000 },
      { figure: countOf('failedAttempts', 0, 2000), equals: 0 },
    ],
  },
  busy: {
    title: { zh: 'Broker 一忙，应用就报错', en: 'A busy Broker, an exception' },
    say: {
      zh: '客户端 5.2.0。broker-a 的发送队列过载，返回 SYSTEM_BUSY；broker-b 空闲。',
      en: 'Client 5.2.0. The send queue of broker-a is overloaded, so it answers SYSTEM_BUSY; broker-b is idle.',
    },
    input: inputOf('S13'),
    atMs: 5150,
    untilMs: 5600,
    speed: 0.2,
    ask: {
      kind: 'outcome',
      prompt: {
        zh: '消息 53 轮到 broker-a，会怎样？',
        en: "It is broker-a's turn for message 53. What happens to it?",
      },
      answer: { kind: 'outcomeOf', message: 53 },
      explain: {
        zh: '只尝试了 {attempts} 次，异常就抛给了应用。',
        en: 'After {attempts} attempt the exception goes to the application.',
      },
    },
    meaning: {
      zh: `是否重试，取决于返回的错误码。${SINCE.retriesSystemBusy} 起，SYSTEM_BUSY 才在名单里。`,
      en: `The response code decides about a retry. Only from ${SINCE.retriesSystemBusy} is SYSTEM_BUSY on the list.`,
    },
    minutes: 1.5,
    notes: {
      zh: '这是大促的时候最常见的一种报错。broker-a 没有宕机，只是忙：请求在发送队列里排得太久，Broker 主动返回 SYSTEM_BUSY。旁边的 broker-b 空闲得很。客户端是 5.2.0，重试默认两次。消息 53 轮到 broker-a，请大家判断：直接成功，重试成功，还是失败？（按一下。）失败，而且一次重试都没有。这里有一条很多人不知道的规则：连接断开、超时，客户端会重试；但如果 Broker 好好地返回了一个错误码，客户端要先查一份名单，只有名单上的错误码才重试。5.2.0 的名单里没有 SYSTEM_BUSY。后来的版本把它加了进去，同样的过载，应用就感觉不到了。所以看到 SYSTEM_BUSY，第一件事还是看客户端版本；升级之前，由应用自己捕获这个异常再发一次。',
      en: 'This is the error people meet on their busiest day. broker-a is alive, but busy: requests wait too long in its send queue, so the Broker answers SYSTEM_BUSY. broker-b beside it is idle. The client is 5.2.0 with the default of two retries. It is the turn of message 53 on broker-a. Stored at once, stored by a retry, or failed? (Press.) It fails, without a single retry. There is a rule here that many people do not know. If the connection breaks, or the answer does not come, the client retries. But if the Broker answers properly with an error code, the client looks into a list first, and only the codes on that list are retried. In 5.2.0 SYSTEM_BUSY is not on it. A later release added it, and with that the application would notice nothing of the same overload. So when you see SYSTEM_BUSY, begin with the client release once more. Until you can upgrade, catch this exception in the application and send again, with a short pause in between.',
    },
    figures: { attempts: { kind: 'attemptsOf', message: 53 } },
    claims: [
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'failed' },
      { figure: { kind: 'attemptsOf', message: 53 }, equals: 1 },
      { figure: { kind: 'brokerOf', message: 53 }, equals: 'broker-a' },
    ],
  },
  lost: {
    title: { zh: '再也轮不到的 Broker', en: 'A Broker that gets no turn' },
    say: {
      zh: '两组 Broker 都慢过 10 秒，早已恢复。现在没有一组在规避期。',
      en: 'Both Broker groups were slow for 10 s and recovered long ago. Neither of them is avoided now.',
    },
    input: inputOf('S4'),
    atMs: STARVED.fromMs,
    untilMs: STARVED.toMs,
    speed: 5,
    ask: {
      kind: 'number',
      prompt: {
        zh: '到第 60 秒，broker-b 会再存入几条？',
        en: 'Until 60 s, how many more messages does broker-b store?',
      },
      answer: starved,
      options: [0, 25, 50],
      explain: {
        zh: '{stored} 条，broker-a 存了 {other} 条：列表里已经没有 broker-b 的格子。',
        en: '{stored}, while broker-a stored {other}: the list has no field of broker-b any more.',
      },
    },
    meaning: {
      zh: `两组都在规避期时，旧版的兜底会改写列表。${KEEPS_LIST_BEFORE} 和 ${SINCE.keepsList} 起不再改写。`,
      en: `While both were avoided, the fallback of an old client overwrote the list. ${KEEPS_LIST_BEFORE}, and 5.x from ${SINCE.keepsList}, leave it as it is.`,
    },
    minutes: 1.75,
    notes: {
      zh: `这个案例是我最喜欢的，因为看起来最像闹鬼。两组 Broker 都慢过十秒，早就恢复了；现在故障表也是空的，没有一组在规避期。请猜：接下来的十秒，broker-b 会再存几条？（按一下。）一条都没有。这一次不是规避窗口。请大家看左边的转盘：四格全是 broker-a，broker-b 从列表里消失了。发生了什么？两组都在规避期的时候，没有一组“可用”，旧版客户端有一条兜底规则：从故障表里挑一个相对好的，然后把它写进当前这一格的队列对象里。注意，是“写进去”，改的是共享的那份列表。两组都慢的那十秒里，兜底一次一次地改，直到四格全变成 broker-a。以后只要路由没有变化，这份列表就不会重建，broker-b 就一直收不到消息。现象就是“重启生产者就好了”。${KEEPS_LIST_BEFORE} 修好了它，5.x 要到 ${SINCE.keepsList}。遇到重启生产者才恢复的流量，请想起这一幕。`,
      en: `This case is my favourite, because it looks haunted. Both Broker groups were slow for ten seconds and recovered long ago. The fault table is quiet, and neither group is avoided. Please guess: in the next ten seconds, how many messages does broker-b store? (Press.) Not one. And this time it is no avoidance window. Look at the wheel on the left: all four fields belong to broker-a, and broker-b has gone from the list. What happened? While both groups were avoided, none was available, and an old client has a fallback for that: it picks the better one of the fault table, and writes it into the queue object of the current field. Writes it: this changes the list that all sends share. During those ten slow seconds the fallback did so again and again, until all four fields were broker-a. As long as the route does not change, the list is not built again, and broker-b gets nothing. People then report that restarting the producer helped. ${KEEPS_LIST_BEFORE} repaired it, and the 5.x line with ${SINCE.keepsList}. When traffic comes back only after you restart a producer, remember this picture.`,
    },
    figures: { stored: starved, other: storedIn('broker-a', STARVED.fromMs, STARVED.toMs) },
    claims: [
      { figure: starved, equals: 0 },
      {
        figure: { kind: 'momentOf', mark: { mark: 'available', brokerName: 'broker-b', afterMs: 15_600 } },
        atMost: 50_000,
      },
    ],
  },
  twice: {
    title: { zh: '没有报错，却存了两份', en: 'Stored twice, and no error' },
    say: {
      zh: '每次尝试的等待有上限（sendMsgMaxTimeoutPerRequest），broker-a 的应答比它还慢。消息 53 轮到 broker-a。',
      en: "Each attempt has a limit (sendMsgMaxTimeoutPerRequest), and broker-a answers later than that. It is broker-a's turn for message 53.",
    },
    input: inputOf('S20'),
    atMs: 5150,
    untilMs: 7200,
    ask: {
      kind: 'number',
      prompt: {
        zh: '消息 53 发完以后，集群里多出几份副本？',
        en: 'After message 53, how many extra copies does the cluster have?',
      },
      answer: extraCopies,
      options: [0, 1, 2],
      explain: {
        zh: '{extra} 份：broker-a 其实存好了，只是应答太晚；重试又在 broker-b 存了一份。',
        en: '{extra}: broker-a did store it, only its answer was late; the retry stored it on broker-b as well.',
      },
    },
    meaning: {
      zh: '超时不等于没有存入。应用只看到 SEND_OK，所以消费端必须幂等。',
      en: 'No answer does not mean not stored. The application only gets SEND_OK, so consumers have to be idempotent.',
    },
    minutes: 1.5,
    notes: {
      zh: `最后一个案例，请讲给写消费端的同事听。从 ${SINCE.maxTimeoutPerRequest} 起可以限制每次尝试等多久，这里设成一秒，就是为了不让一次等待用完全部预算，前面断电那一幕的问题由此解决。但是看这里：broker-a 没有死，只是比一秒再慢一点。消息 53 发给它，等了一秒没有应答，于是改发 broker-b，成功。请猜，集群里多出几份副本？（按一下，稍等。）多了一份。broker-a 其实把消息存好了，只是应答来得太晚，客户端已经不等了。请记住：超时不等于没有存入。这不是 RocketMQ 独有的问题，任何带重试的系统都一样。快速重试和绝不重复，两样不能兼得；能兼得的办法只有一个，消费端做成幂等。`,
      en: `The last case is for your colleagues who write consumers. From ${SINCE.maxTimeoutPerRequest} on, you can limit how long each attempt may wait. Here it is one second, so that a single wait cannot use up the whole budget, which solves the problem of the power cut. But look: broker-a is not dead, only a little slower than that one second. Message 53 goes to it, gets no answer within a second, and goes to broker-b, with success. How many extra copies does the cluster have now? (Press, and wait a moment.) One. broker-a did store the message; its answer was only too late, and the client had stopped waiting for it. Remember: no answer does not mean not stored. This is not special to RocketMQ. Every system that retries has it. You can have fast retries or no duplicates, but not both, and there is one way out: make your consumers idempotent, by a key of the business such as the order number.`,
    },
    figures: { extra: extraCopies },
    claims: [
      { figure: extraCopies, equals: 1 },
      { figure: countOf('extraCopies', 0, 5150), equals: 0 },
      { figure: { kind: 'outcomeOf', message: 53 }, equals: 'retried' },
    ],
  },
} satisfies Record<string, Omit<Cue, 'id'>>
