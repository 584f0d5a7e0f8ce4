// Brokers and NameServers in broker.conf, Docker Compose, Kubernetes and the resources of the rocketmq-operator.
import { describe, test } from 'vitest'
import { type Expected, expectReading } from './reading.testData'

type Cases = Record<string, [string, Expected]>

const CONFS: Cases = {
  'several after one another': [
    `brokerClusterName=rocketmq-cluster
brokerName=broker-a
brokerId=0
brokerRole=SYNC_MASTER
brokerName=broker-a
brokerId=1
brokerRole=SLAVE
brokerName=broker-b
brokerId=0
brokerRole=SYNC_MASTER`,
    { groups: ['broker-a 1', 'broker-b 0'], settings: { brokerRole: 'SYNC_MASTER' } },
  ],
  'the id first, a Slave with settings of its own': [
    `brokerId=0
brokerName=broker-a
brokerRole=ASYNC_MASTER
flushDiskType=ASYNC_FLUSH
deleteWhen=04

brokerId=1
brokerName=broker-a
brokerRole=SLAVE
flushDiskType=SYNC_FLUSH`,
    { groups: ['broker-a 1'], settings: { flushDiskType: 'ASYNC_FLUSH' }, ignored: ["10: a Slave's own"] },
  ],
  'one alone, shown by a command': [
    `$ cat conf/broker.conf
brokerClusterName = DefaultCluster
brokerName = broker-a
brokerId = 0
deleteWhen = 04
fileReservedTime = 48
brokerRole = ASYNC_MASTER
flushDiskType = ASYNC_FLUSH
brokerIP1=10.0.0.3`,
    { groups: ['broker-a 0'] },
  ],
  'the files of tail': [
    `==> conf/2m-2s-sync/broker-a.properties <==
brokerClusterName=DefaultCluster
brokerName=broker-a
brokerId=0
deleteWhen=04
fileReservedTime=48
brokerRole=SYNC_MASTER
flushDiskType=ASYNC_FLUSH

==> conf/2m-2s-sync/broker-a-s.properties <==
brokerClusterName=DefaultCluster
brokerName=broker-a
brokerId=1
deleteWhen=04
fileReservedTime=48
brokerRole=SLAVE
flushDiskType=ASYNC_FLUSH`,
    { groups: ['broker-a 1'], settings: { brokerRole: 'SYNC_MASTER' } },
  ],
  'DLedger by its peers': [
    `brokerClusterName = RaftCluster
brokerName=RaftNode00
listenPort=30911
namesrvAddr=127.0.0.1:9876
storePathRootDir=/tmp/rmqstore/node00
enableDLegerCommitLog=true
dLegerGroup=RaftNode00
dLegerPeers=n0-127.0.0.1:40911;n1-127.0.0.1:40912;n2-127.0.0.1:40913
## must be unique
dLegerSelfId=n0
sendMessageThreadPoolNums=16`,
    { groups: ['RaftNode00 2'], settings: { enableDLegerCommitLog: true }, nameServers: 1 },
  ],
  'peers without DLedger, and a Slave alone': [
    `enableDLegerCommitLog=false
dLegerPeers=n0-127.0.0.1:40911;n1-127.0.0.1:40912;n2-127.0.0.1:40913
brokerName=broker-x
brokerRole=SLAVE`,
    {
      groups: ['broker-x 1'],
      settings: { enableDLegerCommitLog: false },
      ignored: ['2: dLegerPeers takes effect only with enableDLegerCommitLog=true'],
      assumed: ['Only Slaves of broker-x'],
    },
  ],
  'Controller mode': [
    `# broker-a-n0.conf
enableControllerMode=true
controllerAddr=127.0.0.1:9877;127.0.0.1:9878
brokerName=broker-a
brokerId=-1
brokerRole=SLAVE
# broker-a-n1.conf
enableControllerMode=true
controllerAddr=127.0.0.1:9877;127.0.0.1:9878
brokerName=broker-a
brokerId=-1
brokerRole=SLAVE`,
    { groups: ['broker-a 1'], settings: { enableControllerMode: true } },
  ],
  'controllerAddr without the mode': [
    `brokerName=b
controllerAddr=h:9877`,
    { groups: ['b 0'], settings: { enableControllerMode: false }, ignored: ['2: controllerAddr takes effect only'] },
  ],
  getBrokerConfig: [
    `sh mqadmin getBrokerConfig -n 10.0.0.1:9876 -b 10.0.0.1:10911
============10.0.0.1:10911============
brokerName                                        =  broker-a
brokerRole                                        =  SYNC_MASTER
brokerId                                          =  0
enableDLegerCommitLog                             =  false
enableControllerMode                              =  false
dLegerGroup                                       =  
brokerClusterName                                 =  c1
flushDiskType                                     =  ASYNC_FLUSH
traceTopicEnable                                  =  false`,
    { groups: ['broker-a 0'], settings: { brokerRole: 'SYNC_MASTER', enableDLegerCommitLog: false }, nameServers: 1 },
  ],
  'no brokerName': [
    `brokerClusterName=c
brokerId=0
brokerRole=ASYNC_MASTER`,
    { groups: ['broker-a 0'], assumed: ['has no brokerName'] },
  ],
}

const COMPOSE: Cases = {
  'a NameServer and a Broker': [
    `services:
  namesrv:
    image: apache/rocketmq:5.2.0
    command: sh mqnamesrv
  broker:
    image: apache/rocketmq:5.2.0
    command: sh mqbroker -n namesrv:9876 -c ../conf/broker.conf`,
    { groups: ['broker 0'], nameServers: 1, settings: { clientVersion: '5.2.0' } },
  ],
  'lists, flow style, a Slave by its file, a dashboard': [
    `version: '3.8'
services:
  namesrv1: {image: "apache/rocketmq:4.9.4", command: "sh mqnamesrv"}
  namesrv2:
    image: apache/rocketmq:4.9.4
    command: ["sh", "mqnamesrv"]
  broker-a:
    image: apache/rocketmq:4.9.4
    environment:
      - NAMESRV_ADDR=namesrv1:9876;namesrv2:9876
      - JAVA_OPT_EXT=-server -Xms1g
    command: sh mqbroker -c /conf/broker-a.properties
    depends_on: [namesrv1, namesrv2]
  broker-a-s:
    image: apache/rocketmq:4.9.4
    command:
      - sh
      - mqbroker
      - -c
      - /conf/broker-a-s.properties
  dashboard:
    image: apacherocketmq/rocketmq-dashboard:latest
    environment:
      JAVA_OPTS: "-Drocketmq.namesrv.addr=namesrv1:9876;namesrv2:9876"`,
    {
      groups: ['broker-a 1'],
      nameServers: 2,
      settings: { clientVersion: '4.9.4' },
      ignored: ['21: dashboard: neither'],
    },
  ],
  'commands over lines, other services': [
    `services:
    broker:
        command: >
            sh mqbroker
            -n namesrv:9876
        image: "apache/rocketmq:5.2.0"
    namesrv:
        command: |
            sh mqnamesrv
        image: 'apache/rocketmq:5.2.0'
    kafka:
        image: bitnami/kafka:3`,
    { groups: ['broker 0'], nameServers: 1, settings: { clientVersion: '5.2.0' }, ignored: ['12: kafka.image'] },
  ],
  'docker run': [
    'docker run -d -e "NAMESRV_ADDR=a:9876;b:9876" apache/rocketmq:5.2.0 sh mqbroker',
    { nameServers: 2, settings: { clientVersion: '5.2.0' } },
  ],
  'a service cut out, with a name of its own': [
    `  broker:
    image: apache/rocketmq:5.3.1
    container_name: rmqbroker
    ports:
      - 10909:10909
      - 10911:10911
    environment:
      - NAMESRV_ADDR=rmqnamesrv:9876
    depends_on:
      - namesrv
    command: sh mqbroker`,
    { groups: ['rmqbroker 0'], nameServers: 1, settings: { clientVersion: '5.3.1' } },
  ],
  'with its broker.conf below': [
    `services:
  rmqnamesrv:
    image: foxiswho/rocketmq:server-4.7.0
  rmqbroker:
    image: foxiswho/rocketmq:broker-4.7.0
    command: mqbroker -n rmqnamesrv:9876 -c /etc/rocketmq/broker.conf
  rmqconsole:
    image: styletang/rocketmq-console-ng
    environment:
      JAVA_OPTS: "-Drocketmq.namesrv.addr=rmqnamesrv:9876 -Dcom.rocketmq.sendMessageWithVIPChannel=false"

# broker.conf
brokerClusterName=DefaultCluster
brokerName=broker-a
brokerId=0
brokerRole=ASYNC_MASTER`,
    {
      groups: ['broker-a 0'],
      nameServers: 1,
      settings: { clientVersion: '4.7.1' },
      ignored: ['4: rmqbroker: known only'],
    },
  ],
  'who it is in its variables': [
    `services:
  b:
    image: apache/rocketmq:\${VERSION:-4.9.8}
    command: sh mqbroker
    environment:
      BROKER_NAME: pay-a
      BROKER_ROLE: SYNC_MASTER
  n: {image: "apache/rocketmq:4.9.8", command: sh mqnamesrv}`,
    { groups: ['pay-a 0'], settings: { brokerRole: 'SYNC_MASTER', clientVersion: '4.9.8' } },
  ],
}

const KUBERNETES: Cases = {
  'environment and command of an application': [
    `containers:
- name: app
  image: my/app:1.0
  command: ["java", "-Dcom.rocketmq.sendLatencyEnable=true", "-jar", "a.jar"]
  env:
    - name: JAVA_TOOL_OPTIONS
      value: "-Xmx1g -Drocketmq.namesrv.addr=a:9876;b:9876"
    - {name: ROCKETMQ_PRODUCER_SEND_MESSAGE_TIMEOUT, value: "1500"}
    - name: SECRET
      valueFrom:
        secretKeyRef: {name: x, key: y}`,
    { settings: { sendLatencyFaultEnable: true, sendMsgTimeout: 1500 }, nameServers: 2 },
  ],
  'replicas of StatefulSets': [
    `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: rocketmq-broker
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: broker
          image: apache/rocketmq:5.1.4
          command: ["sh", "-c", "./mqbroker -n namesrv-0:9876;namesrv-1:9876"]
          env:
            - name: BROKER_CLUSTER_NAME
              value: prod
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: namesrv
spec:
  replicas: 2
  template:
    spec:
      containers:
        - image: apache/rocketmq:5.1.4
          args: ["./mqnamesrv"]`,
    {
      groups: ['rocketmq-broker-0 0', 'rocketmq-broker-1 0'],
      nameServers: 2,
      assumed: ['Line 10: rocketmq-broker has 2 replicas'],
    },
  ],
  'the operator, and a broker.conf in a ConfigMap': [
    `apiVersion: v1
kind: ConfigMap
metadata:
  name: broker-config
data:
  BROKER_MEM: " -Xms2g -Xmx2g -Xmn1g "
  broker-common.conf: |
    # brokerClusterName, brokerName, brokerId are automatically generated by the operator
    deleteWhen=04
    flushDiskType=SYNC_FLUSH
    brokerRole=ASYNC_MASTER
---
apiVersion: rocketmq.apache.org/v1alpha1
kind: Broker
metadata:
  name: broker
spec:
  size: 2
  nameServers: ""
  replicaPerGroup: 1
  brokerImage: apacherocketmq/rocketmq-broker:4.5.0-alpine-operator-0.3.0
  imagePullPolicy: Always
  env:
    - name: BROKER_MEM
      valueFrom:
        configMapKeyRef: {name: broker-config, key: BROKER_MEM}
---
apiVersion: rocketmq.apache.org/v1alpha1
kind: NameService
metadata:
  name: name-service
spec:
  size: 2
  nameServiceImage: apacherocketmq/rocketmq-nameserver:4.5.0-alpine-operator-0.3.0
---
apiVersion: rocketmq.apache.org/v1alpha1
kind: Console
metadata: {name: console}
spec:
  nameServers: ""`,
    {
      groups: ['broker-0 1', 'broker-1 1'],
      nameServers: 2,
      settings: { clientVersion: '4.5.1', flushDiskType: 'SYNC_FLUSH' },
      ignored: ['37: Console: neither'],
    },
  ],
  'the operator in Controller mode': [
    `apiVersion: rocketmq.apache.org/v1alpha1
kind: Broker
metadata: {name: b}
spec: {size: 1, replicaPerGroup: 2, clusterMode: CONTROLLER, brokerImage: "apache/rocketmq-broker:5.1.4"}`,
    { groups: ['b-0 2'], settings: { enableControllerMode: true, clientVersion: '5.1.4' } },
  ],
}

describe('broker.conf', () => {
  test.each(Object.entries(CONFS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('Docker Compose', () => {
  test.each(Object.entries(COMPOSE))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('Kubernetes', () => {
  test.each(Object.entries(KUBERNETES))('%s', (_, [text, expected]) => expectReading(text, expected))
})
