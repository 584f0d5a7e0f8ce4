// Pasted code in Java and Kotlin: what a producer is told, however it is written, and what the simulator does not send.
import { describe, test } from 'vitest'
import { type Expected, expectReading } from './reading.testData'

type Cases = Record<string, [string, Expected]>

const VALUES: Cases = {
  'defaults of @Value': [
    `@Value("\${rocketmq.producer.send-message-timeout:2000}")
private Integer sendMessageTimeout;
@Value("\${rocketmq.producer.retry-times-when-send-failed:1}")
private Integer retryTimes;
producer.setSendMsgTimeout(sendMessageTimeout);
producer.setRetryTimesWhenSendFailed(retryTimes);`,
    {
      settings: { sendMsgTimeout: 2000, retryTimesWhenSendFailed: 1 },
      assumed: ['Line 5: sendMsgTimeout is the default of @Value, 2000', 'Line 6: retryTimesWhenSendFailed'],
    },
  ],
  'a configuration comes before the default': [
    `@Configuration
public class C {
    @Value("\${rocketmq.producer.send-message-timeout:2000}")
    private Integer sendMessageTimeout;

    @Bean
    public DefaultMQProducer p() {
        DefaultMQProducer producer = new DefaultMQProducer("g");
        producer.setSendMsgTimeout(sendMessageTimeout);
        return producer;
    }
}

rocketmq:
  producer:
    send-message-timeout: 4000`,
    { settings: { sendMsgTimeout: 4000 } },
  ],
  'other annotations between, a key of its own, no default': [
    `@Value(value = "\${my.timeout:2000}")
@Getter
private int t;
@Value("\${rocketmq.namesrv:10.0.0.1:9876;10.0.0.2:9876}") private String namesrv;
@Value("\${no.def}") private Integer r;
producer.setSendMsgTimeout(this.t);
producer.setNamesrvAddr(namesrv);
producer.setRetryTimesWhenSendFailed(r);

my:
  timeout: 700`,
    { settings: { sendMsgTimeout: 700 }, nameServers: 2, ignored: ['8: a placeholder'] },
  ],
  '@Value in Kotlin': [
    `@Component
class Cfg(
    @Value("\\\${rocketmq.producer.timeout:2500}") private val timeout: Int,
) {
    @Value("\\\${rocketmq.producer.retry:4}")
    lateinit var retry: String
    fun p() = DefaultMQProducer("g").apply { sendMsgTimeout = timeout; retryTimesWhenSendFailed = retry }
}`,
    { settings: { sendMsgTimeout: 2500, retryTimesWhenSendFailed: 4 } },
  ],
  'a constructor over lines': [
    `DefaultMQProducer producer = new DefaultMQProducer(
        "order-group",
        new AclClientRPCHook(credentials),
        true,
        null);`,
    { settings: null },
  ],
  'what is cut off or only known at run time': [
    `this.producer = new DefaultMQProducer("g", new AclClientRPCHook(
    new SessionCredentials(ak, sk)),
    true, null);
this.producer
    .setNamesrvAddr("a:1;b:1");
producer.setSendMsgTimeout(Integer.parseInt(env));
producer.setRetryTimesWhenSendFailed(`,
    { nameServers: 2, unread: [6, 7], defaults: ['sendMsgTimeout', 'retryTimesWhenSendFailed'] },
  ],
  'annotations of the starter': [
    `@ExtRocketMQTemplateConfiguration(nameServer = "\${demo.ns:10.0.0.1:9876;10.0.0.2:9876}", sendMessageTimeout = 1200,
    retryTimesWhenSendFailed = 4)
public class ExtTemplate extends RocketMQTemplate { }
@RocketMQMessageListener(topic = "in-topic", consumerGroup = "g")
public class C implements RocketMQListener<String> { }
@KafkaListener(topics = "k")
void f() {}
@RocketMQTransactionListener
class T {}`,
    {
      settings: { sendMsgTimeout: 1200, retryTimesWhenSendFailed: 4 },
      nameServers: 2,
      ignored: ["4: a consumer's", '8: transactional messages'],
    },
  ],
}

const KOTLIN: Cases = {
  apply: [
    `val producer = DefaultMQProducer("g").apply {
    namesrvAddr = "10.0.0.1:9876"
    isSendLatencyFaultEnable = true
}`,
    { settings: { sendLatencyFaultEnable: true }, nameServers: 1 },
  ],
  'properties of a variable, and a Consumer': [
    `class MqConfig {
    companion object { const val TIMEOUT = 2_000 }
    @Bean
    fun producer(): DefaultMQProducer {
        val producer = DefaultMQProducer("g")
        producer.namesrvAddr = "10.0.0.1:9876;10.0.0.2:9876"
        producer.sendMsgTimeout = TIMEOUT
        /* producer.retryTimesWhenSendFailed = 9 */
        producer.isSendLatencyFaultEnable = true
        producer.isRetryAnotherBrokerWhenNotStoreOK = true
        return producer.also { it.start() }
    }
    val consumer = DefaultMQPushConsumer("c").apply {
        namesrvAddr = "10.0.0.3:9876"
        subscribe("t", "*")
    }
}`,
    {
      settings: { sendLatencyFaultEnable: true, retryAnotherBrokerWhenNotStoreOK: true, sendMsgTimeout: 2000 },
      nameServers: 2,
      ignored: ["14: a consumer's"],
    },
  ],
  'with, tables': [
    `val producer = TransactionMQProducer("g")
with(producer) {
    namesrvAddr = "a:1;b:1"
    sendMsgTimeout = 1_500
    isSendLatencyFaultEnable = true // on
    latencyMax = longArrayOf(50, 100, 500)
    notAvailableDuration = longArrayOf(0, 0, 3000)
}`,
    {
      settings: { latencyMax: [50, 100, 500], notAvailableDuration: [0, 0, 3000], sendMsgTimeout: 1500 },
      nameServers: 2,
    },
  ],
}

const SENDS: Cases = {
  'timeouts, ordered, transactional': [
    `producer.send(msg, 1000);
rocketMQTemplate.syncSend("order-topic", order, 5000);
producer.send(msg, selector, orderId);
rocketMQTemplate.syncSendOrderly("order-topic", order, key);
rocketMQTemplate.sendMessageInTransaction("order-topic", m, null);`,
    {
      settings: { sendMsgTimeout: 5000 },
      topic: 'order-topic',
      ignored: ['1: sendMsgTimeout appears', '3: an ordered send', '4: an ordered send', '5: transactional'],
      assumed: ['Line 2: this send call has its own timeout, 5,000 ms'],
    },
  ],
  'a timeout before that of the producer, wherever it stands': [
    `producer.send(msg, 1000);
producer.setSendMsgTimeout(9000);`,
    {
      settings: { sendMsgTimeout: 1000 },
      ignored: ['2: sendMsgTimeout: the timeout of the send call in line 1 comes before it'],
    },
  ],
  'selectors in lines and as lambdas, callbacks, other senders': [
    `SendResult r = producer.send(
    new Message("T", "tag", body),
    new MessageQueueSelector() {
        @Override
        public MessageQueue select(List<MessageQueue> mqs, Message msg, Object arg) {
            return mqs.get((int) arg % mqs.size());
        }
    },
    orderId
);
producer.send(msg, (mqs, m, arg) -> mqs.get(0), 5, 700);
producer.send(msg, new SendCallback() {
    @Override public void onSuccess(SendResult r) { }
    @Override public void onException(Throwable e) { }
}, 1500L);
kafkaTemplate.send("audit", data);
rabbitTemplate.convertAndSend("ex", "k", o);
transactionMQProducer.sendMessageInTransaction(msg, null);
rocketMQTemplate.asyncSend("pay-topic:tagA", m, callback, SEND_TIMEOUT);
private static final long SEND_TIMEOUT = 4_000L;
rocketMQTemplate.sendOneWay(TOPIC, m);`,
    {
      topic: 'pay-topic',
      settings: { communicationMode: 'ONEWAY', sendMsgTimeout: 4000 },
      ignored: ['1: an ordered send', '11: an ordered send', '18: transactional'],
    },
  ],
  'calls over lines': [
    `final DefaultMQProducer producer =
    new DefaultMQProducer(
        PRODUCER_GROUP
    );
producer.setSendMsgTimeout(
    3000
);
RocketMQTemplate t;
t.syncSendOrderly(
    "ordered-topic:tag",
    msg,
    key,
    800);
t.send("x", m);
SendResult sendResult = producer.send(msg, new SelectMessageQueueByHash(), id);
TransactionSendResult r = producer.sendMessageInTransaction(msg, null);`,
    {
      topic: 'ordered-topic',
      settings: { sendMsgTimeout: 800 },
      ignored: ['9: an ordered send', '15: an ordered send', '16: transactional'],
    },
  ],
  'one queue, request and reply': [
    `producer.send(msg, messageQueue);
producer.request(msg, 3000);
producer.setRetryTimesWhenSendFailed(1);`,
    { defaults: ['sendMsgTimeout'], ignored: ['1: a send to one given queue', '2: request and reply'] },
  ],
}

describe('values', () => {
  test.each(Object.entries(VALUES))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('Kotlin', () => {
  test.each(Object.entries(KOTLIN))('%s', (_, [text, expected]) => expectReading(text, expected))
})

describe('sends', () => {
  test.each(Object.entries(SENDS))('%s', (_, [text, expected]) => expectReading(text, expected))
})
