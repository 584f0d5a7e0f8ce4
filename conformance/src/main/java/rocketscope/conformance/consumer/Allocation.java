package rocketscope.conformance.consumer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.rocketmq.client.consumer.AllocateMessageQueueStrategy;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle;
import org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueConsistentHash;
import org.apache.rocketmq.common.message.MessageQueue;

/** One Topic shared among the members of a group, as every member computes it for itself, by each strategy. */
final class Allocation {
    private final Random random;

    Allocation(Random random) {
        this.random = random;
    }

    Map<String, Object> record(int id) {
        int brokers = 1 + random.nextInt(4);
        int members = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 8);
        List<Integer> queues = new ArrayList<>();
        List<MessageQueue> all = new ArrayList<>();
        for (int broker = 0; broker < brokers; broker++) {
            int count = random.nextInt(8) == 0 ? 48 : 1 + random.nextInt(8);
            queues.add(count);
            for (int queue = 0; queue < count; queue++) {
                all.add(new MessageQueue("T", "broker-" + (char) ('a' + broker), queue));
            }
        }
        List<String> clients = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            clients.add("10.0.0." + random.nextInt(256) + "@" + random.nextInt(100_000));
        }
        Collections.sort(all);
        Collections.sort(clients);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "allocation");
        row.put("id", id);
        row.put("queues", queues);
        row.put("members", clients);
        row.put("AVERAGELY", shares(new AllocateMessageQueueAveragely(), all, clients));
        row.put("AVERAGELY_BY_CIRCLE", shares(new AllocateMessageQueueAveragelyByCircle(), all, clients));
        row.put("CONSISTENT_HASH", shares(new AllocateMessageQueueConsistentHash(), all, clients));
        return row;
    }

    /** By member: positions in the sorted list of queues, in the order in which the strategy gives them. */
    private static List<List<Integer>> shares(AllocateMessageQueueStrategy strategy, List<MessageQueue> all, List<String> clients) {
        List<List<Integer>> shares = new ArrayList<>();
        for (String client : clients) {
            List<Integer> share = new ArrayList<>();
            for (MessageQueue queue : strategy.allocate("group", client, all, clients)) {
                share.add(all.indexOf(queue));
            }
            shares.add(share);
        }
        return shares;
    }
}
