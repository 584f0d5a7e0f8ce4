// Glossary of the RocketMQ terms that appear on the screen: what each is, and why it matters to a producer.
// Two sentences each; RocketMQ's own spelling is the name.

import { SINCE, UNTIL } from '../projections/releaseFacts'
import type { Words } from './words'

export interface Term {
  /** As it stands on the screen. */
  name: Words
  meaning: Words
}

/** A term that is spelled the same in both languages. */
const same = (name: string): Words => ({ zh: name, en: name })

export const GLOSSARY = {
  nameServer: {
    name: same('NameServer'),
    meaning: {
      zh: 'NameServer 是登记处：Broker 来登记自己，客户端来问某个 Topic 在哪些 Broker 上。几台 NameServer 之间互不通信，也不会主动通知生产者。',
      en: 'The registry: Brokers sign on there, and clients ask it where a Topic lives. NameServers do not talk to each other and never call a producer by themselves.',
    },
  },
  brokerGroup: {
    name: { zh: 'Broker 组', en: 'Broker group' },
    meaning: {
      zh: '同一个 brokerName 下的一台 Master 和它的几台 Slave 是一组。规避窗口记在 brokerName 上，所以换了新 Master，窗口照样有效。',
      en: "One Master and its Slaves under one brokerName. Avoidance goes by that name, so a new Master inherits the old one's window.",
    },
  },
  master: {
    name: same('Master'),
    meaning: {
      zh: 'brokerId 为 0 的节点，全组只有它接受写入。它没了，组里的队列就暂时写不进去。',
      en: "The node with brokerId 0, the only one of its group that takes writes. Without it, nothing can be written to the group's queues.",
    },
  },
  slave: {
    name: same('Slave'),
    meaning: {
      zh: 'brokerId 大于 0 的节点，保存 Master 的副本。普通主从不会自动切换，DLedger 模式下 Slave 可以选成新 Master。',
      en: "A node with a brokerId above 0 that keeps a copy of the Master's data. It takes over by itself only in DLedger mode.",
    },
  },
  brokerId: {
    name: same('brokerId'),
    meaning: {
      zh: '节点在组内的编号：0 是 Master，其余是 Slave。角色换了，编号也跟着换，主机还是那台主机。',
      en: "A node's number inside its group: 0 is the Master, the rest are Slaves. It changes with the role; the host does not.",
    },
  },
  topic: {
    name: same('Topic'),
    meaning: {
      zh: '消息的分类名，生产者往 Topic 发，消费者从 Topic 收。它的数据分成若干个 MessageQueue，散布在各个 Broker 组上。',
      en: 'The name messages are sent to and read from. Its data is cut into MessageQueues that are spread over the Broker groups.',
    },
  },
  messageQueue: {
    name: { zh: 'MessageQueue（消息队列分片）', en: 'MessageQueue' },
    meaning: {
      zh: 'Topic 在一组 Broker 上的一个分片，由 Topic、brokerName、queueId 三者确定。broker-a 的 q0 和 broker-b 的 q0 是两个不同的队列。',
      en: 'One shard of a Topic on one Broker group, known by Topic, brokerName and queueId. q0 of broker-a and q0 of broker-b are two different queues.',
    },
  },
  writeQueueNums: {
    name: same('writeQueueNums'),
    meaning: {
      zh: 'Topic 在每组 Broker 上可写的队列数，按组配置。总数是各组之和：每组 2 个、2 组就是 4 个。',
      en: 'How many queues of the Topic can be written to on each Broker group. The total is the sum: 2 on each of 2 groups are 4.',
    },
  },
  queueOffset: {
    name: same('queueOffset'),
    meaning: {
      zh: '消息在它那个队列里的序号，从 0 开始，每写一条加 1。每个队列各数各的。',
      en: "A message's position in its queue, from 0, one more for each message. Every queue counts for itself.",
    },
  },
  route: {
    name: { zh: '路由（TopicRouteData）', en: 'Route (TopicRouteData)' },
    meaning: {
      zh: 'NameServer 的回答：这个 Topic 在哪些 Broker 组上、各有几个队列、每台的地址。生产者定时来取，两次之间手里的可能已经过时。',
      en: "The NameServer's answer: which Broker groups have the Topic, how many queues, at which addresses. The producer asks now and then; in between, what it holds may be stale.",
    },
  },
  topicPublishInfo: {
    name: same('TopicPublishInfo'),
    meaning: {
      zh: '生产者从路由整理出的可发送队列列表，只收有 Master 的 Broker 组。路由一变就换成全新的一份，轮转序号也重新开始。',
      en: 'The list of queues a producer may send to, made from the route; only groups with a Master are in it. A changed route replaces it, and the index starts again.',
    },
  },
  sendWhichQueue: {
    name: same('sendWhichQueue'),
    meaning: {
      zh: `每个线程自己的轮转序号，从一个随机数开始；对列表长度取余，就是轮到的队列。老客户端每次选择只加 1，新客户端每看一个队列加 1，开关开着时重试前还会换一个随机数（${SINCE.newFaultTable} 起）。`,
      en: `Each thread's own counter, begun at a random number; modulo the length of the list it is the queue whose turn it is. An old client adds one for each choice, a new one for every queue it looks at, and with the switch on it jumps to another random number before a retry (from ${SINCE.newFaultTable}).`,
    },
  },
  sendLatencyFaultEnable: {
    name: same('sendLatencyFaultEnable'),
    meaning: {
      zh: '故障规避的总开关，默认关闭。打开后，发送慢了或失败了，生产者会有一阵子不选那组 Broker。',
      en: 'The switch for all fault avoidance, off by default. With it on, a slow or failed send makes the producer leave that Broker group alone for a while.',
    },
  },
  avoidanceWindow: {
    name: { zh: '规避窗口', en: 'Avoidance window' },
    meaning: {
      zh: '一组 Broker 从被记下到可以再选之间的那段时间。窗口只是生产者自己的看法，Broker 也许早就好了，也许还没好。',
      en: "The time from a Broker group's mark until it may be chosen again. It is the producer's belief: the Broker may be well long before, or still be down after.",
    },
  },
  latencyMax: {
    name: same('latencyMax'),
    meaning: {
      zh: '耗时的一级级门槛，单位 ms。从最高一级往下比，第一个够到的那级决定规避多久。',
      en: 'The steps of latency, in ms. Looked at from the highest down, the first one that is reached decides how long the Broker is avoided.',
    },
  },
  notAvailableDuration: {
    name: same('notAvailableDuration'),
    meaning: {
      zh: '与 latencyMax 一一对应的规避时长，单位 ms。0 表示这一级不规避。',
      en: 'For each step of latencyMax, how long to avoid the Broker, in ms. 0 means not at all.',
    },
  },
  faultItem: {
    name: same('FaultItem'),
    meaning: {
      zh: '故障表里的一行：brokerName、最近一次耗时、可以再选的时刻（startTimestamp）。每次发送完都会更新，成功的也算。',
      en: 'One row of the fault table: brokerName, last latency, and when it may be chosen again (startTimestamp). Every send writes to it, successful ones too.',
    },
  },
  isolation: {
    name: { zh: '隔离（isolation）', en: 'Isolation' },
    meaning: {
      zh: `发送失败时不按实际耗时查表，而按一个固定的大数：${UNTIL.oldFaultTable} 及以前是 30 秒，${SINCE.newFaultTable} 起是 10 秒。所以失败得再快，规避时间也很长。`,
      en: `A failed send is not looked up by its real latency but by a fixed large one: 30 s up to ${UNTIL.oldFaultTable}, 10 s from ${SINCE.newFaultTable}. So even a quick failure opens a long window.`,
    },
  },
  reachable: {
    name: { zh: '可达标记（reachable）', en: 'Reachable flag' },
    meaning: {
      zh: `${SINCE.newFaultTable} 起故障项里多了一个标记：这台 Broker 连得上吗。所有可用的都挑不出来时，选择器退而求其次，只看这个标记。`,
      en: `From ${SINCE.newFaultTable}, a fault item also says whether the Broker can be reached. When nothing available is left, the selector falls back on this flag.`,
    },
  },
  detector: {
    name: { zh: '探测（startDetectorEnable）', en: 'Detector (startDetectorEnable)' },
    meaning: {
      zh: '后台定期去连故障表里的 Broker，连上了就标记为可达，默认关闭。它不会缩短规避窗口。',
      en: 'Tries the Brokers of the fault table in the background and marks those that answer as reachable; off by default. It never shortens a window.',
    },
  },
  retryTimes: {
    name: same('retryTimesWhenSendFailed'),
    meaning: {
      zh: '同步发送失败后最多再试几次，默认 2，也就是一共 3 次。重试之间没有等待，但时间预算用完就不再试。',
      en: 'How often a failed synchronous send may be tried again: 2 by default, so 3 attempts in all. There is no pause between them, and none at all once the time is used up.',
    },
  },
  sendMsgTimeout: {
    name: same('sendMsgTimeout'),
    meaning: {
      zh: `一次 send 调用的时间预算，默认 3000 ms，从 ${SINCE.budgetOfCall} 起包括所有重试。第一次尝试就等满 3 秒，后面的重试便不会发生。`,
      en: `The time budget of one send call, 3000 ms by default; since ${SINCE.budgetOfCall} it covers all attempts. If the first one waits all of it, the others never happen.`,
    },
  },
  maxTimeoutPerRequest: {
    name: same('sendMsgMaxTimeoutPerRequest'),
    meaning: {
      zh: `${SINCE.maxTimeoutPerRequest} 起可以给单次尝试设上限，-1 是不设。有了它，一台没反应的 Broker 就吃不掉整个预算。`,
      en: `From ${SINCE.maxTimeoutPerRequest}, a limit for one attempt; -1 is none. With it, one silent Broker cannot eat the whole budget.`,
    },
  },
  pollNameServerInterval: {
    name: same('pollNameServerInterval'),
    meaning: {
      zh: '生产者多久取一次路由，默认 30 秒，从客户端启动时算起。发送失败不会提前触发刷新。',
      en: 'How often a producer asks for the route: every 30 s by default, counted from its start. A failed send does not make it ask sooner.',
    },
  },
  dledger: {
    name: same('DLedger'),
    meaning: {
      zh: '基于 Raft 的副本方案：Master 没了，同组节点投票选出新的。需要过半数节点活着，通常要 4 到 7 秒。',
      en: 'Replication by Raft: when the Master is gone, the other nodes of its group vote for a new one. It needs a majority alive and usually takes 4 to 7 s.',
    },
  },
  term: {
    name: { zh: '任期（term）', en: 'Term' },
    meaning: {
      zh: '选举的轮次编号，只增不减。同一任期里每个节点只有一票，过半数才能当选。',
      en: 'The number of an election round; it only rises. In one term each node has one vote, and a majority wins.',
    },
  },
  candidate: {
    name: { zh: '候选者（CANDIDATE）', en: 'Candidate' },
    meaning: {
      zh: '太久没收到 Leader 心跳的节点，开始为自己拉票。票不够就随机等一会儿再来，免得大家总是同时参选。',
      en: 'A node that has not heard from its Leader for too long and asks for votes. Without enough of them it waits a random while, so that not all stand at once.',
    },
  },
  sendResult: {
    name: same('SendResult'),
    meaning: {
      zh: 'send 正常返回时拿到的结果：存进了哪个队列、位点是多少。没有它只说明没等到回复，消息也可能其实已经存下。',
      en: 'What a successful send returns: which queue the message is in, and at which offset. Without it nobody knows: the message may be stored all the same.',
    },
  },
  heartbeat: {
    name: { zh: '心跳', en: 'Heartbeat' },
    meaning: {
      zh: '客户端定期和 Broker 打的招呼，也顺便建好连接。它不影响选队列。',
      en: 'The greeting a client sends its Brokers now and then, which also opens the connection. It has no say in choosing a queue.',
    },
  },
  registration: {
    name: { zh: '注册', en: 'Registration' },
    meaning: {
      zh: 'Broker 启动、换角色、以及每隔 30 秒，都会向所有 NameServer 报到。连接一断 NameServer 立刻摘除它，主机断电则要等 120 秒左右才发现。',
      en: 'A Broker reports to every NameServer at start, at a change of role, and every 30 s. A closed connection drops it at once; a host without power is noticed only after about 120 s.',
    },
  },
} satisfies Record<string, Term>
