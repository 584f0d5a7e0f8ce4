// Questions about the route: what the NameServer is for, Topics without a route, and addresses that cannot be reached.

import { countOf } from '../../figure'
import { kill } from '../../lessonInput'
import { plainInput, question } from '../../question'

const noNameServer = plainInput({ nameServerCount: 2 }, [kill(5000, 'nameserver/0'), kill(5000, 'nameserver/1')])
const noTopic = plainInput(
  { brokerGroupCount: 1, topicExists: false, autoCreateTopicEnable: false, sendIntervalMs: 1000 },
  [],
)
const unreachable = plainInput({}, [
  { atMs: 0, type: 'link', target: 'producer/0', peer: 'broker-a/n0', lossPercent: 100 },
])

export const routeQuestions = [
  question({
    name: 'name-server',
    title: {
      zh: 'NameServer 有什么用，全部宕机还能发消息吗？',
      en: 'What is the NameServer for, and can I send without it?',
    },
    summary: {
      zh: '两台 NameServer 都在 5 秒时宕机，生产者每秒发 10 条。',
      en: 'Both NameServers die at 5 s; the producer sends ten messages a second.',
    },
    asked: { notes: 46, asQuestion: 17, threads: 2 },
    issues: [6657],
    terms: ['nameServer', 'route', 'registration'],
    source: {
      method: 'MQClientInstance#updateTopicRouteInfoFromNameServer',
      release: '5.3.3',
      rules: ['R1', 'R5', 'N1', 'N7'],
    },
    step: {
      say: {
        zh: '两台 NameServer 刚刚全部宕机，Broker 正常。生产者每秒发 10 条。',
        en: 'Both NameServers have just died; the Brokers are healthy. The producer sends ten messages a second.',
      },
      input: noNameServer,
      atMs: 5050,
      untilMs: 65_000,
      speed: 10,
      figures: {
        stored: countOf('stored', 5000, 65_000),
        failed: countOf('failedMessages', 5000, 65_000),
      },
      claims: [
        { figure: countOf('stored', 5000, 65_000), equals: 600 },
        { figure: countOf('failedMessages', 5000, 65_000), equals: 0 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: { zh: '接下来一分钟，能存入多少条？', en: 'How many messages are stored in the next minute?' },
      answer: countOf('stored', 5000, 65_000),
      options: [0, 250, 600],
      explain: {
        zh: '{stored} 条，失败 {failed} 条：路由缓存在生产者里，两次取路由都没有应答，它就沿用旧的。',
        en: '{stored}, and {failed} fail: the producer has the route in memory, and when its polls get no answer it keeps the old one.',
      },
    },
    rule: {
      zh: 'NameServer 只登记 Broker、回答路由，节点之间不通信，所以不需要 ZooKeeper；受影响的是新启动的客户端，以及换了地址的 Broker。',
      en: 'A NameServer only registers Brokers and answers with routes, and does not talk to the others, so it needs no ZooKeeper; who suffers are fresh clients, and Brokers at a new address.',
    },
  }),

  question({
    name: 'no-route-info',
    title: {
      zh: '“No route info of this topic” 怎么解决？',
      en: '"No route info of this topic": what is missing?',
    },
    summary: {
      zh: 'Topic 没有创建，Broker 关闭了自动创建。',
      en: 'The Topic does not exist, and the Broker does not create it by itself.',
    },
    asked: { notes: 7, asQuestion: 1, threads: 10 },
    issues: [278, 241],
    terms: ['topic', 'route', 'nameServer'],
    source: { method: 'DefaultMQProducerImpl#tryToFindTopicPublishInfo', release: '5.3.3', rules: ['L6', 'R8', 'B8'] },
    step: {
      say: {
        zh: 'Topic 还没有创建，autoCreateTopicEnable=false。应用第一次调用 send()。',
        en: 'The Topic does not exist yet, and autoCreateTopicEnable=false. The application calls send() for the first time.',
      },
      input: noTopic,
      atMs: 0,
      untilMs: 20,
      speed: 0.01,
      figures: {
        attempts: { kind: 'attemptsOf', message: 1 },
        elapsed: { kind: 'elapsedOf', message: 1 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 1 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 1 }, equals: 0 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '抛出异常之前，客户端向 Broker 发送几次？',
        en: 'How often does the client send to a Broker before it throws?',
      },
      answer: { kind: 'attemptsOf', message: 1 },
      options: [0, 1, 3],
      explain: {
        zh: '{attempts} 次：NameServer 回答没有这个 Topic（17），{elapsed} 后就抛出 10005，与重试次数无关。',
        en: '{attempts} times: the NameServer answers that it has no such Topic (17), and after {elapsed} the client throws 10005, whatever the number of retries.',
      },
    },
    rule: {
      zh: '用 updateTopic 创建 Topic，并确认客户端和 Broker 用的是同一组 NameServer；自动创建只会建在收到消息的 Broker 上。',
      en: 'Create the Topic with updateTopic, and check that client and Broker use the same NameServers; automatic creation happens only on a Broker that gets a message.',
    },
  }),

  question({
    name: 'connect-failed',
    title: {
      zh: '“connect to 172.17.0.x:10911 failed”：Docker 里连不上 Broker？',
      en: '"connect to 172.17.0.x:10911 failed": why can I not reach a Broker in Docker?',
    },
    summary: {
      zh: 'NameServer 给出的 broker-a 地址，生产者连不到。',
      en: 'The NameServer names an address of broker-a that the producer cannot reach.',
    },
    asked: { notes: 13, asQuestion: 3, threads: 11 },
    issues: [6631, 3440, 2933],
    terms: ['route', 'registration', 'sendMsgTimeout'],
    source: { method: 'NettyRemotingClient#invokeSync', release: '5.3.3', rules: ['L2', 'L7', 'R3'] },
    notShown: {
      zh: '这里用断开的链路代替连不到的地址；地址填错的原因还不能诊断。',
      en: 'A cut link takes the place of the unreachable address; the page cannot diagnose the address itself yet.',
    },
    step: {
      say: {
        zh: 'NameServer 认为 broker-a 正常，但生产者到它的网络不通，连接没有应答。超时 3 秒，最多尝试 3 次。',
        en: 'For the NameServer, broker-a is well, but the producer has no network to it: connecting gets no answer. 3 s, three attempts at most.',
      },
      input: unreachable,
      atMs: 0,
      untilMs: 3100,
      figures: {
        attempts: { kind: 'attemptsOf', message: 1 },
        elapsed: { kind: 'elapsedOf', message: 1 },
        known: { kind: 'queuesKnown', atMs: 31_000 },
      },
      claims: [
        { figure: { kind: 'outcomeOf', message: 1 }, equals: 'failed' },
        { figure: { kind: 'attemptsOf', message: 1 }, equals: 1 },
        { figure: { kind: 'queuesKnown', atMs: 31_000 }, equals: 4 },
      ],
    },
    ask: {
      kind: 'number',
      prompt: {
        zh: '消息 1 轮到 broker-a，会尝试几次？',
        en: 'The turn of message 1 is on broker-a. How many attempts does it get?',
      },
      answer: { kind: 'attemptsOf', message: 1 },
      options: [1, 2, 3],
      explain: {
        zh: '{attempts} 次：光是连接就用了 {elapsed}，预算用完，没有重试；30 秒取路由之后，列表仍有 {known} 个队列。',
        en: '{attempts}: connecting alone took {elapsed}, the whole budget, so there is no retry, and after the poll at 30 s the list still has {known} queues.',
      },
    },
    rule: {
      zh: '路由里的地址由 Broker 自己注册，容器里常是 172.17.0.x；在 broker.conf 里把 brokerIP1 设成客户端能访问的地址。',
      en: 'The address in the route is what the Broker registered, in a container often 172.17.0.x; set brokerIP1 in broker.conf to one that clients can reach.',
    },
  }),
]
