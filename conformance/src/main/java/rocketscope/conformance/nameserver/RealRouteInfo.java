package rocketscope.conformance.nameserver;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import rocketscope.conformance.Reflect;

/** A NameServer's own RouteInfoManager, whose signatures differ between releases. Everything happens in the calling thread. */
final class RealRouteInfo {
    static final String TOPIC = "TopicOrderPaySuccess";
    private static final String CLUSTER = "DefaultCluster";
    /** BrokerConfig.brokerNotActiveTimeoutMillis, which Brokers send along only with acting Masters. */
    private static final long NOT_ACTIVE_MS = 10_000;

    private final Class<?> type = Reflect.type("org.apache.rocketmq.namesrv.routeinfo.RouteInfoManager");
    private final boolean actingMaster;
    private final Object manager;
    private final Map<String, Channel> channels = new HashMap<>();

    RealRouteInfo(boolean actingMaster) throws Exception {
        this.actingMaster = actingMaster;
        manager = create();
    }

    /** 5.x has acting Masters, and its RouteInfoManager is given its configuration. */
    static boolean hasActingMaster() {
        return !Reflect.hasConstructor(Reflect.type("org.apache.rocketmq.namesrv.routeinfo.RouteInfoManager"), 0);
    }

    boolean canGiveBackWritePerm() {
        return Reflect.hasMethod(type, "addWritePermOfBrokerByLock");
    }

    private Object create() throws Exception {
        if (!hasActingMaster()) {
            return type.getDeclaredConstructor().newInstance();
        }
        Object config = Reflect.type("org.apache.rocketmq.common.namesrv.NamesrvConfig").getDeclaredConstructor().newInstance();
        Reflect.call(config, "setSupportActingMaster", actingMaster);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 2) {
                return constructor.newInstance(config, null);
            }
        }
        throw new IllegalStateException("RouteInfoManager has no constructor with two parameters");
    }

    /** @param version counter of the Broker's DataVersion: equal versions mean equal Topics */
    void register(String brokerName, String address, long brokerId, int readQueues, int writeQueues, long version)
        throws Exception {
        Channel channel = channels.computeIfAbsent(address, unknown -> new EmbeddedChannel());
        Object wrapper = topics(readQueues, writeQueues, version);
        List<String> filterServers = new ArrayList<>();
        if (hasActingMaster()) {
            Reflect.invoke(Reflect.method(type, "registerBroker", 11), manager, CLUSTER, address, brokerName, brokerId,
                "", "", actingMaster ? NOT_ACTIVE_MS : null, actingMaster, wrapper, filterServers, channel);
        } else {
            Reflect.invoke(Reflect.method(type, "registerBroker", 8), manager, CLUSTER, address, brokerName, brokerId,
                "", wrapper, filterServers, channel);
        }
    }

    /** The Topic, and one that every Broker has besides. */
    private static Object topics(int readQueues, int writeQueues, long version) throws Exception {
        Class<?> wrapperType = Reflect.type("org.apache.rocketmq.common.protocol.body.TopicConfigSerializeWrapper",
            "org.apache.rocketmq.remoting.protocol.body.TopicConfigSerializeWrapper");
        Object wrapper = wrapperType.getDeclaredConstructor().newInstance();
        @SuppressWarnings("unchecked")
        ConcurrentMap<String, Object> table = (ConcurrentMap<String, Object>) Reflect.call(wrapper, "getTopicConfigTable");
        table.put(TOPIC, topic(TOPIC, readQueues, writeQueues));
        table.put("TBW102", topic("TBW102", 8, 8));
        Object dataVersion = Reflect.call(wrapper, "getDataVersion");
        Reflect.call(dataVersion, "setTimestamp", 1L);
        Reflect.call(dataVersion, "setCounter", new AtomicLong(version));
        return wrapper;
    }

    private static Object topic(String name, int readQueues, int writeQueues) throws Exception {
        Object topic = Reflect.type("org.apache.rocketmq.common.TopicConfig").getDeclaredConstructor().newInstance();
        Reflect.call(topic, "setTopicName", name);
        Reflect.call(topic, "setReadQueueNums", readQueues);
        Reflect.call(topic, "setWriteQueueNums", writeQueues);
        Reflect.call(topic, "setPerm", 6);
        return topic;
    }

    void unregister(String brokerName, String address, long brokerId) throws Exception {
        Reflect.invoke(Reflect.method(type, "unregisterBroker", 4), manager, CLUSTER, address, brokerName, brokerId);
        drain();
    }

    /** The connection of a Broker, which it makes from another port than it listens on, is closed from the other side. */
    void close(String address) throws Exception {
        Channel channel = channels.remove(address);
        if (channel == null) {
            return;
        }
        if (hasActingMaster()) {
            type.getMethod("onChannelDestroy", Channel.class).invoke(manager, channel);
        } else {
            Reflect.invoke(Reflect.method(type, "onChannelDestroy", 2), manager, address.replace(":10911", ":54321"), channel);
        }
        drain();
    }

    /** Silent Brokers. The NameServer closes their channels itself, and a Broker comes back over a new one. */
    void scan() throws Exception {
        Reflect.call(manager, "scanNotActiveBroker");
        channels.values().removeIf(channel -> !channel.isOpen());
        drain();
    }

    void wipeWritePerm(String brokerName) {
        Reflect.call(manager, "wipeWritePermOfBrokerByLock", brokerName);
    }

    void addWritePerm(String brokerName) {
        Reflect.call(manager, "addWritePermOfBrokerByLock", brokerName);
    }

    /** 5.x gives removals to a thread that takes them at once; here the calling thread does its work. */
    private void drain() {
        if (!hasActingMaster()) {
            return;
        }
        Queue<?> waiting = (Queue<?>) Reflect.get(Reflect.get(manager, "unRegisterService"), "unregistrationQueue");
        Set<Object> requests = new HashSet<>();
        for (Object one = waiting.poll(); one != null; one = waiting.poll()) {
            requests.add(one);
        }
        if (!requests.isEmpty()) {
            Reflect.call(manager, "unRegisterBroker", requests);
        }
    }

    /** What the NameServer answers about the Topic, by brokerName: [read, write, perm, {brokerId: address}]; empty for code 17. */
    Map<String, List<Object>> route() {
        Map<String, List<Object>> found = new TreeMap<>();
        Object route = Reflect.call(manager, "pickupTopicRouteData", TOPIC);
        if (route == null) {
            return found;
        }
        Map<String, Object> addresses = new HashMap<>();
        for (Object broker : (List<?>) Reflect.call(route, "getBrokerDatas")) {
            addresses.put((String) Reflect.call(broker, "getBrokerName"), Reflect.call(broker, "getBrokerAddrs"));
        }
        for (Object queue : (List<?>) Reflect.call(route, "getQueueDatas")) {
            String name = (String) Reflect.call(queue, "getBrokerName");
            Object brokerAddrs = addresses.getOrDefault(name, Map.of());
            found.put(name, List.of(Reflect.call(queue, "getReadQueueNums"), Reflect.call(queue, "getWriteQueueNums"),
                Reflect.call(queue, "getPerm"), brokerAddrs));
        }
        return found;
    }
}
