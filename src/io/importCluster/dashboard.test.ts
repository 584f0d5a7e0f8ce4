// What rocketmq-dashboard shows and answers, and routes in rocketmq_client.log.
import { describe, test } from 'vitest'
import { type Expected, expectReading } from './reading.testData'

type Cases = Record<string, [string, Expected]>

const TABLES: Cases = {
  'as it is copied': [
    `Broker\tNO.\tAddress\tVersion\tProduce Message TPS
broker-a\t0(master)\t10.0.0.1:10911\tV4_9_7\t0.00
broker-a\t1(slave)\t10.0.0.2:10911\tV4_9_7\t0.00
broker-b\t0(master)\t10.0.0.3:10911\tV4_9_7\t0.00`,
    { groups: ['broker-a 1', 'broker-b 0'], settings: { clientVersion: '4.9.7' } },
  ],
  'in Chinese, with its buttons': [
    `分片\t编号\t地址\t版本\t生产消息TPS\t消费消息TPS\t昨日生产总数\t操作
broker-a\t0(主)\t10.0.0.1:10911\tV5_1_4\t0.00\t0.00\t12\t状态 配置
broker-a\t1(从)\t10.0.0.2:10911\tV5_1_4\t0.00\t0.00\t12\t状态 配置`,
    { groups: ['broker-a 1'], settings: { clientVersion: '5.1.4' } },
  ],
  'rows alone, a name that is not repeated': [
    `broker-a 0(master) 10.0.0.1:10911 V4_9_7 0.00 0.00 1 1 STATUS CONFIG
1(slave) 10.0.0.2:10911 V4_9_7 0.00`,
    { groups: ['broker-a 1'], settings: { clientVersion: '4.9.7' } },
  ],
}

const JSON_TEXTS: Cases = {
  'route.query': [
    `{"status":0,"data":{"queueDatas":[{"brokerName":"broker-a","readQueueNums":8,"writeQueueNums":8,"perm":6,"topicSysFlag":0}],"brokerDatas":[{"cluster":"c","brokerName":"broker-a","brokerAddrs":{"0":"10.0.0.1:10911","1":"10.0.0.2:10911"}}],"filterServerTable":{}},"errMsg":null}`,
    { groups: ['broker-a 1'], queues: [8] },
  ],
  'cluster list.query behind the request': [
    `$ curl -s 'http://dash:8080/cluster/list.query'
{"status":0,"data":{"clusterInfo":{"brokerAddrTable":{"broker-a":{"cluster":"DefaultCluster","brokerName":"broker-a","brokerAddrs":{"0":"10.0.0.1:10911","1":"10.0.0.2:10911"}}},"clusterAddrTable":{"DefaultCluster":["broker-a"]}},"brokerServer":{"broker-a":{"0":{"brokerVersionDesc":"V4_9_4","msgPutTotalTodayNow":"1"},"1":{"brokerVersionDesc":"V4_9_4"}}}},"errMsg":null}`,
    { groups: ['broker-a 1'], settings: { clientVersion: '4.9.4' }, ignored: ['1: output of a command'] },
  ],
  'route.query in lines, whose request names the Topic': [
    `$ curl 'http://dash:8080/topic/route.query?topic=order_topic'
{
  "status": 0,
  "data": {
    "queueDatas": [
      {
        "brokerName": "broker-a",
        "readQueueNums": 8,
        "writeQueueNums": 6,
        "perm": 6
      }
    ],
    "brokerDatas": [
      {
        "cluster": "c",
        "brokerName": "broker-a",
        "brokerAddrs": {
          "0": "10.0.0.1:10911"
        }
      }
    ]
  },
  "errMsg": null
}`,
    { groups: ['broker-a 0'], queues: [6], topic: 'order_topic' },
  ],
  'in a line of a log, and as a text in it': [
    `2024-03-05 10:00:00,123 INFO main - route of topic=T_order is {"orderTopicConf":null,"queueDatas":[{"brokerName":"b-1","readQueueNums":4,"writeQueueNums":4,"perm":6}],"brokerDatas":[{"cluster":"c","brokerName":"b-1","brokerAddrs":{"0":"10.0.0.1:10911"}}],"filterServerTable":{}} cost 3ms
2024-03-05 10:00:01,123 INFO main - "{\\"brokerDatas\\":[{\\"brokerName\\":\\"b-2\\",\\"brokerAddrs\\":{\\"0\\":\\"h:1\\"}}]}"`,
    { groups: ['b-1 0'], topic: 'T_order', ignored: ['2: b-2 has no write queue'] },
  ],
  'without its beginning': [
    `"queueDatas":[{"brokerName":"broker-a","readQueueNums":8,"writeQueueNums":8,"perm":6}],
"brokerDatas":[{"brokerName":"broker-a","brokerAddrs":{"0":"10.0.0.1:10911","1":"10.0.0.2:10911"}}]`,
    { groups: ['broker-a 1'], queues: [8], assumed: ['incomplete'] },
  ],
  'without its end': [
    `{"queueDatas":[{"brokerName":"broker-a","readQueueNums":8,"writeQueueNums":8,"perm":6}],"brokerDatas":[{"brokerName":"broker-a","brokerAddrs":{"0":"10.0.0.1:10911","1":"10.0.0.2:109`,
    { groups: ['broker-a 0'], queues: [8], assumed: ['incomplete'] },
  ],
  'a list of queueDatas alone': [
    `[{"brokerName":"b-1","readQueueNums":4,"writeQueueNums":3,"perm":6}]`,
    { groups: ['b-1 0'], queues: [3] },
  ],
}

const LOGS: Cases = {
  'a route that changed': [
    `2024-03-05 10:00:00,123 INFO main - the topic[order_topic] route info changed, old[null] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=8, writeQueueNums=8, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911, 1=10.0.0.3:10911}, enableActingMaster=false]], filterServerTable={}]]`,
    { topic: 'order_topic', groups: ['broker-a 1'], queues: [8] },
  ],
  'of several routes the last one counts, of one line the new one': [
    `2024-03-05 09:00:00,123 INFO main - the topic[order_topic] route info changed, old[null] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=4, writeQueueNums=4, perm=6, topicSysFlag=0], QueueData [brokerName=broker-b, readQueueNums=4, writeQueueNums=4, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911}], BrokerData [brokerName=broker-b, brokerAddrs={0=10.0.0.2:10911}]], filterServerTable={}]]
2024-03-05 10:00:00,123 INFO main - the topic[order_topic] route info changed, old[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=4, writeQueueNums=4, perm=6, topicSysFlag=0], QueueData [brokerName=broker-b, readQueueNums=4, writeQueueNums=4, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911}], BrokerData [brokerName=broker-b, brokerAddrs={0=10.0.0.2:10911}]], filterServerTable={}]] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=8, writeQueueNums=8, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911, 1=10.0.0.3:10911}, enableActingMaster=false]], filterServerTable={}]]
2024-03-05 10:00:00,124 INFO main - topicRouteTable.put. Topic = order_topic, TopicRouteData[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=8, writeQueueNums=8, perm=6, topicSynFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911, 1=10.0.0.3:10911}]], filterServerTable={}]]
2024-03-05 10:00:00,125 INFO main - the topic[%RETRY%g] route info changed, old[null] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-z, readQueueNums=1, writeQueueNums=1, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-z, brokerAddrs={0=10.0.0.1:10911}]], filterServerTable={}]]
2024-03-05 10:00:02,123 WARN NettyClientPublicExecutor_1 - closeChannel: close the connection to remote address[10.0.0.1:10911] result: true`,
    {
      topic: 'order_topic',
      groups: ['broker-a 1'],
      queues: [8],
      ignored: [
        '1: TopicRouteData order_topic appears again in line 3',
        "4: %RETRY%g is one of RocketMQ's own",
        '5: output of',
      ],
    },
  ],
  'broken by the terminal': [
    `[2024-03-05 10:00:00.123] INFO [main] RocketmqClient - the topic[T1] route info changed, old[null] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=broker-a, readQueueNums=16, writeQueueNums=16, perm=4, topicSysFlag=0], QueueData [brok
erName=broker-b, readQueueNums=16, writeQueueNums=12, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=broker-a, brokerAddrs={0=10.0.0.1:10911}, enableActingMaster=false], BrokerData [brokerName=broker-b, brokerAddrs={0=10.0.0.2:10911}]], filterServerTable={}]]
sendMsgTimeout=500`,
    { topic: 'T1', queues: [16, 12], assumed: ['broker-a has perm 4'], settings: { sendMsgTimeout: 500 } },
  ],
}

const ROWS: Cases = {
  'a Broker that mqadmin could not reach': [
    `DefaultCluster    broker-a    0     10.0.0.1:10911     V4_9_3      0.00(0,0ms)     0.00(0,0ms)     0 1.00 0.2500
DefaultCluster    broker-b    0     10.0.0.2:10911                 0.00(,ms)       0.00(,ms)         0.00 0.0000`,
    { groups: ['broker-a 0', 'broker-b 0'], assumed: ['mqadmin could not reach broker-b (brokerId 0)'] },
  ],
  'a Slave of 5.x that it could not reach': [
    `DefaultCluster    broker-a    0     10.0.0.1:10911     V5_1_4      0.00(0,0ms)     0.00(0,0ms|0,0ms)     0 1.00 0.2500
DefaultCluster    broker-a    1     10.0.0.2:10911                 0.00(,ms)       0.00(,ms|,ms)         0.00 0.0000
DefaultCluster    broker-b    0     10.0.0.3:10911     V3_5_8      0.00(0,0ms)     0.00(0,0ms)     0 1.00 0.2500`,
    { groups: ['broker-a 1', 'broker-b 0'], assumed: ['could not reach broker-a (brokerId 1)'] },
  ],
  'a version that is not simulated': [
    `DefaultCluster    bogon    0     10.0.0.1:10911     V4_1_0_SNAPSHOT          0.00(0,0ms)         0.00(0,0ms)          0 1.00 0.1`,
    {
      settings: { clientVersion: '4.2.0' },
      releases: ['1: 4.1.0 is not simulated here; the nearest release is 4.2.0.'],
    },
  ],
  'a beta and a snapshot': [
    `c1  broker-a  0  10.0.0.1:10911  V5_0_0_BETA  0.00(0,0ms)  0.00(0,0ms) 0 1.00 0.1
c1  broker-b  0  10.0.0.2:10911  V5_3_2_SNAPSHOT  0.00(0,0ms)  0.00(0,0ms) 0 1.00 0.1`,
    { settings: { clientVersion: '5.0.0' } },
  ],
  'between questions in Chinese, in fences': [
    `您好，我的生产者是这样写的：

\`\`\`java
DefaultMQProducer producer = new DefaultMQProducer("g");
producer.setNamesrvAddr("10.0.0.1:9876");
producer.setVipChannelEnabled(false);
producer.setSendMsgTimeout(2000); // 超时
\`\`\`

集群：

\`\`\`
#Cluster Name     #Broker Name            #BID  #Addr                  #Version                #InTPS(LOAD)       #OutTPS(LOAD) #PCWait(ms) #Hour #SPACE
DefaultCluster    broker-a                0     10.0.0.1:10911         V4_9_3                   0.00(0,0ms)         0.00(0,0ms)          0 1.00 0.1000
DefaultCluster    broker-b                0     10.0.0.2:10911                                  0.00(,ms)           0.00(,ms)              0.00 0.0000
\`\`\`
Please help!`,
    {
      groups: ['broker-a 0', 'broker-b 0'],
      settings: { sendMsgTimeout: 2000, clientVersion: '4.9.3' },
      unread: [1, 10, 17],
    },
  ],
}

describe('the table of rocketmq-dashboard', () => {
  test.each(Object.entries(TABLES))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('JSON', () => {
  test.each(Object.entries(JSON_TEXTS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('rocketmq_client.log', () => {
  test.each(Object.entries(LOGS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('clusterList', () => {
  test.each(Object.entries(ROWS))('%s', (_, [text, expected]) => expectReading(text, expected))
})
