// What a paste says of the producer: its settings, in whatever kind of file, and the release of its client.

import { describe, expect, test } from 'vitest'
import { REAL_SETTINGS, RELEASES } from '../../rocketmq'
import { english, groupsOf, read, scenarioOf } from './reading.testData'
import { SAMPLES } from './samples'

describe('producer settings', () => {
  test('Java: numbers, products, tables, constants, Topic', () => {
    const { settings, topic } = scenarioOf(SAMPLES.java)
    expect(topic).toBe('TopicOrderCreated')
    expect(settings).toMatchObject({
      sendLatencyFaultEnable: true,
      sendMsgTimeout: 2000,
      retryTimesWhenSendFailed: 3,
      retryAnotherBrokerWhenNotStoreOK: true,
      latencyMax: [50, 100, 500, 1000],
      notAvailableDuration: [0, 0, 5000, 20_000],
      pollNameServerInterval: 15_000,
      nameServerCount: 2,
    })
    expect(read(SAMPLES.java)).toMatchObject({ unread: [], counts: { settings: 7 } })
  })

  test('Java: constants, calls over several lines, comments; what is only known at run time is not understood', () => {
    const code = `public class Sender {
    private static final int TIMEOUT = 4_000;
    public DefaultMQProducer build() throws MQClientException {
        DefaultMQProducer p = new DefaultMQProducer("g");
        p.setNamesrvAddr(
            "a:9876;b:9876;c:9876");
        p.setSendMsgTimeout(Sender.TIMEOUT);
        // p.setRetryTimesWhenSendFailed(9);
        p.setRetryTimesWhenSendFailed(config.getRetries());
        p.setHeartbeatBrokerInterval((int) TimeUnit.SECONDS.toMillis(20));
        p.setProducerGroup("x");
        p.start();
        return p;
    }
}`
    const reading = read(code)
    expect(reading.input?.scenario.settings).toMatchObject({
      sendMsgTimeout: 4000,
      heartbeatBrokerInterval: 20_000,
      nameServerCount: 3,
      retryTimesWhenSendFailed: 2,
    })
    expect(reading.unread).toEqual([{ line: 9, text: 'p.setRetryTimesWhenSendFailed(config.getRetries());' }])
    expect(english(reading).ignored).toContain('11: the producer group: plain sends do not depend on it')
  })

  test('Spring properties and YAML give the same', () => {
    const wanted = {
      sendMsgTimeout: 2000,
      retryTimesWhenSendFailed: 3,
      retryAnotherBrokerWhenNotStoreOK: true,
      nameServerCount: 2,
    }
    expect(scenarioOf(SAMPLES.properties).settings).toMatchObject({ ...wanted, retryTimesWhenSendAsyncFailed: 1 })
    expect(scenarioOf(SAMPLES.yaml)).toMatchObject({ settings: wanted, topic: 'TopicOrderCreated' })
    expect(english(read(SAMPLES.yaml)).read).toContain('5: sendMsgTimeout = 2000')
  })

  test('Spring Cloud Stream: the outgoing binding is the producer, the incoming one is not', () => {
    const yaml = `spring:
  cloud:
    stream:
      rocketmq:
        binder:
          name-server: \${NAMESRV:10.0.0.1:9876;10.0.0.2:9876}
        bindings:
          order-out-0:
            producer:
              sync: false
              sendMessageTimeout: 1500
              retryTimesWhenSendAsyncFailed: \${RETRIES}
      bindings:
        order-out-0:
          destination: TopicOrderCreated
        pay-in-0:
          destination: TopicPaid
server:
  port: 8080`
    const reading = read(yaml)
    expect(reading.input?.scenario.topic).toBe('TopicOrderCreated')
    expect(reading.input?.scenario.settings).toMatchObject({
      communicationMode: 'ASYNC',
      sendMsgTimeout: 1500,
      nameServerCount: 2,
    })
    expect(reading.unread).toEqual([])
    const { ignored } = english(reading)
    expect(ignored.find((why) => why.startsWith('12:'))).toContain('placeholder')
    expect(ignored.find((why) => why.startsWith('17:'))).toContain('consumer')
    expect(ignored.find((why) => why.startsWith('19:'))).toContain('unrelated to sending')
  })

  test('a broken line of YAML is named, and the others are read', () => {
    const reading = read('rocketmq:\n  producer:\n    group: "a\n    send-message-timeout: 1000\n')
    expect(reading.unread.length).toBeGreaterThan(0)
  })

  test('plain client properties, environment variables, JVM flags and broker.conf', () => {
    expect(scenarioOf('namesrvAddr=a:1;b:1\nsendLatencyFaultEnable=true\nsendMsgTimeout=1s').settings).toMatchObject({
      nameServerCount: 2,
      sendLatencyFaultEnable: true,
      sendMsgTimeout: 1000,
    })
    expect(
      scenarioOf('export NAMESRV_ADDR=a:1;b:1;c:1\nROCKETMQ_PRODUCER_SEND_MESSAGE_TIMEOUT=700').settings,
    ).toMatchObject({ nameServerCount: 3, sendMsgTimeout: 700 })
    expect(scenarioOf('java -Drocketmq.namesrv.addr="a:1;b:1" -jar app.jar').settings.nameServerCount).toBe(2)
    expect(scenarioOf('brokerRole = SYNC_MASTER\nflushDiskType=SYNC_FLUSH\nslaveTimeout=5000').settings).toMatchObject({
      brokerRole: 'SYNC_MASTER',
      flushDiskType: 'SYNC_FLUSH',
      slaveTimeout: 5000,
    })
  })

  test('a value outside of the range, a table of another length and a repeated setting are named', () => {
    const reading = read(`sendMsgTimeout=9999999
latencyMax=50,100
retryTimesWhenSendFailed=1
retryTimesWhenSendFailed=4`)
    expect(reading.input?.scenario.settings).toMatchObject({
      sendMsgTimeout: REAL_SETTINGS.sendMsgTimeout,
      latencyMax: null,
      retryTimesWhenSendFailed: 4,
    })
    const { ignored } = english(reading)
    expect(ignored[0]).toContain('1 to 600,000')
    expect(ignored[1]).toContain('2: latencyMax must be')
    expect(ignored[2]).toContain('3: retryTimesWhenSendFailed appears again in line 4')
  })

  test('without any Broker in the text, a cluster is assumed and said to be', () => {
    expect(english(read(SAMPLES.java)).assumed.join()).toContain('two Broker groups')
    expect(groupsOf(SAMPLES.java)).toHaveLength(2)
  })
})

describe('the version', () => {
  test.each([
    [SAMPLES.maven, '4.9.7'],
    ["implementation 'org.apache.rocketmq:rocketmq-client:5.3.1'", '5.3.1'],
    ['[INFO] |  +- org.apache.rocketmq:rocketmq-client:jar:4.7.1:compile', '4.7.1'],
    ['lib/rocketmq-client-5.1.0.jar', '5.1.0'],
    ['<rocketmq.version>4.5.2</rocketmq.version>', '4.5.1'],
    ['<rocketmq.version>4.6.0</rocketmq.version>', '4.6.1'],
    ['<rocketmq.version>99.9.9</rocketmq.version>', RELEASES.at(-1)],
  ])('%s', (text, release) => {
    expect(scenarioOf(text).settings.clientVersion).toBe(release)
  })

  test.each([
    ['<dependency><artifactId>rocketmq-client-java</artifactId><version>5.0.7</version></dependency>', 'gRPC'],
    ["implementation 'com.alibaba.cloud:spring-cloud-starter-stream-rocketmq:2021.0.1.0'", 'its version does not tell'],
    ['<rocketmq.version>3.2.6</rocketmq.version>', 'older than'],
  ])('%s is no release of the simulated client', (text, why) => {
    const reading = read(text)
    expect(reading.input).toBeNull()
    expect(english(reading).ignored.join()).toContain(why)
  })
})
