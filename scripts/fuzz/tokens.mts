// What texts from outside are made of, for those who write such texts to find a slow or a broken reader. `#` becomes a number
// that is different each time.

import { SAMPLES } from '../../src/io/importCluster/samples'

/** Pieces of a text, with a sign between them that none of them has. */
const pieces = (text: string): string[] => text.split('¦')

export const LINK_TOKENS = pieces(
  '&¦&amp;¦=¦+¦%¦%20¦%40¦@¦%2F¦/¦.¦,¦-¦ ¦#¦_¦%E4%BD%A0¦%F0¦v=1¦preset=article¦end¦do=¦' +
    'do=kill+broker-a/master+@1¦do=kill+broker-#/n0+@#¦do=@¦do=set+¦do=set+latencyMax=¦group.0.brokerName=¦' +
    'group.#.slaveCount=1¦groups=16¦topic=¦seed=¦t=¦sel=¦breaks=¦off.avoided.group0,¦time#,¦compare=¦' +
    'compare=with+¦compare=%7B¦lesson=¦challenge=¦x#=1¦own=¦z=¦sendMsgTimeout=¦latencyMax=¦1,¦0.¦1e¦span=¦broker.¦' +
    'message.1.¦a-¦S1',
)

export const ACTION_TOKENS = pieces(
  '@¦ ¦\t¦\n¦\u3000¦@ ¦ @¦x¦1¦9600¦ms¦s¦.¦,¦，¦=¦/¦%¦[¦]¦-¦kill ¦set ¦set sendMsgTimeout=¦set latencyMax=¦slow ¦' +
    'setFault ¦injectResponse ¦trouble ¦answer ¦link ¦writePerm ¦on ¦broker-a/master¦broker-a/n0¦producer/0¦' +
    'nameserver ¦n0 ¦master¦diskFull',
)

export const JSON_TOKENS = pieces(
  '{¦}¦[¦]¦"¦\\¦\\u202e¦:¦,¦ ¦\n¦1¦-¦e¦.¦null¦true¦[]¦{}¦[1],¦"k#":1,¦"k#":{},¦"k#":[¦{"a":¦[[¦1,¦"x",¦{},¦' +
    '[[1],¦"a":{"a":1},',
)

export const RUN_TOKENS = [
  ...JSON_TOKENS,
  ...pieces(
    '{"atMs":1,"type":"kill","target":"broker-a/master"},¦{"atMs":#,"type":"kill","target":"broker-#/n0"},¦' +
      '{"type":"kill"},¦{"atMs":1,"type":"set","name":"latencyMax","value":[1]},¦{"brokerName":"b#"},¦' +
      '{"atMs":1,"type":"kill","target":"¦broker-a/¦/1¦"view":{"k#":1},¦{"kind":"time","enabled":true,"atMs":1},',
  ),
]

export const LESSON_TOKENS = [
  ...JSON_TOKENS,
  ...pieces(
    '{"title":{"en":"a"},"say":{"en":"{x}"},"meaning":{"en":"b"},"input":"preset=article","atMs":1},¦' +
      '{"title":{"en":"a"},"say":{"en":"b"},"meaning":{"en":"c"},"input":"preset=article&seed=#","atMs":1},¦{x#}¦{¦' +
      '"f#":{"kind":"queuesKnown","atMs":1},¦{"figure":{"kind":"queuesKnown","atMs":1},"equals":1},¦' +
      '&do=kill+broker-a/n0+@#',
  ),
]

export const PASTE_TOKENS = [
  ...Object.values(SAMPLES).flatMap((text) => text.split('\n').map((line) => `${line}\n`)),
  ...pieces(
    '\n¦ ¦\t¦\r\n¦\u001b[¦\u001b]¦\u0007¦;¦[¦]¦{¦}¦(¦)¦"¦\'¦- ¦: ¦:¦=¦a: b\n¦a: [¦a:\n¦  ¦k#: v\n¦- a\n¦- - ¦' +
      '# x\n¦---\n¦&a ¦*a ¦!!x ¦? ¦| \n¦> \n¦a.b.c=1\n¦k#=1\n¦x¦0¦1 ¦/* ¦// ¦.setA(¦producer.setSendMsgTimeout(¦' +
      'new Message(¦int A# = 1;\n¦b# 0 0 0 2024-01-01 00:00:00,1\n¦c b# 0 h:1 V5_1_4\n¦c b# {0=h:1} 4 4 6\n¦' +
      '1 1 1 1\n¦#Broker Name #QID\n¦"brokerName":"b#",¦{"brokerDatas":[¦' +
      '{"brokerName":"b#","brokerAddrs":{"0":"h:1"}},¦{0:"h:1"},¦{"queueDatas":[¦' +
      '{"brokerName":"b#","writeQueueNums":4,"perm":6},¦mqadmin topicRoute -t T#\n¦mqadmin topicStatus -n h:#\n¦' +
      '-n ¦<dependency>¦<artifactId>rocketmq-client</artifactId>¦<version>¦</¦rocketmq-¦rocketmq-client-1.1.¦.jar¦' +
      'org.apache.rocketmq:¦-Da=¦namesrvAddr=h:#;¦WARN¦PS C:¦[a@b ¦$¦>¦trace¦V1_1_¦*/\n¦ /* ¦<!-- ¦-->¦"""¦' +
      'p.send(m, 1#);\n¦p.send(m,¦@Value("$¦{k#:1}") int v#;\n¦@Value(¦.apply {\n¦x = 1 }\n¦A c# = new A(¦.b()\n¦' +
      'b# 0(master) h:1 V5_1_4\n¦0(slave) h:1\n¦TopicRouteData [¦QueueData [brokerName=b#, writeQueueNums=4, perm=6]¦' +
      'BrokerData [brokerName=b#, brokerAddrs={0=h:1}]¦topic[t#] new[¦old[¦"data":{¦"clusterInfo":{¦' +
      '"brokerServer":{"b#":{"0":{"brokerVersionDesc":"V5_1_4"}}},¦brokerName=b#\n¦brokerId=#\n¦brokerRole=SLAVE\n¦' +
      'dLegerPeers=n0-h:#;¦image: apache/rocketmq:5.2.0\n¦command: mqbroker -n h:# -c b#.conf\n¦ s#:\n  image: rocketmq:1.1.1\n¦' +
      '- {name: N#, value: v}\n¦kind: Broker\n¦a: |\n¦ x=1\n¦size: 64\n¦<bean class="x">\n¦<property name="a#" value="b"/>\n¦' +
      '<a ¦<![CDATA[¦<b#.version>1.1.1</b#.version>\n¦</a>\n¦newMessageBuilder()\n¦using namespace rocketmq\n¦{\\"queueDatas\\":[¦' +
      'bindings.b#.binder=kafka\n¦kafka.topic=t#\n¦/topic/route.query?topic=t#\n¦==> b#.conf <==\n¦fun f#() {\n',
  ),
]

export const INPUT_BEGINS = [
  '{"scenario":{"preset":"article","topic":"t","settings":{',
  '{"scenario":{"preset":"article","topic":"',
  '{"scenario":{"preset":"article","topic":"t","settings":{"latencyMax":[',
  '{"scenario":{"preset":"article","topic":"t","settings":{},"brokerGroups":[',
  '{"scenario":{"preset":"article","topic":"t","settings":{},"brokerGroups":[]},"seed":1,"actions":[',
]

export const RUN_BEGINS = [
  '',
  '{',
  '[',
  '{"format":"rocketscope-run","version":1,"view":{',
  '{"format":"rocketscope-run","version":1,"view":{"breakpoints":[',
  ...INPUT_BEGINS,
  ...INPUT_BEGINS.map((text) => `{"format":"rocketscope-run","version":1,"input":${text}`),
]

export const RUN_ENDS = [
  '',
  '}',
  ']',
  '{}]}}',
  '1]}',
  '"}',
  '0:1}}}',
  '"":1}}}',
  '{"atMs":9,"type":"kill","target":"broker-a/n0"}]}}',
]

const STEP = '{"title":{"en":"a"},"say":{"en":"b"},"meaning":{"en":"c"},"atMs":1,"input":'

const LESSON =
  '{"format":"rocketscope-lesson","version":1,"lesson":{"title":{"en":"a"},"summary":{"en":"b"},"minutes":1,'

export const LESSON_BEGINS = [
  ...[
    '',
    '{',
    '{"format":"rocketscope-lesson",',
    '"format" :',
    `${LESSON}`,
    `${LESSON}"steps":[`,
    `${LESSON}"steps":[${STEP}`,
  ],
  ...[`${LESSON}"steps":[${STEP}"preset=article`, `${LESSON}"steps":[${STEP}"preset=article","figures":{`],
  ...[`${LESSON}"steps":[${STEP}"preset=article","claims":[`, `${LESSON}"terms":[`, `${LESSON}"steps":[{"say":{"en":"`],
]

export const LESSON_ENDS = ['', '}', '"}]}}', '0]}]}}', '{}]}}', '"":1}}]}}', '1}]}}', '"}}]}}']
