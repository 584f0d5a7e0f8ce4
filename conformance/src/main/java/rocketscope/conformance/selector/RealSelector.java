package rocketscope.conformance.selector;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.rocketmq.client.ClientConfig;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.impl.producer.TopicPublishInfo;
import org.apache.rocketmq.client.latency.MQFaultStrategy;
import org.apache.rocketmq.common.message.MessageQueue;
import rocketscope.conformance.Indexes;
import rocketscope.conformance.Reflect;

/**
 * The client's own MQFaultStrategy, LatencyFaultToleranceImpl and TopicPublishInfo of one release, behind one face for
 * all releases. It adapts signatures only; every answer is the client's.
 */
final class RealSelector {
    private static final String TOPIC = "TopicOrderPaySuccess";

    private final List<String> brokers;
    private final MQFaultStrategy strategy;
    private final Object tolerance;
    private final Method select;
    private final Method update;
    private TopicPublishInfo publishInfo;

    /** Which broker names have an address, and which of those answer; asked by the detector (5.1.4 and later). */
    private Set<String> resolvable = Set.of();
    private Set<String> answering = Set.of();

    RealSelector(List<String> brokers, boolean sendLatencyFaultEnable) {
        this.brokers = brokers;
        strategy = newStrategy();
        strategy.setSendLatencyFaultEnable(sendLatencyFaultEnable);
        tolerance = Reflect.get(strategy, "latencyFaultTolerance");
        boolean hasReset = Reflect.hasConstructor(MQFaultStrategy.class, 3);
        select = Reflect.method(MQFaultStrategy.class, "selectOneMessageQueue", hasReset ? 3 : 2);
        update = Reflect.method(MQFaultStrategy.class, "updateFaultItem", hasReset ? 4 : 3);
    }

    private MQFaultStrategy newStrategy() {
        if (!Reflect.hasConstructor(MQFaultStrategy.class, 3)) {
            return (MQFaultStrategy) Reflect.create(MQFaultStrategy.class);
        }
        Class<?> resolverType = Reflect.type("org.apache.rocketmq.client.latency.Resolver");
        Class<?> detectorType = Reflect.type("org.apache.rocketmq.client.latency.ServiceDetector");
        ClassLoader loader = getClass().getClassLoader();
        Object resolver = Proxy.newProxyInstance(loader, new Class<?>[] {resolverType},
            (proxy, method, arguments) -> resolvable.contains((String) arguments[0]) ? arguments[0] : null);
        Object detector = Proxy.newProxyInstance(loader, new Class<?>[] {detectorType},
            (proxy, method, arguments) -> answering.contains((String) arguments[0]));
        return (MQFaultStrategy) Reflect.create(MQFaultStrategy.class, new ClientConfig(), resolver, detector);
    }

    /** Whether this release has the reset on retry, the reachable flag and the detector (5.1.4 and later). */
    boolean hasReachability() {
        return select.getParameterCount() == 3;
    }

    void setTables(long[] latencyMax, long[] notAvailableDuration) {
        strategy.setLatencyMax(latencyMax);
        strategy.setNotAvailableDuration(notAvailableDuration);
    }

    long[] latencyMax() {
        return strategy.getLatencyMax();
    }

    long[] notAvailableDuration() {
        return strategy.getNotAvailableDuration();
    }

    /** Builds a new publish info from the route with the client's own code, as a changed route does. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    void install(List<RouteRow> route) {
        List queueDatas = new ArrayList();
        List brokerDatas = new ArrayList();
        for (RouteRow row : route) {
            Object queueData = Reflect.create(Reflect.routeType("QueueData"));
            Reflect.call(queueData, "setBrokerName", brokers.get(row.broker()));
            Reflect.call(queueData, "setReadQueueNums", row.readQueueNums());
            Reflect.call(queueData, "setWriteQueueNums", row.writeQueueNums());
            Reflect.call(queueData, "setPerm", row.perm());
            queueDatas.add(queueData);
            Object brokerData = Reflect.create(Reflect.routeType("BrokerData"));
            Reflect.call(brokerData, "setBrokerName", brokers.get(row.broker()));
            HashMap<Long, String> addresses = new HashMap<>();
            addresses.put(row.hasMaster() ? 0L : 1L, brokers.get(row.broker()));
            Reflect.call(brokerData, "setBrokerAddrs", addresses);
            brokerDatas.add(brokerData);
        }
        Object routeData = Reflect.create(Reflect.routeType("TopicRouteData"));
        Reflect.call(routeData, "setQueueDatas", queueDatas);
        Reflect.call(routeData, "setBrokerDatas", brokerDatas);
        Method build = Reflect.method(MQClientInstance.class, "topicRouteData2TopicPublishInfo", 2);
        publishInfo = (TopicPublishInfo) Reflect.invoke(build, null, TOPIC, routeData);
        publishInfo.setHaveTopicRouterInfo(true);
    }

    MessageQueue select(String lastBrokerName, boolean reset) {
        return (MessageQueue) (hasReachability()
            ? Reflect.invoke(select, strategy, publishInfo, lastBrokerName, reset)
            : Reflect.invoke(select, strategy, publishInfo, lastBrokerName));
    }

    void update(String brokerName, long latencyMs, boolean isolation, boolean reachable) {
        if (hasReachability()) {
            Reflect.invoke(update, strategy, brokerName, latencyMs, isolation, reachable);
        } else {
            Reflect.invoke(update, strategy, brokerName, latencyMs, isolation);
        }
    }

    /** One round of the detector, with the clock where it stands. */
    void detect(Set<String> namesWithAddress, Set<String> namesThatAnswer) {
        resolvable = namesWithAddress;
        answering = namesThatAnswer;
        Reflect.call(tolerance, "detectByOneRound");
    }

    Object queueIndex() {
        return publishInfo.getSendWhichQueue();
    }

    Object worstIndex() {
        return Indexes.worstOf(tolerance);
    }

    List<List<Integer>> queues() {
        List<List<Integer>> queues = new ArrayList<>();
        for (MessageQueue queue : publishInfo.getMessageQueueList()) {
            queues.add(List.of(brokers.indexOf(queue.getBrokerName()), queue.getQueueId()));
        }
        return queues;
    }

    /** The fault table in the order in which the client walks it: broker, latency, start, and from 5.1.4 reachable, checkStamp. */
    List<List<Object>> faults() {
        List<List<Object>> rows = new ArrayList<>();
        for (Object item : ((Map<?, ?>) Reflect.get(tolerance, "faultItemTable")).values()) {
            List<Object> row = new ArrayList<>();
            row.add(brokers.indexOf((String) Reflect.get(item, "name")));
            row.add(Reflect.get(item, "currentLatency"));
            row.add(Reflect.get(item, "startTimestamp"));
            if (hasReachability()) {
                row.add((Boolean) Reflect.get(item, "reachableFlag") ? 1 : 0);
                row.add(Reflect.get(item, "checkStamp"));
            }
            rows.add(row);
        }
        return rows;
    }
}
