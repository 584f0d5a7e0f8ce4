package rocketscope.conformance.sendloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.rocketmq.client.impl.producer.TopicPublishInfo;
import org.apache.rocketmq.common.message.MessageQueue;
import rocketscope.conformance.Indexes;
import rocketscope.conformance.SeededChance;
import rocketscope.conformance.agent.Probe;

/**
 * What happened during one script, put together from the probes in the client, the brokers and the callers.
 * Times are ms of real time since the script started.
 */
final class Log implements Probe.Listener, BrokerPeer.Arrivals, SeededChance.Names {
    /** Numbers from here on stand for the client's own threads, in the order in which they first chose a queue. */
    private static final int FIRST_CLIENT_THREAD = 10;

    /** How far our clock and the client's may read apart, in ms. */
    private static final int CLOCK_MS = 2;

    private static final class Attempt {
        final Map<String, Object> json = new LinkedHashMap<>();
        final List<Object> updates = new ArrayList<>();
        int broker = -1;
        long atMs;
        /** When the broker's answer was due; -1 if it has not arrived or gets no answer. */
        long dueMs = -1;
        /** Usually one; none if the connection failed; two if the client's network layer sent it again by itself. */
        final List<Object> arrivals = new ArrayList<>();
    }

    private final Script script;
    private final boolean hasReachability;
    private final boolean hasOneBudget;
    private final List<List<Attempt>> attempts = new ArrayList<>();
    private final List<List<Map<String, Object>>> outcomes = new ArrayList<>();
    private final List<Long> started = new ArrayList<>();
    private final List<Long> sweeps = new ArrayList<>();
    private final List<Long> detections = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final ThreadLocal<Integer> messageOfThread = new ThreadLocal<>();
    private final Map<Thread, Integer> threadNumbers = new ConcurrentHashMap<>();
    private SeededChance chance;
    private Object remotingClient;
    private Object tolerance;
    private long startNs;
    private long latestMs;
    /** The one asynchronous message under way; asynchronous messages of a script never overlap. */
    private int asyncMessage = -1;
    private int clientThreads;
    private TopicPublishInfo publishInfo;

    /** @param hasOneBudget the timeout limits all attempts together (4.3.0 and later), not each by itself */
    Log(Script script, boolean hasReachability, boolean hasOneBudget) {
        this.script = script;
        this.hasReachability = hasReachability;
        this.hasOneBudget = hasOneBudget;
        for (int i = 0; i < script.messages.size(); i++) {
            attempts.add(new ArrayList<>());
            outcomes.add(new ArrayList<>());
            started.add(-1L);
        }
    }

    void watch(SeededChance draws, Object clientsRemoting, Object clientsTolerance) {
        chance = draws;
        remotingClient = clientsRemoting;
        tolerance = clientsTolerance;
    }

    void startClock() {
        startNs = System.nanoTime();
    }

    long nowMs() {
        return Math.floorDiv(System.nanoTime() - startNs + 500_000, 1_000_000L);
    }

    // --- the caller's side -------------------------------------------------------------------------------------------

    void sending(int message, int thread) {
        threadNumbers.put(Thread.currentThread(), thread);
        messageOfThread.set(message);
        synchronized (this) {
            if (script.messages.get(message).mode() == Script.Mode.async) {
                asyncMessage = message;
            }
            started.set(message, nowMs());
        }
    }

    synchronized void outcome(int message, Map<String, Object> outcome) {
        outcomes.get(message).add(outcome);
        notifyAll();
    }

    /** Waits for the first outcome. @return false if there was none in time */
    synchronized boolean awaitOutcome(int message, long withinMs) throws InterruptedException {
        long end = System.nanoTime() + withinMs * 1_000_000;
        while (outcomes.get(message).isEmpty()) {
            long leftMs = (end - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    // --- the client's side -------------------------------------------------------------------------------------------

    @Override
    public void selected(Object info, Object messageQueue, String lastBrokerName) {
        Attempt attempt = new Attempt();
        Map<String, Object> json = attempt.json;
        MessageQueue queue = (MessageQueue) messageQueue;
        List<Object> draws = chance.takeDraws();
        List<Integer> order = chance.takeOrder();
        synchronized (this) {
            publishInfo = (TopicPublishInfo) info;
            attempt.broker = queue == null ? -1 : brokerNumber(queue.getBrokerName());
            attempt.atMs = nowMs();
            json.put("atMs", attempt.atMs);
            json.put("thread", threadNumber());
            json.put("last", lastBrokerName == null ? -1 : brokerNumber(lastBrokerName));
            json.put("broker", attempt.broker);
            json.put("queueId", queue == null ? -1 : queue.getQueueId());
            json.put("counter", Indexes.counter(publishInfo.getSendWhichQueue()));
            if (!draws.isEmpty()) {
                json.put("draws", draws);
            }
            if (order != null) {
                json.put("order", order);
            }
            int message = currentMessage();
            if (message < 0) {
                faults.add("a queue was chosen for no message of the script");
                return;
            }
            attempts.get(message).add(attempt);
        }
    }

    @Override
    public synchronized void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable) {
        int message = currentMessage();
        int broker = brokerNumber(brokerName);
        Attempt attempt = message < 0 ? null : lastAttempt(message, broker);
        if (attempt == null) {
            faults.add("a fault item was updated for no attempt: " + brokerName);
            return;
        }
        List<Object> update = new ArrayList<>(List.of(nowMs(), latencyMs, isolation ? 1 : 0));
        if (hasReachability) {
            update.add(reachable ? 1 : 0);
        }
        attempt.updates.add(update);
        if (attempt.dueMs >= 0) {
            latestMs = Math.max(latestMs, nowMs() - attempt.dueMs);
        }
    }

    @Override
    public synchronized void sweeping(Object client) {
        if (client == remotingClient) {
            sweeps.add(nowMs());
        }
    }

    @Override
    public synchronized void detecting(Object latencyFaultTolerance) {
        if (latencyFaultTolerance == tolerance) {
            detections.add(nowMs());
        }
    }

    private int currentMessage() {
        Integer own = messageOfThread.get();
        return own != null ? own : asyncMessage;
    }

    private int threadNumber() {
        return threadNumbers.computeIfAbsent(Thread.currentThread(), unknown -> FIRST_CLIENT_THREAD + clientThreads++);
    }

    @Override
    public String indexName(Object threadLocalIndex) {
        return threadLocalIndex == Indexes.worstOf(tolerance) ? "worst" : "queue";
    }

    @Override
    public int brokerNumber(String brokerName) {
        return script.brokerNumber(brokerName);
    }

    // --- the brokers' side -------------------------------------------------------------------------------------------

    @Override
    public synchronized void arrived(int broker, int message, int queueId, Behaviour behaviour) {
        Attempt attempt = lastAttempt(message, broker);
        if (attempt == null) {
            faults.add("message " + message + " arrived at broker " + broker + " without an attempt");
            return;
        }
        latestMs = Math.max(latestMs, nowMs() - attempt.atMs);
        attempt.arrivals.add(List.of(nowMs(), queueId));
        if (behaviour.kind() == Behaviour.Kind.answer || behaviour.kind() == Behaviour.Kind.error) {
            attempt.dueMs = nowMs() + behaviour.afterMs();
        }
    }

    /** Whether an attempt was carried out although the budget of all attempts was used up, give or take the clock. */
    private boolean isEdge(int message) {
        long budgetEndMs = started.get(message) + script.messages.get(message).timeoutMs();
        return hasOneBudget && script.messages.get(message).mode() == Script.Mode.sync && attempts.get(message).stream()
            .anyMatch(a -> a.atMs >= budgetEndMs - CLOCK_MS && !(a.updates.isEmpty() && a.arrivals.isEmpty()));
    }

    private Attempt lastAttempt(int message, int broker) {
        List<Attempt> list = attempts.get(message);
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).broker == broker) {
                return list.get(i);
            }
        }
        return null;
    }

    // -----------------------------------------------------------------------------------------------------------------

    /** Things that the recorder could not place; a script with any is not a recording. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** How late, at worst, a request reached its broker or an answer its caller. */
    synchronized long latestMs() {
        return latestMs;
    }

    synchronized List<Long> detections() {
        return List.copyOf(detections);
    }

    synchronized void writeTo(Map<String, Object> json) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            Script.Message message = script.messages.get(i);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("thread", message.thread());
            row.put("atMs", message.atMs());
            row.put("mode", message.mode().name());
            row.put("timeoutMs", message.timeoutMs());
            row.put("startedMs", started.get(i));
            row.put("edge", isEdge(i));
            List<Object> attemptRows = new ArrayList<>();
            for (Attempt attempt : attempts.get(i)) {
                attempt.json.put("arrivals", attempt.arrivals);
                attempt.json.put("updates", attempt.updates);
                attemptRows.add(attempt.json);
            }
            row.put("attempts", attemptRows);
            row.put("outcomes", outcomes.get(i));
            rows.add(row);
        }
        json.put("messages", rows);
        json.put("sweeps", sweeps);
        json.put("detections", detections);
        List<Object> queues = new ArrayList<>();
        if (publishInfo != null) {
            for (MessageQueue queue : publishInfo.getMessageQueueList()) {
                queues.add(List.of(brokerNumber(queue.getBrokerName()), queue.getQueueId()));
            }
        }
        json.put("queues", queues);
    }
}
