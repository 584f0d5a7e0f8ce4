package rocketscope.conformance.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.common.message.MessageExt;

/** One ProcessQueue: batches are put into it, and messages are finished in any order. */
final class QueuePlay {
    private final Random random;
    private final ProcessQueue real = new ProcessQueue();
    private final TreeMap<Long, MessageExt> cached = new TreeMap<>();

    QueuePlay(Random random) {
        this.random = random;
    }

    Map<String, Object> record(int id) {
        List<List<Object>> steps = new ArrayList<>();
        long next = random.nextInt(1_000);
        int length = 20 + random.nextInt(60);
        for (int step = 0; step < length; step++) {
            int kind = random.nextInt(100);
            if (kind < 45 || cached.isEmpty() && kind < 90) {
                // Compaction and filters leave holes.
                next += random.nextInt(5) == 0 ? 1 + random.nextInt(30) : 0;
                steps.add(put(next, 1 + random.nextInt(12)));
                next = cached.isEmpty() ? next : cached.lastKey() + 1;
            } else if (kind < 95) {
                steps.add(remove(1 + random.nextInt(4)));
            } else {
                // What a pull after a rebalance has brought again.
                long back = Math.max(0, next - 1 - random.nextInt(20));
                steps.add(put(back, 1 + random.nextInt(4)));
            }
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "processQueue");
        row.put("id", id);
        row.put("steps", steps);
        return row;
    }

    private List<Object> put(long from, int count) {
        List<MessageExt> messages = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            MessageExt message = new MessageExt();
            message.setQueueOffset(from + at);
            byte[] body = new byte[1 + random.nextInt(2_000)];
            message.setBody(body);
            messages.add(message);
            sizes.add(body.length);
            cached.putIfAbsent(from + at, message);
        }
        real.putMessage(messages);
        return List.of("put", from, sizes, state());
    }

    private List<Object> remove(int count) {
        List<MessageExt> messages = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        List<Long> keys = new ArrayList<>(cached.keySet());
        for (int at = 0; at < count; at++) {
            long offset = keys.isEmpty() ? 7 : keys.get(random.nextInt(random.nextInt(3) == 0 ? keys.size() : Math.min(keys.size(), 6)));
            if (offsets.contains(offset)) {
                continue;
            }
            MessageExt message = cached.remove(offset);
            if (message == null) {
                message = new MessageExt();
                message.setQueueOffset(offset);
                message.setBody(new byte[1]);
            }
            messages.add(message);
            offsets.add(offset);
        }
        long committable = real.removeMessage(messages);
        return List.of("remove", offsets, committable, state());
    }

    /** Messages in it, their bytes, and the span of their offsets. */
    private List<Object> state() {
        return List.of(real.getMsgCount().get(), real.getMsgSize().get(), real.getMaxSpan());
    }
}
