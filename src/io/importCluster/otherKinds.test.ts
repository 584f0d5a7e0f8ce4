// The other kinds of text about a producer: flags, Spring XML, starters, other middleware, and other clients.
import { describe, test } from 'vitest'
import { type Expected, expectReading } from './reading.testData'

type Cases = Record<string, [string, Expected]>

const FLAGS: Cases = {
  'in a variable, in quotes': [
    `JAVA_OPTS="-Dcom.rocketmq.sendLatencyEnable=true -Drocketmq.namesrv.addr=10.0.0.1:9876;10.0.0.2:9876"`,
    { settings: { sendLatencyFaultEnable: true }, nameServers: 2 },
  ],
  'without quotes': [
    `JAVA_OPTS=-Drocketmq.namesrv.addr=10.0.0.1:9876;10.0.0.2:9876 -Dcom.rocketmq.sendLatencyEnable=true`,
    { settings: { sendLatencyFaultEnable: true }, nameServers: 2 },
  ],
  'in a list': [
    `["java","-Dcom.rocketmq.sendLatencyEnable=true","-jar","a.jar"]`,
    { settings: { sendLatencyFaultEnable: true } },
  ],
  'in a Dockerfile': [
    `ENTRYPOINT ["java","-Dcom.rocketmq.sendLatencyEnable=true","-Drocketmq.namesrv.addr=a:1;b:1","-jar","a.jar"]`,
    { settings: { sendLatencyFaultEnable: true }, nameServers: 2 },
  ],
}

const XML: Cases = {
  'a bean': [
    `<bean id="producer" class="org.apache.rocketmq.client.producer.DefaultMQProducer" init-method="start">
    <property name="namesrvAddr" value="10.0.0.1:9876;10.0.0.2:9876"/>
    <property name="sendMsgTimeout" value="2000"/>
    <property name="sendLatencyFaultEnable" value="true"/>
</bean>`,
    { settings: { sendMsgTimeout: 2000, sendLatencyFaultEnable: true }, nameServers: 2 },
  ],
  'tags over lines, values of their own, other beans': [
    `<beans>
  <bean id="c" class="org.apache.rocketmq.client.consumer.DefaultMQPushConsumer">
    <property name="namesrvAddr" value="10.0.0.9:9876"/>
  </bean>
\t<bean id="p" class="org.apache.rocketmq.client.producer.DefaultMQProducer"
\t      init-method="start" destroy-method="shutdown"
\t      p:sendMsgTimeout="2500">
\t\t<constructor-arg value="g"/>
\t\t<property name='namesrvAddr'>
\t\t\t<value>10.0.0.1:9876;10.0.0.2:9876</value>
\t\t</property>
\t\t<!-- <property name="retryTimesWhenSendFailed" value="9"/> -->
\t\t<property name="retryTimesWhenSendFailed"
\t\t          value="\${retries:1}"/>
\t</bean>
  <bean class="org.springframework.kafka.core.ProducerX"><property name="topic" value="audit"/></bean>
</beans>`,
    {
      settings: { sendMsgTimeout: 2500, retryTimesWhenSendFailed: 1 },
      nameServers: 2,
      ignored: ["3: a consumer's", '16: topic: a key of other'],
    },
  ],
  'with the name of the namespace': [
    `<beans:bean class="org.apache.rocketmq.client.producer.DefaultMQProducer">
<beans:property name="sendMsgTimeout"><beans:value>2000</beans:value></beans:property>
</beans:bean>`,
    { settings: { sendMsgTimeout: 2000 } },
  ],
  'properties without their bean': [
    `  <property name='sendMsgTimeout' value='1200' />
  <property name="retryTimesWhenSendFailed" value="4"/>
</bean>`,
    { settings: { sendMsgTimeout: 1200, retryTimesWhenSendFailed: 4 } },
  ],
}

const STARTERS: Cases = {
  'the one of Spring Boot, and that of Cloud Stream': [
    `<dependency>
  <groupId>org.apache.rocketmq</groupId>
  <artifactId>rocketmq-spring-boot-starter</artifactId>
  <version>2.2.2</version>
</dependency>
<dependency>
  <groupId>com.alibaba.cloud</groupId>
  <artifactId>spring-cloud-starter-stream-rocketmq</artifactId>
  <version>2021.0.1.0</version>
</dependency>`,
    {
      settings: { clientVersion: '4.9.3' },
      ignored: ['9: spring-cloud-starter-stream-rocketmq'],
      assumed: ['rocketmq-spring-boot-starter 2.2.2 brings rocketmq-client 4.9.3'],
    },
  ],
  Gradle: [
    `implementation 'org.apache.rocketmq:rocketmq-spring-boot-starter:2.3.4'
implementation 'com.alibaba.cloud:spring-cloud-starter-stream-rocketmq:2022.0.0.0'`,
    { settings: { clientVersion: '5.3.2' }, ignored: ['2: spring-cloud-starter-stream-rocketmq'] },
  ],
  'a version from a property, an exclusion, rocketmq-client itself': [
    `<properties>
  <rocketmq.version>2.2.1</rocketmq.version>
  <java.version>17</java.version>
</properties>
<dependency>
  <groupId>org.apache.rocketmq</groupId>
  <artifactId>rocketmq-spring-boot-starter</artifactId>
  <exclusions><exclusion><groupId>org.apache.rocketmq</groupId><artifactId>rocketmq-client</artifactId></exclusion></exclusions>
  <version>\${rocketmq.version}</version>
</dependency>
<dependency>
  <version>4.9.7</version>
  <artifactId>rocketmq-client</artifactId>
  <groupId>org.apache.rocketmq</groupId>
</dependency>`,
    { settings: { clientVersion: '4.9.7' }, ignored: ['9: rocketmq-spring-boot-starter 2.2.1: line 12 names'] },
  ],
  'without its beginning': [
    `  <artifactId>rocketmq-spring-boot-starter</artifactId>
  <version>2.0.3</version>
</dependency>`,
    { settings: { clientVersion: '4.5.1' } },
  ],
  'one whose client is not known': [
    `<dependency><artifactId>rocketmq-spring-boot-starter</artifactId><version>9.0.0</version></dependency>`,
    { settings: null, ignored: ['rocketmq-spring-boot-starter 9.0.0'] },
  ],
  'without a version': [
    `<dependency><artifactId>rocketmq-client</artifactId></dependency>`,
    { settings: null, ignored: ['managed elsewhere'] },
  ],
  'of the gRPC client': [
    `<dependency><groupId>org.apache.rocketmq</groupId><artifactId>rocketmq-v5-client-spring-boot-starter</artifactId><version>2.3.1</version></dependency>`,
    { settings: null, ignored: ['gRPC'] },
  ],
}

const MIDDLEWARE: Cases = {
  YAML: [
    `spring:
  kafka:
    template:
      default-topic: audit
  cloud:
    stream:
      rocketmq:
        binder:
          name-server: 10.0.0.1:9876
      bindings:
        order-out-0:
          destination: order-created
    bus:
      destination: springCloudBus
mqtt:
  topic: sensors`,
    {
      topic: 'order-created',
      nameServers: 1,
      ignored: [
        '4: template.default-topic: a key of other',
        '14: bus.destination: a key of other',
        '16: mqtt.topic: a key of other',
      ],
    },
  ],
  'properties, a binding of Kafka': [
    `# kafka
spring.cloud.stream.bindings.audit-out-0.destination=audit
spring.cloud.stream.bindings.audit-out-0.binder=kafka
spring.cloud.stream.bindings.order-out-0.destination=order-created
spring.cloud.stream.rocketmq.binder.name-server=10.0.0.1:9876
spring.rabbitmq.template.default-topic=x
mqtt.topic=sensors`,
    {
      topic: 'order-created',
      ignored: [
        '2: audit-out-0.destination: a key of other',
        '6: template.default-topic: a key of other',
        '7: mqtt.topic: a key of other',
      ],
    },
  ],
  'a default binder, a second document': [
    `spring:
  rabbitmq:
    template: {topic: r}
  cloud:
    stream:
      default-binder: kafka
      bindings:
        a-out-0: {destination: audit}
        order-out-0:
          destination: order-created
          binder: rocketmq
        pay-in-1:
          destination: paid
---
spring:
  config.activate.on-profile: prod
rocketmq.producer:
  send-message-timeout: 1500   # ms`,
    { topic: 'order-created', settings: { sendMsgTimeout: 1500 } },
  ],
  'Windows line ends': [
    `rocketmq:
  name-server: 127.0.0.1:9876
  producer:
    group: g
    # send-message-timeout: 9000
    send-message-timeout: 3000 # comment
    retry-times-when-send-failed: "4"
  consumer:
    topic: in
redis:
  topic: r`,
    { settings: { sendMsgTimeout: 3000, retryTimesWhenSendFailed: 4 }, ignored: ['11: redis.topic: a key of other'] },
  ],
}

const CLIENTS: Cases = {
  gRPC: [
    `ClientConfiguration conf = ClientConfiguration.newBuilder().setEndpoints("localhost:8081").build();
Producer producer = provider.newProducerBuilder().setTopics("T1").setClientConfiguration(conf).setMaxAttempts(5).build();
Message m = provider.newMessageBuilder()
    .setTopic("T1")
    .build();`,
    { settings: null, ignored: ['1: lines 1 to 5: the gRPC client, another client than the one simulated'] },
  ],
  'gRPC in a class, before a cluster': [
    `import org.apache.rocketmq.client.apis.ClientServiceProvider;
public class ProducerExample {
    public static void main(String[] args) throws ClientException {
        String endpoint = "localhost:8081";
        String topic = "TestTopic";
        ClientServiceProvider provider = ClientServiceProvider.loadService();
        Message message = provider.newMessageBuilder()
            .setTopic(topic)
            .build();
        producer.send(message);
    }
}
DefaultCluster    broker-a    0     10.0.0.1:10911     V5_1_4      0.00(0,0ms)     0.00(0,0ms)     0 1.00 0.2500`,
    { groups: ['broker-a 0'], ignored: ['lines 1 to 12: the gRPC client'] },
  ],
  'gRPC in YAML': [
    `rocketmq:
  producer:
    endpoints: 127.0.0.1:8081
    topic: normal-topic
    request-timeout: 5
    max-attempts: 4`,
    {
      settings: null,
      ignored: ['3: the gRPC client', '4: the gRPC client', '5: the gRPC client', '6: the gRPC client'],
    },
  ],
  'gRPC in properties': [
    `kafka.topic=a
rocketmq.producer.endpoints=127.0.0.1:8081
rocketmq.producer.topic=T1
rocketmq.producer.request-timeout=3`,
    { settings: null, ignored: ['3: the gRPC client'] },
  ],
  Go: [
    `package main

import (
\t"github.com/apache/rocketmq-client-go/v2"
\t"github.com/apache/rocketmq-client-go/v2/producer"
)

func main() {
\tp, _ := rocketmq.NewProducer(
\t\tproducer.WithNsResolver(primitive.NewPassthroughResolver([]string{"127.0.0.1:9876"})),
\t\tproducer.WithRetry(2),
\t)
\tmsg := &primitive.Message{
\t\tTopic: "test",
\t\tBody:  []byte("Hello"),
\t}
\terr := p.Start()
}`,
    { settings: null, ignored: ['the Go client'] },
  ],
  Python: [
    `from rocketmq.client import Producer, Message
producer = Producer('PID-XXX')
producer.set_name_server_address('127.0.0.1:9876')
producer.start()
msg = Message('YOUR-TOPIC')
ret = producer.send_sync(msg)`,
    { settings: null, ignored: ['the Python client'] },
  ],
  'C++, before properties': [
    `#include "DefaultMQProducer.h"
using namespace rocketmq;
int main() {
  DefaultMQProducer producer("unique_group_name");
  producer.setNamesrvAddr("127.0.0.1:9876");
  producer.setSendMsgTimeout(500);
  producer.start();
}
rocketmq.name-server=10.0.0.1:9876`,
    { nameServers: 1, defaults: ['sendMsgTimeout'], ignored: ['lines 1 to 8: the C++ client'] },
  ],
  'C#': [
    `using Org.Apache.Rocketmq;
var endpoints = "127.0.0.1:8081";
var producer = await new Producer.Builder().SetTopics("t").Build();`,
    { settings: null, ignored: ['the C# client'] },
  ],
}

describe('flags of a JVM', () => {
  test.each(Object.entries(FLAGS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('XML', () => {
  test.each(Object.entries(XML))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('starters', () => {
  test.each(Object.entries(STARTERS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('other middleware', () => {
  test.each(Object.entries(MIDDLEWARE))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('other clients', () => {
  test.each(Object.entries(CLIENTS))('%s', (_, [text, expected]) => expectReading(text, expected))
})

test.each([
  ['2.0.2', '4.4.0'],
  ['2.0.3', '4.5.1'],
  ['2.1.1', '4.7.1'],
  ['2.2.0', '4.8.0'],
  ['2.2.1', '4.9.1'],
  ['2.2.3', '5.0.0'],
  ['2.3.0', '5.2.0'],
  ['2.3.1', '5.3.0'],
  ['2.3.3', '5.3.1'],
  ['2.3.5', '5.3.2'],
])('the starter %s brings the client %s', (starter, client) => {
  expectReading(`implementation "org.apache.rocketmq:rocketmq-spring-boot-starter:${starter}"`, {
    settings: { clientVersion: client },
  })
})
