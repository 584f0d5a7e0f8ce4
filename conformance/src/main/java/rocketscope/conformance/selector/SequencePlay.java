package rocketscope.conformance.selector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.rocketmq.common.message.MessageQueue;
import rocketscope.conformance.Indexes;
import rocketscope.conformance.SeededChance;
import rocketscope.conformance.agent.Chance;
import rocketscope.conformance.agent.VirtualClock;

/** Plays one sequence through the real classes and writes down every input and everything that changed. */
final class SequencePlay implements SeededChance.Names {
    private static final int NONE = -1;
    private static final long[] LATENCIES =
        {0, 3, 49, 50, 99, 100, 499, 500, 549, 550, 700, 999, 1_000, 1_799, 1_800, 1_999, 2_000, 2_999, 3_000, 4_999, 5_000, 14_999, 15_000};
    private static final long[] ADVANCES =
        {0, 1, 5, 100, 550, 1_000, 2_000, 3_000, 5_000, 10_000, 30_000, 60_000, 180_000, 599_999, 600_000};

    private final SequencePlan plan;
    private final Random random;
    private final RealSelector real;
    private final SeededChance chance;
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Object> steps = new ArrayList<>();
    private long nowMs;
    private int lastSelected = NONE;
    private Object knownQueues;
    private Object knownFaults;

    SequencePlay(SequencePlan plan, long seed, long startMs) {
        this.plan = plan;
        random = new Random(seed);
        nowMs = startMs;
        VirtualClock.startAt(startMs);
        real = new RealSelector(plan.brokers, plan.sendLatencyFaultEnable);
        chance = new SeededChance(seed ^ 0x5DEECE66DL, plan.nearTheEnd, List.of(), this);
        if (plan.tables != null) {
            real.setTables(plan.tables[0], plan.tables[1]);
        }
        for (int i = 0; i < plan.threads; i++) {
            threads.add(Executors.newSingleThreadExecutor());
        }
    }

    Map<String, Object> record(int id) throws Exception {
        Chance.use(chance);
        try {
            return play(id);
        } finally {
            Chance.use(null);
            threads.forEach(ExecutorService::shutdown);
        }
    }

    private Map<String, Object> play(int id) throws Exception {
        real.install(plan.routes.get(0));
        knownQueues = real.queues();
        knownFaults = real.faults();
        Map<String, Object> sequence = new LinkedHashMap<>();
        sequence.put("id", id);
        sequence.put("brokers", plan.brokers);
        sequence.put("routes", plan.routes.stream().map(rows -> rows.stream().map(RouteRow::toJson).toList()).toList());
        sequence.put("sendLatencyFaultEnable", plan.sendLatencyFaultEnable);
        sequence.put("latencyMax", real.latencyMax());
        sequence.put("notAvailableDuration", real.notAvailableDuration());
        sequence.put("customTables", plan.tables != null);
        sequence.put("threads", plan.threads);
        sequence.put("queues", knownQueues);
        while (steps.size() < plan.length) {
            if (plan.likeSendLoop) {
                oneMessage();
            } else {
                anyStep();
            }
        }
        sequence.put("overflow", chance.sawOverflow());
        sequence.put("steps", steps);
        return sequence;
    }

    private void anyStep() throws Exception {
        int kind = random.nextInt(100);
        if (kind < 48) {
            int last = random.nextInt(100) < 45 ? NONE : random.nextInt(100) < 80 ? lastSelected : anyBroker();
            select(anyThread(), last, last != NONE && random.nextInt(4) != 0);
        } else if (kind < 76) {
            int broker = random.nextInt(3) == 0 || lastSelected == NONE ? anyBroker() : lastSelected;
            update(broker, anyLatency(), random.nextInt(3) == 0, random.nextInt(4) != 0);
        } else if (kind < 94) {
            advance(anyAdvance());
        } else if (kind < 96) {
            install(random.nextInt(SequencePlan.ROUTES));
        } else {
            detect();
        }
    }

    /** One message with up to three attempts against brokers that are healthy, slow, failing or answering with an error. */
    private void oneMessage() throws Exception {
        int thread = anyThread();
        int last = NONE;
        for (int attempt = 0; attempt < 3; attempt++) {
            int broker = select(thread, last, attempt > 0);
            if (broker == NONE) {
                return;
            }
            // The mood of a broker lasts 3 virtual seconds, so that failures come in runs.
            int mood = new Random((broker * 31L + plan.length) * 1_000_003 + nowMs / 3_000).nextInt(8);
            boolean failed = mood <= 1;
            boolean errorCode = mood == 2 && random.nextBoolean();
            boolean slow = mood == 3 || mood == 4;
            long latencyMs = failed ? anyLatency() : slow ? 500 + random.nextInt(2_600) : random.nextInt(30);
            advance(latencyMs);
            update(broker, latencyMs, failed || errorCode, !errorCode);
            if (!failed && !errorCode) {
                break;
            }
            last = broker;
        }
        int kind = random.nextInt(100);
        if (kind < 70) {
            advance(random.nextInt(6) == 0 ? anyAdvance() : random.nextInt(800));
        } else if (kind < 73) {
            install(random.nextInt(SequencePlan.ROUTES));
        } else if (kind < 78) {
            detect();
        }
    }

    /** @return the broker of the queue that was chosen, or NONE if the client threw */
    private int select(int thread, int last, boolean reset) throws Exception {
        boolean asksReset = reset && real.hasReachability();
        Step step = new Step("s", thread, last, asksReset ? 1 : 0);
        String lastName = last == NONE ? null : plan.brokers.get(last);
        lastSelected = on(thread, () -> {
            int broker = NONE;
            int queueId = NONE;
            RuntimeException thrown = null;
            try {
                MessageQueue queue = real.select(lastName, asksReset);
                broker = plan.brokers.indexOf(queue.getBrokerName());
                queueId = queue.getQueueId();
            } catch (RuntimeException clientFailure) {
                thrown = clientFailure;
            }
            step.add(broker);
            step.add(queueId);
            Integer counter = Indexes.counter(real.queueIndex());
            step.add(counter == null ? NONE : counter);
            if (thrown != null) {
                step.after("threw", thrown.getClass().getName());
            }
            List<Object> draws = chance.takeDraws();
            if (!draws.isEmpty()) {
                step.after("draws", draws);
            }
            List<Integer> order = chance.takeOrder();
            if (order != null) {
                step.after("order", order);
                Integer worst = Indexes.counter(real.worstIndex());
                if (worst != null) {
                    step.after("worst", worst);
                }
            }
            return broker;
        });
        write(step);
        return lastSelected;
    }

    private void update(int broker, long latencyMs, boolean isolation, boolean reachable) {
        real.update(plan.brokers.get(broker), latencyMs, isolation, reachable);
        Step step = new Step("u", broker, latencyMs, isolation ? 1 : 0);
        if (real.hasReachability()) {
            step.add(reachable ? 1 : 0);
        }
        write(step);
    }

    private void advance(long ms) {
        nowMs += ms;
        VirtualClock.advance(ms);
        write(new Step("a", ms));
    }

    private void install(int route) {
        real.install(plan.routes.get(route));
        write(new Step("r", route));
    }

    private void detect() {
        Set<String> withAddress = new HashSet<>();
        Set<String> answering = new HashSet<>();
        List<Integer> address = new ArrayList<>();
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < plan.brokers.size(); i++) {
            if (random.nextInt(8) != 0) {
                withAddress.add(plan.brokers.get(i));
                address.add(i);
            }
            if (random.nextInt(3) != 0) {
                answering.add(plan.brokers.get(i));
                answers.add(i);
            }
        }
        if (real.hasReachability()) {
            real.detect(withAddress, answering);
            write(new Step("d", address, answers));
        }
    }

    /** Adds what the step changed in the queue list and the fault table. */
    private void write(Step step) {
        Object queues = real.queues();
        if (!queues.equals(knownQueues)) {
            step.after("queues", queues);
            knownQueues = queues;
        }
        Object faults = real.faults();
        if (!faults.equals(knownFaults)) {
            step.after("faults", faults);
            knownFaults = faults;
        }
        steps.add(step.toJson());
    }

    @Override
    public String indexName(Object threadLocalIndex) {
        if (threadLocalIndex == real.queueIndex()) {
            return "queue";
        }
        if (threadLocalIndex == real.worstIndex()) {
            return "worst";
        }
        throw new IllegalStateException("an index that belongs to neither the publish info nor the fault table");
    }

    @Override
    public int brokerNumber(String brokerName) {
        return plan.brokers.indexOf(brokerName);
    }

    private int on(int thread, Callable<Integer> work) throws Exception {
        try {
            return threads.get(thread).submit(work).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a selector thread failed", failed.getCause());
        }
    }

    private int anyThread() {
        return random.nextInt(plan.threads);
    }

    private int anyBroker() {
        return random.nextInt(plan.brokers.size());
    }

    private long anyLatency() {
        return random.nextBoolean() ? LATENCIES[random.nextInt(LATENCIES.length)] : random.nextInt(6_000);
    }

    /** Often exactly to the end of some avoidance window, or one millisecond beside it. */
    private long anyAdvance() {
        List<Long> ends = new ArrayList<>();
        for (List<Object> row : real.faults()) {
            long end = (Long) row.get(2);
            if (end > nowMs) {
                ends.add(end);
            }
        }
        ends.sort(null);
        if (!ends.isEmpty() && random.nextInt(3) != 0) {
            return ends.get(random.nextInt(ends.size())) - nowMs + random.nextInt(3) - 1;
        }
        return random.nextBoolean() ? ADVANCES[random.nextInt(ADVANCES.length)] : random.nextInt(40_000);
    }
}
