package rocketscope.conformance.sendloop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;
import rocketscope.conformance.Reflect;
import rocketscope.conformance.SeededChance;
import rocketscope.conformance.agent.Chance;
import rocketscope.conformance.agent.Probe;

/** One script played once by the real producer against its own NameServer and brokers. Used once, in the order start, record, end. */
final class ScriptRun {
    static final String TOPIC = "TopicOrderPaySuccess";

    /** Longer than any script: the first poll and heartbeat happen before the first message, and no other disturbs it. */
    private static final int NEVER_MS = 600_000;
    /** The client's first heartbeat is due 1,000 ms after its start; messages begin after it. */
    private static final int SETTLE_MS = 1_150;
    /** An asynchronous timeout is noticed up to 2 s late, for each of three attempts in old releases. */
    private static final int LATEST_OUTCOME_MS = 8_000;
    /**
     * Least time between a message's outcome and the thread's next message. The client still works in the background
     * then: it closes a connection after a timeout, and updates the fault table after a callback.
     */
    private static final int GAP_MS = 25;
    /** Time given to outcomes that should not come, such as a second callback. */
    private static final int LINGER_MS = 30;

    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final Script script;
    private final long seed;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<BrokerPeer> brokers = new ArrayList<>();
    private final Map<String, String> brokerOfAddress = new LinkedHashMap<>();
    private final NameServerPeer nameServer;
    private final DefaultMQProducer producer;
    private final Log log;
    private long clientStartedNs;

    ScriptRun(Script script, long seed, boolean hasOneBudget) throws IOException {
        this.script = script;
        this.seed = seed;
        boolean hasReachability = Reflect.hasMethod(DefaultMQProducer.class, "setStartDetectorEnable");
        log = new Log(script, hasReachability, hasOneBudget);
        for (int i = 0; i < script.brokers.size(); i++) {
            BrokerPeer peer = new BrokerPeer(i, script.brokers.get(i), timer, log);
            brokers.add(peer);
            brokerOfAddress.put(peer.address(), script.brokers.get(i).name());
        }
        nameServer = new NameServerPeer(script, brokers);
        brokerOfAddress.put(nameServer.address(), "nameserver");
        producer = newProducer();
    }

    private DefaultMQProducer newProducer() {
        // Read by ClientConfig as it is made; 5.1.4 passes it to the fault strategy in the producer's constructor.
        System.setProperty("com.rocketmq.startDetectorEnable", String.valueOf(script.startDetectorEnable));
        DefaultMQProducer made = new DefaultMQProducer("conformance-" + INSTANCES.incrementAndGet());
        System.clearProperty("com.rocketmq.startDetectorEnable");
        made.setInstanceName(made.getProducerGroup());
        made.setNamesrvAddr(nameServer.address());
        made.setVipChannelEnabled(false);
        made.setPollNameServerInterval(NEVER_MS);
        made.setHeartbeatBrokerInterval(NEVER_MS);
        made.setRetryTimesWhenSendFailed(script.retryTimesWhenSendFailed);
        made.setRetryTimesWhenSendAsyncFailed(script.retryTimesWhenSendAsyncFailed);
        made.setRetryAnotherBrokerWhenNotStoreOK(script.retryAnotherBrokerWhenNotStoreOK);
        made.setSendLatencyFaultEnable(script.sendLatencyFaultEnable);
        if (script.tables != null) {
            made.setLatencyMax(script.tables[0]);
            made.setNotAvailableDuration(script.tables[1]);
        }
        if (script.sendMsgMaxTimeoutPerRequest != null) {
            Reflect.call(made, "setSendMsgMaxTimeoutPerRequest", script.sendMsgMaxTimeoutPerRequest);
        }
        if (script.retryResponseCode != null) {
            Reflect.call(made, "addRetryResponseCode", script.retryResponseCode);
        }
        return made;
    }

    /** Starts the client. Several runs may be started ahead; only one may record at a time. */
    void start() throws Exception {
        producer.start();
        clientStartedNs = System.nanoTime();
    }

    Map<String, Object> record() throws Exception {
        long settledNs = clientStartedNs + SETTLE_MS * 1_000_000L;
        sleepUntil(settledNs);
        Object implementation = producer.getDefaultMQProducerImpl();
        Object strategy = Reflect.get(implementation, "mqFaultStrategy");
        Object factory = Reflect.call(implementation, "getmQClientFactory");
        Object remoting = Reflect.call(Reflect.call(factory, "getMQClientAPIImpl"), "getRemotingClient");
        SeededChance chance = new SeededChance(seed, false, script.starts, log);
        log.watch(chance, remoting, Reflect.get(strategy, "latencyFaultTolerance"));
        Chance.use(chance);
        Probe.tell(log);
        log.startClock();
        long startNs = System.nanoTime();
        try {
            play(startNs);
        } finally {
            Probe.tell(null);
            Chance.use(null);
        }
        if (!log.faults().isEmpty()) {
            throw new IllegalStateException(script.name + ": " + log.faults());
        }
        if (script.startDetectorEnable && log.detections().isEmpty()) {
            throw new IllegalStateException(script.name + ": the detector was asked for and never ran");
        }
        Map<String, Object> json = script.toJson(producer.getLatencyMax(), producer.getNotAvailableDuration());
        json.put("clientStartedMs", Math.floorDiv(clientStartedNs - startNs, 1_000_000L));
        log.writeTo(json);
        return json;
    }

    private void play(long startNs) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (Script.Event event : script.events) {
            timer.schedule(() -> happen(event, failure), event.atMs(), TimeUnit.MILLISECONDS);
        }
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < script.threads(); i++) {
            int number = i;
            Thread caller = new Thread(() -> {
                try {
                    sendAll(number, startNs);
                } catch (Throwable thrown) {
                    failure.set(thrown);
                }
            }, "caller-" + i);
            callers.add(caller);
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        Thread.sleep(LINGER_MS);
        if (failure.get() != null) {
            throw new IllegalStateException(script.name + " could not be played", failure.get());
        }
    }

    private void happen(Script.Event event, AtomicReference<Throwable> failure) {
        try {
            BrokerPeer broker = brokers.get(event.broker());
            switch (event.what()) {
                case "fin" -> broker.goDown(false);
                case "rst" -> broker.goDown(true);
                case "up" -> broker.goUp();
                default -> throw new IllegalStateException("unknown event " + event.what());
            }
        } catch (Throwable thrown) {
            failure.set(thrown);
        }
    }

    private void sendAll(int thread, long startNs) throws Exception {
        for (int i = 0; i < script.messages.size(); i++) {
            Script.Message message = script.messages.get(i);
            if (message.thread() == thread) {
                sleepUntil(startNs + message.atMs() * 1_000_000L);
                send(i, message);
                Thread.sleep(GAP_MS);
            }
        }
    }

    private void send(int number, Script.Message message) throws Exception {
        Message body = new Message(TOPIC, String.valueOf(number).getBytes(StandardCharsets.UTF_8));
        log.sending(number, message.thread());
        try {
            switch (message.mode()) {
                case sync -> {
                    SendResult result = producer.send(body, message.timeoutMs());
                    log.outcome(number, Outcome.of("return", log.nowMs(), result, script));
                }
                case oneway -> {
                    producer.setSendMsgTimeout(message.timeoutMs());
                    producer.sendOneway(body);
                    log.outcome(number, Outcome.of("return", log.nowMs()));
                }
                case async -> producer.send(body, callback(number), message.timeoutMs());
            }
        } catch (InterruptedException neverAsked) {
            throw neverAsked;
        } catch (Exception thrown) {
            log.outcome(number, Outcome.of("throw", log.nowMs(), thrown, brokerOfAddress));
        }
        if (!log.awaitOutcome(number, message.timeoutMs() + LATEST_OUTCOME_MS)) {
            log.outcome(number, Outcome.of("none", log.nowMs()));
        }
    }

    private SendCallback callback(int number) {
        return new SendCallback() {
            @Override
            public void onSuccess(SendResult result) {
                log.outcome(number, Outcome.of("callback", log.nowMs(), result, script));
            }

            @Override
            public void onException(Throwable thrown) {
                log.outcome(number, Outcome.of("callback", log.nowMs(), thrown, brokerOfAddress));
            }
        };
    }

    private static void sleepUntil(long ns) throws InterruptedException {
        long leftNs = ns - System.nanoTime();
        if (leftNs > 0) {
            TimeUnit.NANOSECONDS.sleep(leftNs);
        }
    }

    /** How late, at worst, a request reached its broker or an answer its caller. */
    long latestMs() {
        return log.latestMs();
    }

    void end() throws IOException {
        producer.shutdown();
        for (BrokerPeer broker : brokers) {
            broker.end();
        }
        nameServer.end();
        timer.shutdownNow();
    }
}
