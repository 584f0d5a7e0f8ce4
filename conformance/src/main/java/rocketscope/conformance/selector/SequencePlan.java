package rocketscope.conformance.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What one sequence starts from: names, routes, switch, tables. Drawn from the seed alone, so it is the same for every
 * release; only what the client then does may differ.
 */
final class SequencePlan {
    static final int ROUTES = 3;

    private static final List<List<String>> NAMES = List.of(
        List.of("broker-a", "broker-b", "broker-c", "broker-d"),
        List.of("broker-a", "broker-b", "broker-c", "broker-d"),
        List.of("broker-a", "broker-b", "broker-c", "broker-d"),
        List.of("broker-2", "broker-10", "broker-1", "broker-9"),
        List.of("raft-b", "RaftNode00", "broker_a", "Broker-A"));

    final List<String> brokers;
    final List<List<RouteRow>> routes = new ArrayList<>();
    final boolean sendLatencyFaultEnable;
    /** Null means the release's own tables. */
    final long[][] tables;
    final int threads;
    final boolean nearTheEnd;
    /** True: message after message with retries, as the send loop does. False: any step may follow any other. */
    final boolean likeSendLoop;
    final int length;

    SequencePlan(Random random) {
        int count = random.nextInt(10) == 0 ? 1 : 2 + random.nextInt(3);
        brokers = NAMES.get(random.nextInt(NAMES.size())).subList(0, count);
        int queuesPerBroker = random.nextInt(8) == 0 ? 8 : 1 + random.nextInt(4);
        for (int i = 0; i < ROUTES; i++) {
            routes.add(route(random, count, queuesPerBroker, i == 0));
        }
        sendLatencyFaultEnable = random.nextInt(4) != 0;
        tables = random.nextInt(5) == 0 ? customTables(random) : null;
        threads = random.nextInt(6) == 0 ? 2 : 1;
        nearTheEnd = random.nextInt(16) == 0;
        likeSendLoop = random.nextBoolean();
        length = 20 + random.nextInt(36);
    }

    private static List<RouteRow> route(Random random, int count, int queuesPerBroker, boolean whole) {
        List<RouteRow> rows = new ArrayList<>();
        for (int broker = 0; broker < count; broker++) {
            int writeQueues = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : queuesPerBroker;
            int readQueues = random.nextInt(5) == 0 ? 1 + random.nextInt(8) : writeQueues;
            int kind = random.nextInt(20);
            int perm = kind == 0 ? RouteRow.READ : RouteRow.READ | RouteRow.WRITE;
            boolean hasMaster = kind != 1;
            if (whole || random.nextInt(4) != 0) {
                rows.add(new RouteRow(broker, readQueues, writeQueues, perm, hasMaster));
            }
        }
        if (rows.stream().mapToInt(RouteRow::listedQueues).sum() == 0) {
            rows.clear();
            rows.add(new RouteRow(0, queuesPerBroker, queuesPerBroker, RouteRow.READ | RouteRow.WRITE, true));
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static long[][] customTables(Random random) {
        if (random.nextBoolean()) {
            // The training article's rule: 500 ms or a failure, then 3 s of avoidance.
            return new long[][] {{50, 100, 500}, {0, 0, 3_000}};
        }
        int steps = 1 + random.nextInt(5);
        long[] latencyMax = new long[steps];
        long[] notAvailableDuration = new long[steps];
        for (int i = 0; i < steps; i++) {
            latencyMax[i] = (i == 0 ? 0 : latencyMax[i - 1]) + 1 + random.nextInt(2_000);
            notAvailableDuration[i] = random.nextInt(20_000);
        }
        return new long[][] {latencyMax, notAvailableDuration};
    }
}
