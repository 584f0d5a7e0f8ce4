package rocketscope.conformance.cluster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import rocketscope.conformance.Reflect;
import rocketscope.conformance.agent.Chance;
import rocketscope.conformance.agent.Probe;

/**
 * One producer process of a cluster recording: sends at a fixed pace until it is told to end, and writes a line for each
 * attempt, each call that failed or took long, and each change of its tables. Arguments are key=value; the values they
 * may have are in conformance/cluster/experiments.mts.
 */
public final class RecordedProducer {
    /** How often the client's tables are looked at, ms. */
    private static final int LOOK_MS = 5;
    /** Calls that took one attempt and less than this are only told of by their attempt, ms. */
    private static final int SLOW_CALL_MS = 200;
    /** Time given to callbacks after the last call, ms. */
    private static final int LINGER_MS = 4_000;

    private final Map<String, String> arguments;
    private final String topic;
    private final boolean isAsync;
    private final Lines lines;
    private final DefaultMQProducer producer;
    private final Attempts attempts;
    /** Exist once the client has started. */
    private Tables tables;
    private final AtomicInteger messages = new AtomicInteger();

    private RecordedProducer(Map<String, String> arguments) throws Exception {
        this.arguments = arguments;
        topic = arguments.get("topic");
        isAsync = "ASYNC".equals(arguments.get("mode"));
        lines = new Lines(arguments.get("out"));
        producer = new DefaultMQProducer("recorded");
        producer.setInstanceName(arguments.get("name"));
        producer.setNamesrvAddr(arguments.get("ns"));
        producer.setVipChannelEnabled(false);
        producer.setPollNameServerInterval(integer("poll"));
        producer.setSendLatencyFaultEnable(Boolean.parseBoolean(arguments.get("faultOn")));
        if (arguments.containsKey("max")) {
            Reflect.call(producer, "setSendMsgMaxTimeoutPerRequest", integer("max"));
        }
        attempts = new Attempts(lines, producer, isAsync);
        Probe.tell(attempts);
        Chance.use(new OwnChance());
    }

    public static void main(String[] words) throws Exception {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            arguments.put(parts[0], parts[1]);
        }
        new RecordedProducer(arguments).run();
        // The client's own threads may be waiting for a silent host.
        Runtime.getRuntime().halt(0);
    }

    private int integer(String name) {
        return Integer.parseInt(arguments.get(name));
    }

    private void run() throws Exception {
        Map<String, Object> start = Lines.line("start");
        start.put("args", arguments.toString());
        start.put("latencyMax", Arrays.toString(producer.getLatencyMax()));
        start.put("notAvail", Arrays.toString(producer.getNotAvailableDuration()));
        long beforeMs = System.currentTimeMillis();
        producer.start();
        start.put("took", System.currentTimeMillis() - beforeMs);
        lines.write(start);
        attempts.started();
        tables = new Tables(producer);
        Thread watch = new Thread(this::watch, "watch");
        watch.setDaemon(true);
        watch.start();
        long endNs = System.nanoTime() + integer("secs") * 1_000_000_000L;
        int count = integer("threads");
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            threads[i] = new Thread(() -> sendUntil(endNs, number, count), "caller-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (isAsync) {
            Thread.sleep(LINGER_MS);
        }
        Map<String, Object> end = Lines.line("end");
        end.put("messages", messages.get());
        lines.write(end);
        lines.close();
    }

    private void sendUntil(long endNs, int number, int threads) {
        long intervalNs = integer("interval") * 1_000_000L;
        long nextNs = System.nanoTime() + intervalNs * number / threads;
        while (nextNs < endNs) {
            sleepUntil(nextNs);
            long startNs = System.nanoTime();
            if (startNs >= endNs) {
                return;
            }
            send(messages.incrementAndGet());
            nextNs = Math.max(startNs + intervalNs, System.nanoTime());
        }
    }

    private static void sleepUntil(long ns) {
        long leftNs = ns - System.nanoTime();
        if (leftNs > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(leftNs);
        }
    }

    private void send(int number) {
        Message message = new Message(topic, ("m" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        message.setKeys(String.valueOf(number));
        long startMs = System.currentTimeMillis();
        long startNs = System.nanoTime();
        attempts.sending(number);
        try {
            if (isAsync) {
                producer.send(message, callback(number, startMs, startNs));
                long tookMs = (System.nanoTime() - startNs) / 1_000_000;
                if (tookMs > SLOW_CALL_MS) {
                    Map<String, Object> line = Lines.line("handed", startMs);
                    line.put("m", number);
                    line.put("call", tookMs);
                    lines.write(line);
                }
            } else {
                SendResult result = producer.send(message);
                ended(number, startMs, startNs, result, null);
            }
        } catch (Exception thrown) {
            ended(number, startMs, startNs, null, thrown);
        }
    }

    private SendCallback callback(int number, long startMs, long startNs) {
        return new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                ended(number, startMs, startNs, result, null);
            }

            @Override
            public void onException(Throwable thrown) {
                ended(number, startMs, startNs, null, thrown);
            }
        };
    }

    private void ended(int number, long startMs, long startNs, SendResult result, Throwable thrown) {
        long callMs = (System.nanoTime() - startNs) / 1_000_000;
        int tries = isAsync ? 0 : attempts.ended();
        if (!isAsync && thrown == null && tries == 1 && callMs < SLOW_CALL_MS) {
            return;
        }
        Map<String, Object> line = Lines.line(thrown == null ? "ok" : "fail", startMs);
        line.put("m", number);
        if (!isAsync) {
            line.put("tries", tries);
        }
        line.put("call", callMs);
        if (thrown == null) {
            line.put("st", result.getSendStatus().name());
            if (isAsync) {
                line.put("b", result.getMessageQueue().getBrokerName());
                line.put("q", result.getMessageQueue().getQueueId());
            }
        } else {
            line.put("ex", thrown.getClass().getSimpleName());
            line.put("code", thrown instanceof MQClientException client ? client.getResponseCode()
                : thrown instanceof MQBrokerException broker ? broker.getResponseCode() : -1);
            line.put("cause", thrown.getCause() == null ? null : thrown.getCause().getClass().getSimpleName());
            line.put("x", Lines.readable(thrown));
        }
        lines.write(line);
    }

    private void watch() {
        Map<String, String> known = new LinkedHashMap<>();
        try {
            while (true) {
                tables.look(topic).forEach((kind, now) -> {
                    if (!now.equals(known.put(kind, now))) {
                        Map<String, Object> line = Lines.line(kind);
                        line.put(kind.equals("route") ? "list" : "c", now.substring(now.indexOf('|') + 1));
                        lines.write(line);
                    }
                });
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    /** The client draws as it always does; nothing of it is recorded. */
    private static final class OwnChance implements Chance.Source {
        private final Random random = new Random();

        @Override
        public int nextStart(Object threadLocalIndex) {
            return random.nextInt();
        }

        @Override
        public int nextReset(Object threadLocalIndex, int bound) {
            return random.nextInt(bound);
        }

        @Override
        public void shuffle(List<?> faultItems) {
            java.util.Collections.shuffle(faultItems);
        }

        @Override
        public void beforeSort(List<?> faultItems) {
            // The order is still the client's.
        }
    }
}
