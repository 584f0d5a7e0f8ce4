package rocketscope.conformance.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.rocketmq.client.hook.SendMessageContext;
import org.apache.rocketmq.client.hook.SendMessageHook;
import org.apache.rocketmq.client.impl.producer.TopicPublishInfo;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.MessageQueue;
import rocketscope.conformance.Reflect;
import rocketscope.conformance.agent.Probe;

/**
 * Every attempt of one producer. SYNC: choice of a queue, exception and fault item belong together, because one thread does
 * all of it. ASYNC: a choice is told of by itself, with its message where the client says which (it does not for a retry),
 * and each update of the fault table by itself.
 */
final class Attempts implements Probe.Listener, SendMessageHook {
    private static final class Call {
        int message;
        int choices;
        Map<String, Object> open;
        boolean updated;
        /** It got as far as an address to send to. */
        boolean addressed;
    }

    private final Lines lines;
    private final DefaultMQProducer producer;
    private final boolean isAsync;
    private final ThreadLocal<Call> call = ThreadLocal.withInitial(Call::new);
    private Map<?, ?> faultItems;
    private boolean hasReachability;

    Attempts(Lines lines, DefaultMQProducer producer, boolean isAsync) {
        this.lines = lines;
        this.producer = producer;
        this.isAsync = isAsync;
        Reflect.call(producer.getDefaultMQProducerImpl(), "registerSendMessageHook", this);
    }

    /** The client's tables exist once it has started. */
    void started() {
        Object implementation = producer.getDefaultMQProducerImpl();
        Object tolerance = Reflect.get(Reflect.get(implementation, "mqFaultStrategy"), "latencyFaultTolerance");
        faultItems = (Map<?, ?>) Reflect.get(tolerance, "faultItemTable");
        hasReachability = Reflect.hasMethod(DefaultMQProducer.class, "setStartDetectorEnable");
    }

    void sending(int message) {
        Call mine = call.get();
        mine.message = message;
        mine.choices = 0;
        mine.open = null;
    }

    /** @return how many queues the call chose, the one that the time limit then stopped included */
    int ended() {
        flush(call.get());
        return call.get().choices;
    }

    @Override
    public void selected(Object publishInfo, Object messageQueue, String lastBrokerName) {
        Call mine = call.get();
        flush(mine);
        if (messageQueue == null) {
            return;
        }
        MessageQueue queue = (MessageQueue) messageQueue;
        mine.choices++;
        mine.updated = false;
        mine.addressed = false;
        Map<String, Object> line = Lines.line("att");
        if (!isAsync) {
            line.put("m", mine.message);
            line.put("a", mine.choices);
        }
        line.put("b", queue.getBrokerName());
        line.put("q", queue.getQueueId());
        line.put("n", ((TopicPublishInfo) publishInfo).getMessageQueueList().size());
        mine.open = line;
        // A retry of ASYNC passes no hook.
        if (isAsync && lastBrokerName != null) {
            line.put("k", "retry");
            flush(mine);
        }
    }

    @Override
    public void updated(String brokerName, long latencyMs, boolean isolation, boolean reachable) {
        Call mine = call.get();
        Map<String, Object> line = mine.open;
        if (isAsync) {
            line = Lines.line("upd");
            line.put("b", brokerName);
        } else if (line == null) {
            throw new IllegalStateException("a fault item was updated for no attempt: " + brokerName);
        }
        line.put("ms", latencyMs);
        line.put("iso", isolation);
        if (hasReachability) {
            line.put("reach", reachable);
        }
        mine.updated = true;
        if (isAsync) {
            lines.write(line);
        }
    }

    /** Writes the attempt that has ended by now, with the fault item as it is afterwards. */
    private void flush(Call mine) {
        Map<String, Object> line = mine.open;
        mine.open = null;
        if (line == null) {
            return;
        }
        if (!isAsync && !mine.updated) {
            line.put("k", "noEnd");
        } else if (!isAsync && !mine.addressed) {
            line.put("ex", "MQClientException");
            line.put("x", "no address");
        }
        Object item = isAsync ? null : faultItems.get(line.get("b"));
        if (item != null) {
            long untilMs = (long) Reflect.get(item, "startTimestamp");
            line.put("win", Math.max(0, untilMs - System.currentTimeMillis()));
            line.put("until", untilMs);
            line.put("itemMs", Reflect.get(item, "currentLatency"));
        }
        lines.write(line);
    }

    @Override
    public String hookName() {
        return "recorder";
    }

    @Override
    public void sendMessageBefore(SendMessageContext context) {
        Call mine = call.get();
        mine.addressed = true;
        if (mine.open != null) {
            mine.open.put("addr", context.getBrokerAddr());
        }
        if (isAsync && mine.open != null) {
            Map<String, Object> line = new LinkedHashMap<>(mine.open);
            line.put("m", Integer.parseInt(context.getMessage().getKeys()));
            mine.open = line;
            flush(mine);
        }
    }

    @Override
    public void sendMessageAfter(SendMessageContext context) {
        Map<String, Object> line = call.get().open;
        Exception thrown = context.getException();
        if (!isAsync && line != null && thrown != null) {
            line.put("ex", thrown.getClass().getSimpleName());
            line.put("x", Lines.readable(thrown));
        }
    }

    @Override
    public void sweeping(Object remotingClient) {
        // Only the send loop's recordings ask for it.
    }

    @Override
    public void detecting(Object latencyFaultTolerance) {
        // Only the send loop's recordings ask for it.
    }
}
