package rocketscope.conformance.selector;

import java.util.List;

/** One broker of a topic's route: what a NameServer answer says about it, in the order of the answer. */
record RouteRow(int broker, int readQueueNums, int writeQueueNums, int perm, boolean hasMaster) {
    static final int READ = 4;
    static final int WRITE = 2;

    /** How many queues the client will list for this broker. */
    int listedQueues() {
        return hasMaster && (perm & WRITE) != 0 ? writeQueueNums : 0;
    }

    List<Object> toJson() {
        return List.of(broker, readQueueNums, writeQueueNums, perm, hasMaster ? 1 : 0);
    }
}
