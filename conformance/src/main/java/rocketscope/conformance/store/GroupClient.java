package rocketscope.conformance.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.rocketmq.client.consumer.DefaultMQPullConsumer;
import org.apache.rocketmq.client.consumer.PullResult;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * A producer and a reader of one Broker group. Reads one command a line (number verb word), answers each with one line of JSON.
 * send: one call without retries. list: everything that consumers can read, queue by queue.
 */
public final class GroupClient {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final int BODY_BYTES = 100;
    private static final int PULL_MESSAGES = 32;
    /** An offsetMsgId ends with the physical offset, in so many hexadecimal digits. */
    private static final int OFFSET_DIGITS = 16;
    private final String topic;
    private final DefaultMQProducer producer = new DefaultMQProducer("recorded");
    private final DefaultMQPullConsumer reader = new DefaultMQPullConsumer("reading");

    private GroupClient(String topic, String nameServers, int timeoutMs) throws MQClientException {
        this.topic = topic;
        producer.setNamesrvAddr(nameServers);
        producer.setVipChannelEnabled(false);
        producer.setRetryTimesWhenSendFailed(0);
        producer.setSendMsgTimeout(timeoutMs);
        producer.start();
        reader.setNamesrvAddr(nameServers);
        reader.setVipChannelEnabled(false);
        // Its own connections and routes: the producer's are what is recorded.
        reader.setInstanceName("reading");
        reader.setPollNameServerInterval(1000);
        reader.start();
    }

    public static void main(String[] words) throws Exception {
        GroupClient client = new GroupClient(words[0], words[1], Integer.parseInt(words[2]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("n", Integer.parseInt(parts[0]));
            if (parts[1].equals("send")) {
                client.send(parts[2].split("=", 2)[1], answer);
            } else {
                answer.put("held", client.list());
            }
            System.out.println(GSON.toJson(answer));
            System.out.flush();
        }
        Runtime.getRuntime().halt(0);
    }

    private void send(String id, Map<String, Object> answer) throws InterruptedException {
        String body = String.format("%-" + BODY_BYTES + "s", id);
        answer.put("at", System.currentTimeMillis());
        long startNs = System.nanoTime();
        try {
            SendResult result = producer.send(new Message(topic, body.getBytes(StandardCharsets.UTF_8)));
            answer.put("ms", (System.nanoTime() - startNs) / 1_000_000);
            answer.put("status", result.getSendStatus().name());
            answer.put("queue", result.getMessageQueue().getQueueId());
            answer.put("queueOffset", result.getQueueOffset());
            String place = result.getOffsetMsgId();
            answer.put("physical", new BigInteger(place.substring(place.length() - OFFSET_DIGITS), 16).longValue());
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception thrown) {
            answer.put("ms", (System.nanoTime() - startNs) / 1_000_000);
            answer.put("exception", thrown.getClass().getSimpleName());
            answer.put("code", thrown instanceof MQBrokerException broker ? broker.getResponseCode()
                : thrown instanceof MQClientException client ? client.getResponseCode() : -1);
            answer.put("message", firstWords(thrown));
        }
    }

    /** What the Broker or the connection said, if anything did; without addresses and links, which differ from run to run. */
    private static String firstWords(Throwable thrown) {
        Throwable said = thrown.getCause() == null ? thrown : thrown.getCause();
        String line = String.valueOf(said.getMessage()).lines().findFirst().orElse("");
        return line.replaceAll("127\\.0\\.0\\.1:\\d+", "<address>").replaceAll("\\s*(BROKER: |BrokerId|For more information).*", "");
    }

    private List<Object> list() throws Exception {
        Map<Integer, MessageQueue> queues = new TreeMap<>();
        for (MessageQueue queue : reader.fetchSubscribeMessageQueues(topic)) {
            queues.put(queue.getQueueId(), queue);
        }
        List<Object> held = new ArrayList<>();
        for (MessageQueue queue : queues.values()) {
            long end = reader.maxOffset(queue);
            for (long at = reader.minOffset(queue); at < end;) {
                PullResult pulled = reader.pull(queue, "*", at, PULL_MESSAGES);
                for (MessageExt one : pulled.getMsgFoundList() == null ? List.<MessageExt>of() : pulled.getMsgFoundList()) {
                    String id = new String(one.getBody(), StandardCharsets.UTF_8).trim();
                    held.add(List.of(queue.getQueueId(), one.getQueueOffset(), one.getCommitLogOffset(), id));
                }
                if (pulled.getNextBeginOffset() <= at) {
                    throw new IllegalStateException("queue " + queue.getQueueId() + " ends at " + at + ", not at " + end);
                }
                at = pulled.getNextBeginOffset();
            }
        }
        return held;
    }
}
