package rocketscope.conformance.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.rocketmq.client.impl.producer.TopicPublishInfo;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.MessageQueue;
import rocketscope.conformance.Reflect;

/** What a client knows at a moment, as text: its queue list, the addresses of the Brokers, its connections. */
final class Tables {
    private final Map<?, ?> publishInfos;
    private final Map<?, ?> brokerAddresses;
    private final Map<?, ?> channels;
    private Object lastInfo;
    private int lists;

    /** @param producer a producer that has started */
    Tables(DefaultMQProducer producer) {
        Object implementation = producer.getDefaultMQProducerImpl();
        publishInfos = (Map<?, ?>) Reflect.get(implementation, "topicPublishInfoTable");
        Object factory = Reflect.call(implementation, "getmQClientFactory");
        brokerAddresses = (Map<?, ?>) Reflect.get(factory, "brokerAddrTable");
        Object remoting = Reflect.call(Reflect.call(factory, "getMQClientAPIImpl"), "getRemotingClient");
        channels = (Map<?, ?>) Reflect.get(remoting, "channelTables");
    }

    /** By the kind of the line that tells of it. The queue list has its number before it: a route may bring the same list again. */
    Map<String, String> look(String topic) {
        Map<String, String> seen = new LinkedHashMap<>();
        Object known = publishInfos.get(topic);
        if (known != lastInfo) {
            lastInfo = known;
            lists++;
        }
        StringJoiner list = new StringJoiner(" ", lists + "|", "");
        if (known instanceof TopicPublishInfo info) {
            for (MessageQueue queue : info.getMessageQueueList()) {
                list.add(queue.getBrokerName() + "#" + queue.getQueueId());
            }
        }
        seen.put("route", list.toString());
        seen.put("addrs", new TreeMap<Object, Object>(brokerAddresses).toString());
        Map<Object, String> open = new TreeMap<>();
        channels.forEach((address, channel) -> open.put(address, (boolean) Reflect.call(channel, "isOK") ? "open" : "dead"));
        seen.put("chan", open.toString());
        return seen;
    }
}
