package rocketscope.conformance.store;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import rocketscope.conformance.Reflect;

/** A release's own DefaultMessageStore with no Broker around it. All positions are bytes of the CommitLog. */
final class RealStore {
    private static final SocketAddress HOST = new InetSocketAddress("127.0.0.1", 10911);
    private static final String NO_PROPERTIES = "";
    private final String topic;
    private final Object config;
    private final Object store;

    /** @param settings of MessageStoreConfig, by name */
    RealStore(String folder, String topic, Properties settings) throws Exception {
        this.topic = topic;
        config = Reflect.create(Reflect.type("org.apache.rocketmq.store.config.MessageStoreConfig"));
        settings.setProperty("storePathRootDir", folder);
        settings.setProperty("storePathCommitLog", folder + File.separator + "commitlog");
        Class<?> mixAll = Reflect.type("org.apache.rocketmq.common.MixAll");
        Reflect.invoke(Reflect.method(mixAll, "properties2Object", 2), null, settings, config);
        for (String name : settings.stringPropertyNames()) {
            String getter = name.substring(0, 1).toUpperCase() + name.substring(1);
            Class<?> type = config.getClass();
            if (!Reflect.hasMethod(type, "get" + getter) && !Reflect.hasMethod(type, "is" + getter)) {
                throw new IllegalArgumentException("this release has no setting " + name);
            }
        }
        store = create();
        if (!(boolean) Reflect.call(store, "load")) {
            throw new IllegalStateException("load() answered false");
        }
        Reflect.call(store, "start");
    }

    private Object create() {
        Class<?> statistics = Reflect.type("org.apache.rocketmq.store.stats.BrokerStatsManager");
        Object stats = Reflect.hasConstructor(statistics, 2) ? Reflect.create(statistics, "recorded", false)
            : Reflect.create(statistics, "recorded");
        Class<?> arriving = Reflect.type("org.apache.rocketmq.store.MessageArrivingListener");
        Object listener = Proxy.newProxyInstance(arriving.getClassLoader(), new Class<?>[] {arriving}, (self, method, args) -> null);
        Object broker = Reflect.create(Reflect.type("org.apache.rocketmq.common.BrokerConfig"));
        Class<?> type = Reflect.type("org.apache.rocketmq.store.DefaultMessageStore");
        if (Reflect.hasConstructor(type, 5)) {
            return Reflect.create(type, config, stats, listener, broker, new ConcurrentHashMap<>());
        }
        return Reflect.create(type, config, stats, listener, broker);
    }

    void stop() {
        Reflect.call(store, "shutdown");
    }

    void followMaster(String address) {
        Reflect.call(store, "updateHaMasterAddress", address);
    }

    /** A message whose body begins with its id; no properties. */
    CompletableFuture<?> put(String id, int queue, int bodyBytes) {
        Object message = Reflect.create(Reflect.type("org.apache.rocketmq.common.message.MessageExtBrokerInner",
            "org.apache.rocketmq.store.MessageExtBrokerInner"));
        byte[] body = new byte[bodyBytes];
        Arrays.fill(body, (byte) ' ');
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(name, 0, body, 0, name.length);
        Reflect.call(message, "setTopic", topic);
        Reflect.call(message, "setBody", (Object) body);
        Reflect.call(message, "setQueueId", queue);
        Reflect.call(message, "setBornTimestamp", System.currentTimeMillis());
        Reflect.call(message, "setBornHost", HOST);
        Reflect.call(message, "setStoreHost", HOST);
        Reflect.invoke(Reflect.method(Reflect.type("org.apache.rocketmq.common.message.MessageAccessor"), "setProperties", 2),
            null, message, new HashMap<>());
        Reflect.call(message, "setPropertiesString", NO_PROPERTIES);
        return (CompletableFuture<?>) Reflect.call(store, "asyncPutMessage", message);
    }

    /** What a put came to. */
    static Map<String, Object> result(Object put) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("status", Reflect.call(put, "getPutMessageStatus").toString());
        Object append = Reflect.call(put, "getAppendMessageResult");
        if (append != null) {
            found.put("physical", Reflect.call(append, "getWroteOffset"));
            found.put("bytes", Reflect.call(append, "getWroteBytes"));
            found.put("queueOffset", Reflect.call(append, "getLogicsOffset"));
        }
        return found;
    }

    private Object commitLog() {
        return Reflect.call(store, "getCommitLog");
    }

    private Object files() {
        return Reflect.get(commitLog(), "mappedFileQueue");
    }

    long end() {
        return (long) Reflect.call(store, "getMaxPhyOffset");
    }

    long flushed() {
        return (long) Reflect.call(files(), "getFlushedWhere");
    }

    long committed() {
        return (long) Reflect.call(files(), "getCommittedWhere");
    }

    long maxOffset(int queue) {
        return (long) Reflect.call(store, "getMaxOffsetInQueue", topic, queue);
    }

    /** Of Integer.MAX_VALUE everything: entries of the ConsumeQueue and the message each of them leads to. */
    Map<String, Object> look(int queues, boolean listed) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("min", Reflect.call(store, "getMinPhyOffset"));
        found.put("end", end());
        found.put("committed", committed());
        found.put("flushed", flushed());
        List<Object> tables = new ArrayList<>();
        List<Object> entries = new ArrayList<>();
        for (int queue = 0; queue < queues; queue++) {
            Object logic = Reflect.call(store, "findConsumeQueue", topic, queue);
            long min = (long) Reflect.call(store, "getMinOffsetInQueue", topic, queue);
            long max = maxOffset(queue);
            tables.add(List.of(min, max, Reflect.call(Reflect.get(logic, "mappedFileQueue"), "getFlushedWhere")));
            for (long at = min; listed && at < max; at++) {
                entries.add(entry(queue, at));
            }
        }
        found.put("queues", tables);
        if (listed) {
            found.put("held", entries);
        }
        Object ha = Reflect.call(store, "getHaService");
        found.put("slaves", ((AtomicInteger) Reflect.call(ha, "getConnectionCount")).get());
        found.put("push2Slave", ((AtomicLong) Reflect.call(ha, "getPush2SlaveMaxOffset")).get());
        return found;
    }

    private List<Object> entry(int queue, long at) {
        long physical = (long) Reflect.call(store, "getCommitLogOffsetInQueue", topic, queue, at);
        Object message = Reflect.call(store, "lookMessageByOffset", physical);
        if (message == null) {
            return Arrays.asList(queue, at, physical, null);
        }
        String id = new String((byte[]) Reflect.call(message, "getBody"), StandardCharsets.UTF_8).trim();
        return List.of(queue, at, physical, id);
    }

    /** DefaultMessageStore#getMessage, as a pull asks it. */
    Map<String, Object> pull(int queue, long offset, int maxMessages) {
        Map<String, Object> found = new LinkedHashMap<>();
        Object result = Reflect.invoke(Reflect.method(store.getClass(), "getMessage", 6), store,
            "recorded", topic, queue, offset, maxMessages, null);
        found.put("status", Reflect.call(result, "getStatus").toString());
        found.put("messages", Reflect.call(result, "getMessageCount"));
        found.put("bytes", Reflect.call(result, "getBufferTotalSize"));
        found.put("nextOffset", Reflect.call(result, "getNextBeginOffset"));
        found.put("suggestSlave", Reflect.call(result, "isSuggestPullingFromSlave"));
        Reflect.call(result, "release");
        return found;
    }

    /** Whether the page cache counts as busy when the append lock has been held for exactly so many ms. */
    boolean isBusy(long heldMs) throws ReflectiveOperationException {
        Object log = commitLog();
        Class<?> owner = log.getClass();
        Field begin = owner.getDeclaredField("beginTimeInLock");
        begin.setAccessible(true);
        while (true) {
            long nowMs = (long) Reflect.call(store, "now");
            begin.setLong(log, nowMs - heldMs);
            boolean busy = (boolean) Reflect.call(store, "isOSPageCacheBusy");
            boolean sameMs = (long) Reflect.call(store, "now") == nowMs;
            begin.setLong(log, 0);
            if (sameMs) {
                return busy;
            }
        }
    }

    /** HAService#isSlaveOK for these positions and so many connections. */
    boolean isSlaveOk(long masterEnd, long push2Slave, int connections) {
        Object ha = Reflect.call(store, "getHaService");
        AtomicLong pushed = (AtomicLong) Reflect.call(ha, "getPush2SlaveMaxOffset");
        AtomicInteger count = (AtomicInteger) Reflect.call(ha, "getConnectionCount");
        pushed.set(push2Slave);
        count.set(connections);
        boolean ok = (boolean) Reflect.call(ha, "isSlaveOK", masterEnd);
        pushed.set(0);
        count.set(0);
        return ok;
    }

    /** One round of the service that deletes CommitLog files, at once. @return whether the store still takes messages */
    boolean clean() {
        Object service = Reflect.get(store, "cleanCommitLogService");
        Reflect.call(service, "run");
        return (boolean) Reflect.call(Reflect.call(store, "getRunningFlags"), "isWriteable");
    }
}
