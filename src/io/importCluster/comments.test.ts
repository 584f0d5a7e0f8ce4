// What is commented out is not in force, in whatever language; and what only looks like a comment is.

import { expect, test } from 'vitest'
import { type Expected, english, expectReading, read } from './reading.testData'

const CASES: Record<string, [string, Expected]> = {
  'a block over lines': [
    `DefaultMQProducer producer = new DefaultMQProducer("g");
/*
producer.setSendMsgTimeout(9000);
producer.setRetryTimesWhenSendFailed(0);
*/
producer.setNamesrvAddr("10.0.0.1:9876");`,
    {
      nameServers: 1,
      defaults: ['sendMsgTimeout', 'retryTimesWhenSendFailed'],
      ignored: ['3: commented out', '4: commented out'],
    },
  ],
  'blocks within lines, in arguments, and behind code': [
    `/* producer.setSendMsgTimeout(4); */ producer.setRetryTimesWhenSendFailed(1);
producer.setNamesrvAddr("a:1" /* ;b:1 */); // producer.setSendMsgTimeout(9);
producer.setPollNameServerInterval(15000); /* begins here
producer.setHeartbeatBrokerInterval(9000); */
producer.setSendMsgTimeout(
    // 5000
    6000
);`,
    {
      settings: { retryTimesWhenSendFailed: 1, sendMsgTimeout: 6000, pollNameServerInterval: 15_000 },
      defaults: ['heartbeatBrokerInterval'],
      nameServers: 1,
    },
  ],
  'comment signs in texts are none': [
    `String url = "http://host/*x*/"; producer.setNamesrvAddr("http://a:1;http://b:1");
producer.setSendMsgTimeout(1500); // don't`,
    { nameServers: 2, settings: { sendMsgTimeout: 1500 } },
  ],
  'Javadoc, and a paste that begins or ends within a comment': [
    ` * producer.setSendMsgTimeout(1);
 */
/**
 * producer.setSendMsgTimeout(2);
 */
producer.setRetryTimesWhenSendFailed(5);
/* producer.setSendMsgTimeout(3);
   producer.setSendMsgTimeout(4);`,
    { settings: { retryTimesWhenSendFailed: 5 }, defaults: ['sendMsgTimeout'] },
  ],
  'XML: a whole dependency': [
    `<dependency>
  <groupId>org.apache.rocketmq</groupId>
  <artifactId>rocketmq-client</artifactId>
  <version>5.1.4</version>
</dependency>
<!--
<dependency>
  <groupId>org.apache.rocketmq</groupId>
  <artifactId>rocketmq-client</artifactId>
  <version>4.2.0</version>
</dependency>
-->`,
    { settings: { clientVersion: '5.1.4' }, ignored: ['10: commented out'] },
  ],
  'XML: a version inside of a dependency, before and behind the real one': [
    `<dependency>\r
\t<groupId>org.apache.rocketmq</groupId>\r
\t<artifactId>rocketmq-client</artifactId>\r
\t<!-- <version>4.4.0</version> -->\r
\t<version>4.9.7</version> <!-- <version>4.3.0</version> -->\r
</dependency>`,
    { settings: { clientVersion: '4.9.7' } },
  ],
  'properties, shell and batch': [
    `# rocketmq.producer.send-message-timeout=9000
! rocketmq.producer.retry-times-when-send-failed=9
#JAVA_OPTS="-Dcom.rocketmq.sendLatencyEnable=true"
; namesrvAddr=a:1;b:1;c:1
REM set NAMESRV_ADDR=a:1;b:1;c:1
rocketmq.producer.retry-next-server=true # and why
rocketmq.name-server=a:1;b:1`,
    {
      nameServers: 2,
      settings: { retryAnotherBrokerWhenNotStoreOK: true },
      defaults: ['sendMsgTimeout', 'retryTimesWhenSendFailed', 'sendLatencyFaultEnable'],
      ignored: ['1: commented out', '2: commented out', '3: commented out'],
    },
  ],
  'YAML, and a path that looks like the beginning of a comment': [
    `rocketmq:
  producer:
    # send-message-timeout: 9000
    send-message-timeout: 1500   # ms
paths:
  - /*
  - /api/*/x
  - "/b/*"
my.retry: 1
rocketmq.producer.retry-times-when-send-failed: 4`,
    { settings: { sendMsgTimeout: 1500, retryTimesWhenSendFailed: 4 }, ignored: ['3: commented out'] },
  ],
  'Gradle, with a version from elsewhere': [
    `dependencies {
    // implementation 'org.apache.rocketmq:rocketmq-client:4.2.0'
    /* implementation 'org.apache.rocketmq:rocketmq-client:4.3.0' */
    implementation("org.apache.rocketmq:rocketmq-client:\${rocketmqVersion}")
}
ext {
    rocketmqVersion = '4.9.4'
}`,
    { settings: { clientVersion: '4.9.4' }, ignored: ['2: commented out', '3: commented out'] },
  ],
}

test.each(Object.entries(CASES))('%s', (_, [text, expected]) => expectReading(text, expected))

test('a comment without a setting is passed over in silence', () => {
  expect(english(read('# 发送配置\n// the producer\nsendMsgTimeout=500')).ignored).toEqual([])
})
