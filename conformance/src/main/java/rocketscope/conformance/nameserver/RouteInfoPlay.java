package rocketscope.conformance.nameserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import rocketscope.conformance.agent.VirtualClock;

/** One sequence: Brokers come, go, change roles and fall silent, and after every step the NameServer is asked for the route. */
final class RouteInfoPlay {
    private static final int[] PAUSES = {1, 500, 3_000, 5_000, 9_999, 10_000, 10_001, 30_000, 119_999, 120_000, 120_001};

    private final Random random;
    private final int groups;
    private final int nodes;
    private final boolean raftIds;
    private final boolean actingMaster;
    private final RealRouteInfo real;
    private final int[] queues;
    private final int[] versions;
    /** By group and node: the brokerId with which it last registered, or -1. */
    private final int[][] brokerIds;
    private final List<List<Object>> steps = new ArrayList<>();
    private List<List<Object>> before = List.of();

    RouteInfoPlay(Random random, long startMs) throws Exception {
        this.random = random;
        groups = 1 + random.nextInt(3);
        nodes = 1 + random.nextInt(3);
        raftIds = random.nextBoolean();
        // Drawn for every release, so that the plans stay alike.
        actingMaster = random.nextInt(3) == 0 && RealRouteInfo.hasActingMaster();
        real = new RealRouteInfo(actingMaster);
        queues = new int[groups];
        versions = new int[groups];
        brokerIds = new int[groups][nodes];
        for (int group = 0; group < groups; group++) {
            queues[group] = 1 + random.nextInt(8);
            java.util.Arrays.fill(brokerIds[group], -1);
        }
        VirtualClock.startAt(startMs);
    }

    Map<String, Object> record(int id) throws Exception {
        Map<String, Object> sequence = new LinkedHashMap<>();
        sequence.put("id", id);
        sequence.put("nodes", nodes);
        sequence.put("actingMaster", actingMaster);
        sequence.put("queues", queues.clone());
        int length = 25 + random.nextInt(15);
        for (int step = 0; step < length; step++) {
            step();
        }
        sequence.put("steps", steps);
        return sequence;
    }

    private void step() throws Exception {
        int kind = random.nextInt(100);
        int group = random.nextInt(groups);
        int node = random.nextInt(nodes);
        int pause = PAUSES[random.nextInt(PAUSES.length)];
        int count = 1 + random.nextInt(8);
        boolean becomesMaster = random.nextInt(nodes == 1 ? 1 : 3) == 0;
        List<Object> step = new ArrayList<>();
        if (kind < 50) {
            // Node 0 is Master as a rule; any other may have taken its place.
            int brokerId = becomesMaster || (node == 0 && random.nextInt(4) != 0) ? 0 : raftIds ? node + 1 : node == 0 ? 3 : node;
            real.register(nameOf(group), addressOf(group, node), brokerId, queues[group], queues[group], versions[group]);
            brokerIds[group][node] = brokerId;
            step.addAll(List.of("register", group, node, brokerId));
        } else if (kind < 60) {
            real.close(addressOf(group, node));
            step.addAll(List.of("close", group, node));
        } else if (kind < 66) {
            if (brokerIds[group][node] < 0) {
                return;
            }
            real.unregister(nameOf(group), addressOf(group, node), brokerIds[group][node]);
            step.addAll(List.of("unregister", group, node));
        } else if (kind < 82) {
            VirtualClock.advance(pause);
            step.addAll(List.of("advance", pause));
        } else if (kind < 90) {
            real.scan();
            step.add("scan");
        } else if (kind < 94) {
            queues[group] = count;
            versions[group]++;
            step.addAll(List.of("topic", group, count));
        } else if (kind < 98) {
            real.wipeWritePerm(nameOf(group));
            step.addAll(List.of("wipe", group));
        } else if (real.canGiveBackWritePerm()) {
            real.addWritePerm(nameOf(group));
            step.addAll(List.of("addPerm", group));
        } else {
            return;
        }
        List<List<Object>> after = route();
        if (!after.equals(before)) {
            step.add(after);
        }
        before = after;
        steps.add(step);
    }

    /** [group, read queues, write queues, perm, node by brokerId]. */
    private List<List<Object>> route() {
        List<List<Object>> rows = new ArrayList<>();
        real.route().forEach((name, row) -> {
            Map<String, Integer> nodesById = new TreeMap<>();
            ((Map<?, ?>) row.get(3)).forEach((brokerId, address) ->
                nodesById.put(String.valueOf(brokerId), nodeOf((String) address)));
            rows.add(List.of(name.charAt(name.length() - 1) - 'a', row.get(0), row.get(1), row.get(2), nodesById));
        });
        return rows;
    }

    private static String nameOf(int group) {
        return "broker-" + (char) ('a' + group);
    }

    private static String addressOf(int group, int node) {
        return "10.0." + group + "." + node + ":10911";
    }

    private static int nodeOf(String address) {
        return Integer.parseInt(address.split("[.:]")[3]);
    }
}
