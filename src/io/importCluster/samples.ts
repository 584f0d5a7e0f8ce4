// Examples of what can be pasted, one for each kind: filled in by a button, and read by the tests. All of it is made up.

/** In the order of the buttons; the keys name what each shows. */
export const SAMPLES = {
  clusterList: `$ sh bin/mqadmin clusterList -n '192.168.10.11:9876;192.168.10.12:9876'
#Cluster Name           #Broker Name            #BID  #Addr                  #Version              #InTPS(LOAD)                   #OutTPS(LOAD)  #Timer(Progress)        #PCWait(ms)  #Hour         #SPACE    #ACTIVATED
order-cluster           order-broker-1          0     192.168.10.21:10911    V5_1_4                812.62(0,0ms)                  790.11(0,0ms)  0-0(0.0w, 0.0, 0.0)               0  104.52        0.4100          true
order-cluster           order-broker-1          1     192.168.10.22:10911    V5_1_4                  0.00(0,0ms)                    0.00(0,0ms)  0-0(0.0w, 0.0, 0.0)               0  104.51        0.4100         false
order-cluster           order-broker-2          0     192.168.10.23:10911    V5_1_4                806.19(0,0ms)                  801.92(0,0ms)  0-0(0.0w, 0.0, 0.0)               0  104.50        0.3900          true
order-cluster           order-broker-2          1     192.168.10.24:10911    V5_1_4                  0.00(0,0ms)                    0.00(0,0ms)  0-0(0.0w, 0.0, 0.0)               0  104.50        0.3900         false
order-cluster           order-broker-3          0     192.168.10.25:10911    V5_1_4                399.84(0,0ms)                  401.15(0,0ms)  0-0(0.0w, 0.0, 0.0)               0   88.07        0.2200          true
`,
  topicRoute: `$ sh bin/mqadmin topicRoute -n 192.168.10.11:9876 -t TopicOrderCreated
{
\t"brokerDatas":[
\t\t{
\t\t\t"brokerAddrs":{0:"192.168.10.21:10911",1:"192.168.10.22:10911"
\t\t\t},
\t\t\t"brokerName":"order-broker-1",
\t\t\t"cluster":"order-cluster",
\t\t\t"enableActingMaster":false
\t\t},
\t\t{
\t\t\t"brokerAddrs":{0:"192.168.10.23:10911",1:"192.168.10.24:10911"
\t\t\t},
\t\t\t"brokerName":"order-broker-2",
\t\t\t"cluster":"order-cluster",
\t\t\t"enableActingMaster":false
\t\t}
\t],
\t"filterServerTable":{},
\t"queueDatas":[
\t\t{
\t\t\t"brokerName":"order-broker-1",
\t\t\t"perm":6,
\t\t\t"readQueueNums":8,
\t\t\t"topicSysFlag":0,
\t\t\t"writeQueueNums":8
\t\t},
\t\t{
\t\t\t"brokerName":"order-broker-2",
\t\t\t"perm":4,
\t\t\t"readQueueNums":4,
\t\t\t"topicSysFlag":0,
\t\t\t"writeQueueNums":4
\t\t}
\t]
}
`,
  topicStatus: `$ sh bin/mqadmin topicStatus -n 192.168.10.11:9876 -t TopicOrderCreated
#Broker Name                      #QID  #Min Offset           #Max Offset             #Last Updated
order-broker-1                    0     0                     40213                   2024-05-06 10:21:33,120
order-broker-1                    1     0                     40209                   2024-05-06 10:21:33,084
order-broker-1                    2     0                     40211                   2024-05-06 10:21:33,101
order-broker-2                    0     0                     40190                   2024-05-06 10:21:33,115
order-broker-2                    1     0                     40188                   2024-05-06 10:21:33,067
order-broker-2                    2     0                     40192                   2024-05-06 10:21:33,093
`,
  dashboard: `Broker\tNO.\tAddress\tVersion\tProduce Message TPS\tConsumer Message TPS
order-broker-1\t0(master)\t192.168.10.21:10911\tV5_1_4\t812.62\t790.11
order-broker-1\t1(slave)\t192.168.10.22:10911\tV5_1_4\t0.00\t0.00
order-broker-2\t0(master)\t192.168.10.23:10911\tV5_1_4\t806.19\t801.92
order-broker-2\t1(slave)\t192.168.10.24:10911\tV5_1_4\t0.00\t0.00
`,
  clientLog: `2024-05-06 10:21:33,084 INFO NettyClientPublicExecutor_1 - the topic[TopicOrderCreated] route info changed, old[null] ,new[TopicRouteData [orderTopicConf=null, queueDatas=[QueueData [brokerName=order-broker-1, readQueueNums=8, writeQueueNums=8, perm=6, topicSysFlag=0], QueueData [brokerName=order-broker-2, readQueueNums=4, writeQueueNums=4, perm=6, topicSysFlag=0]], brokerDatas=[BrokerData [brokerName=order-broker-1, brokerAddrs={0=192.168.10.21:10911, 1=192.168.10.22:10911}, enableActingMaster=false], BrokerData [brokerName=order-broker-2, brokerAddrs={0=192.168.10.23:10911, 1=192.168.10.24:10911}, enableActingMaster=false]], filterServerTable={}, topicQueueMappingInfoTable=null]]
`,
  brokerConf: `brokerClusterName=order-cluster
brokerName=order-broker-1
brokerId=0
brokerRole=ASYNC_MASTER
flushDiskType=ASYNC_FLUSH

brokerClusterName=order-cluster
brokerName=order-broker-1
brokerId=1
brokerRole=SLAVE
`,
  compose: `services:
  namesrv:
    image: apache/rocketmq:5.1.4
    command: sh mqnamesrv
  order-broker-1:
    image: apache/rocketmq:5.1.4
    command: sh mqbroker -n namesrv:9876
    depends_on:
      - namesrv
`,
  java: `DefaultMQProducer producer = new DefaultMQProducer("order-producer");
producer.setNamesrvAddr("192.168.10.11:9876;192.168.10.12:9876");
producer.setSendLatencyFaultEnable(true);
producer.setSendMsgTimeout(2 * 1000);
producer.setRetryTimesWhenSendFailed(3);
producer.setRetryAnotherBrokerWhenNotStoreOK(true);
producer.setLatencyMax(new long[] {50L, 100L, 500L, 1000L});
producer.setNotAvailableDuration(new long[] {0L, 0L, 5000L, 20000L});
producer.setPollNameServerInterval(15_000);
producer.start();
Message message = new Message("TopicOrderCreated", "created", body);
`,
  properties: `rocketmq.name-server=192.168.10.11:9876;192.168.10.12:9876
rocketmq.producer.group=order-producer
rocketmq.producer.send-message-timeout=2000
rocketmq.producer.retry-times-when-send-failed=3
rocketmq.producer.retry-times-when-send-async-failed=1
rocketmq.producer.retry-next-server=true
rocketmq.producer.max-message-size=4194304
`,
  yaml: `rocketmq:
  name-server: 192.168.10.11:9876;192.168.10.12:9876
  producer:
    group: order-producer
    send-message-timeout: 2000
    retry-times-when-send-failed: 3
    retry-next-server: true
    topic: TopicOrderCreated
`,
  springXml: `<bean id="producer" class="org.apache.rocketmq.client.producer.DefaultMQProducer" init-method="start">
  <constructor-arg value="order-producer"/>
  <property name="namesrvAddr" value="192.168.10.11:9876;192.168.10.12:9876"/>
  <property name="sendMsgTimeout" value="2000"/>
  <property name="sendLatencyFaultEnable" value="true"/>
</bean>
`,
  maven: `<dependency>
  <groupId>org.apache.rocketmq</groupId>
  <artifactId>rocketmq-client</artifactId>
  <version>4.9.7</version>
</dependency>
`,
} as const

/** What a person has who looks everything up: the cluster, the route of one Topic, the producer and its version. */
export const ALL_TOGETHER = [SAMPLES.clusterList, SAMPLES.topicRoute, SAMPLES.java, SAMPLES.maven].join('\n')
