package rocketscope.conformance.sendloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rocketscope.conformance.Reflect;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/** One story for the real producer: brokers and what they do, settings, and messages to send. Inputs only. */
final class Script {
    enum Mode { sync, async, oneway }

    /** A broker of the topic's route. A broker that is down refuses connections until an event brings it up. */
    record Broker(String name, int writeQueues, boolean upAtStart, List<Behaviour> behaviours) {
        /** The behaviour for the n-th send request (from 0); the last one repeats. */
        Behaviour behaviour(int request) {
            return behaviours.get(Math.min(request, behaviours.size() - 1));
        }
    }

    /** At a time, counted from the start of the script, a broker goes down (by fin or rst) or comes up. */
    record Event(int atMs, int broker, String what) {
    }

    /** Sent at this time, or as soon after it as the thread's earlier message is done. */
    record Message(int thread, int atMs, Mode mode, int timeoutMs) {
    }

    final String name;
    final List<Broker> brokers = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();
    final List<Integer> starts = new ArrayList<>();
    boolean topicExists = true;
    boolean nameServerUp = true;
    boolean sendLatencyFaultEnable;
    long[][] tables;
    int retryTimesWhenSendFailed = 2;
    int retryTimesWhenSendAsyncFailed = 2;
    boolean retryAnotherBrokerWhenNotStoreOK;
    Integer sendMsgMaxTimeoutPerRequest;
    Integer retryResponseCode;
    boolean startDetectorEnable;

    Script(String name) {
        this.name = name;
    }

    // --- a small language for the catalogue --------------------------------------------------------------------------

    Script broker(String brokerName, int writeQueues, Behaviour... behaviours) {
        List<Behaviour> list = behaviours.length == 0 ? List.of(Behaviour.ok(0)) : List.of(behaviours);
        brokers.add(new Broker(brokerName, writeQueues, true, list));
        return this;
    }

    Script downBroker(String brokerName, int writeQueues, Behaviour... behaviours) {
        broker(brokerName, writeQueues, behaviours);
        Broker up = brokers.remove(brokers.size() - 1);
        brokers.add(new Broker(up.name(), up.writeQueues(), false, up.behaviours()));
        return this;
    }

    Script event(int atMs, int broker, String what) {
        events.add(new Event(atMs, broker, what));
        return this;
    }

    Script message(int thread, int atMs, Mode mode, int timeoutMs) {
        messages.add(new Message(thread, atMs, mode, timeoutMs));
        return this;
    }

    /** Messages of one thread, one after another, at least so far apart. */
    Script messages(int count, int everyMs, Mode mode, int timeoutMs) {
        int startMs = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).atMs() + everyMs;
        for (int i = 0; i < count; i++) {
            message(0, startMs + i * everyMs, mode, timeoutMs);
        }
        return this;
    }

    /** The position in the queue list at which each next thread's index stands when it is used first. */
    Script firstQueues(int... positions) {
        int listSize = brokers.stream().mapToInt(Broker::writeQueues).sum();
        for (int position : positions) {
            starts.add(listSize * 10 + position - 1);
        }
        return this;
    }

    Script avoidance() {
        sendLatencyFaultEnable = true;
        return this;
    }

    /** A table short enough to see a window end: 700 ms of avoidance after 500 ms of latency or a failure. */
    Script shortAvoidance() {
        sendLatencyFaultEnable = true;
        tables = new long[][] {{50, 100, 500}, {0, 0, 700}};
        return this;
    }

    Script retries(int sync, int async) {
        retryTimesWhenSendFailed = sync;
        retryTimesWhenSendAsyncFailed = async;
        return this;
    }

    Script retryWhenNotStored() {
        retryAnotherBrokerWhenNotStoreOK = true;
        return this;
    }

    Script cap(int ms) {
        sendMsgMaxTimeoutPerRequest = ms;
        return this;
    }

    Script retryCode(int code) {
        retryResponseCode = code;
        return this;
    }

    Script detector() {
        startDetectorEnable = true;
        return this;
    }

    Script noSuchTopic() {
        topicExists = false;
        return this;
    }

    Script nameServerDown() {
        nameServerUp = false;
        return this;
    }

    // -----------------------------------------------------------------------------------------------------------------

    /** Whether this release has every setting that the script uses. */
    boolean fitsRelease() {
        return (sendMsgMaxTimeoutPerRequest == null || Reflect.hasMethod(DefaultMQProducer.class, "setSendMsgMaxTimeoutPerRequest"))
            && (retryResponseCode == null || Reflect.hasMethod(DefaultMQProducer.class, "addRetryResponseCode"))
            && (!startDetectorEnable || Reflect.hasMethod(DefaultMQProducer.class, "setStartDetectorEnable"));
    }

    int threads() {
        return messages.stream().mapToInt(Message::thread).max().orElseThrow() + 1;
    }

    int brokerNumber(String brokerName) {
        for (int i = 0; i < brokers.size(); i++) {
            if (brokers.get(i).name().equals(brokerName)) {
                return i;
            }
        }
        return -1;
    }

    Map<String, Object> toJson(long[] latencyMax, long[] notAvailableDuration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        List<Object> brokerRows = new ArrayList<>();
        for (Broker broker : brokers) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", broker.name());
            row.put("writeQueueNums", broker.writeQueues());
            row.put("upAtStart", broker.upAtStart());
            row.put("behaviours", broker.behaviours().stream().map(Behaviour::toJson).toList());
            brokerRows.add(row);
        }
        json.put("brokers", brokerRows);
        json.put("events", events.stream().map(e -> List.<Object>of(e.atMs(), e.broker(), e.what())).toList());
        json.put("topicExists", topicExists);
        json.put("nameServerUp", nameServerUp);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("retryTimesWhenSendFailed", retryTimesWhenSendFailed);
        settings.put("retryTimesWhenSendAsyncFailed", retryTimesWhenSendAsyncFailed);
        settings.put("retryAnotherBrokerWhenNotStoreOK", retryAnotherBrokerWhenNotStoreOK);
        settings.put("sendMsgMaxTimeoutPerRequest", sendMsgMaxTimeoutPerRequest == null ? -1 : sendMsgMaxTimeoutPerRequest);
        settings.put("addedRetryResponseCodes", retryResponseCode == null ? List.of() : List.of(retryResponseCode));
        settings.put("sendLatencyFaultEnable", sendLatencyFaultEnable);
        settings.put("startDetectorEnable", startDetectorEnable);
        settings.put("latencyMax", latencyMax);
        settings.put("notAvailableDuration", notAvailableDuration);
        settings.put("customTables", tables != null);
        json.put("settings", settings);
        return json;
    }
}
