package rocketscope.conformance.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.rocketmq.client.consumer.store.RemoteBrokerOffsetStore;
import org.apache.rocketmq.common.message.MessageQueue;

/** One client's offset table: offsets are written, some of them only if they grow, and queues are forgotten. */
final class OffsetPlay {
    private static final int QUEUES = 4;

    private final Random random;
    private final RemoteBrokerOffsetStore real = new RemoteBrokerOffsetStore(null, "group");

    OffsetPlay(Random random) {
        this.random = random;
    }

    Map<String, Object> record(int id) {
        List<List<Object>> steps = new ArrayList<>();
        int length = 20 + random.nextInt(20);
        for (int step = 0; step < length; step++) {
            int queue = random.nextInt(QUEUES);
            if (random.nextInt(10) == 0) {
                real.removeOffset(queue(queue));
                steps.add(List.of("remove", queue, table()));
                continue;
            }
            long offset = random.nextInt(200);
            boolean increaseOnly = random.nextInt(3) != 0;
            real.updateOffset(queue(queue), offset, increaseOnly);
            steps.add(List.of("update", queue, offset, increaseOnly, table()));
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "offsets");
        row.put("id", id);
        row.put("steps", steps);
        return row;
    }

    private static MessageQueue queue(int queueId) {
        return new MessageQueue("T", "broker-a", queueId);
    }

    /** By queueId, -1 where there is none. */
    private List<Long> table() {
        Map<MessageQueue, Long> known = new TreeMap<>(real.cloneOffsetTable("T"));
        List<Long> offsets = new ArrayList<>();
        for (int queue = 0; queue < QUEUES; queue++) {
            offsets.add(known.getOrDefault(queue(queue), -1L));
        }
        return offsets;
    }
}
