package rocketscope.conformance.sendloop;

import static rocketscope.conformance.sendloop.Behaviour.FLUSH_DISK_TIMEOUT;
import static rocketscope.conformance.sendloop.Behaviour.FLUSH_SLAVE_TIMEOUT;
import static rocketscope.conformance.sendloop.Behaviour.SLAVE_NOT_AVAILABLE;
import static rocketscope.conformance.sendloop.Behaviour.error;
import static rocketscope.conformance.sendloop.Behaviour.fin;
import static rocketscope.conformance.sendloop.Behaviour.hang;
import static rocketscope.conformance.sendloop.Behaviour.ok;
import static rocketscope.conformance.sendloop.Behaviour.rst;
import static rocketscope.conformance.sendloop.Behaviour.status;
import static rocketscope.conformance.sendloop.Script.Mode.async;
import static rocketscope.conformance.sendloop.Script.Mode.oneway;
import static rocketscope.conformance.sendloop.Script.Mode.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * The scripts written by hand: each shows one rule of the send loop. Moments that decide something are kept at least
 * 50 ms apart, so that real time does not blur the outcome.
 */
final class Catalogue {
    private static final String A = "broker-a";
    private static final String B = "broker-b";
    private static final String C = "broker-c";

    private static final int SYSTEM_ERROR = 1;
    private static final int SYSTEM_BUSY = 2;
    private static final int MESSAGE_ILLEGAL = 13;
    private static final int SERVICE_NOT_AVAILABLE = 14;
    private static final int NO_PERMISSION = 16;
    private static final int TOPIC_NOT_EXIST = 17;
    private static final int NO_BUYER_ID = 204;
    private static final int NOT_IN_CURRENT_UNIT = 205;
    private static final int GO_AWAY = 1500;

    private final List<Script> scripts = new ArrayList<>();

    static List<Script> scripts() {
        Catalogue catalogue = new Catalogue();
        catalogue.healthy();
        catalogue.refused();
        catalogue.slowAndSilent();
        catalogue.errorCodes();
        catalogue.notStored();
        catalogue.closedInFlight();
        catalogue.sharedConnections();
        catalogue.windows();
        catalogue.asynchronous();
        catalogue.oneWayAndNoRoute();
        return catalogue.scripts;
    }

    private Script script(String name) {
        Script script = new Script(name);
        scripts.add(script);
        return script;
    }

    private void healthy() {
        script("healthy, switch off").broker(A, 2).broker(B, 2).firstQueues(0).messages(6, 10, sync, 500);
        script("healthy, switch on").broker(A, 2).broker(B, 1).broker(C, 3).avoidance().messages(8, 10, sync, 500);
        script("healthy, two threads with their own index").broker(A, 2).broker(B, 2).firstQueues(0, 3)
            .message(0, 0, sync, 500).message(1, 40, sync, 500).message(0, 80, sync, 500).message(1, 120, sync, 500);
        script("names in string order").broker("broker-2", 1).broker("broker-10", 1).broker("broker-1", 1).firstQueues(0)
            .messages(4, 10, sync, 500);
    }

    private void refused() {
        script("a refuses, switch off").downBroker(A, 2).broker(B, 2).firstQueues(0).messages(6, 20, sync, 500);
        script("a refuses, switch on, cold start on a").downBroker(A, 2).broker(B, 2).firstQueues(0).avoidance()
            .messages(4, 20, sync, 500);
        script("a refuses, switch on, cold start on b").downBroker(A, 2).broker(B, 2).firstQueues(2).avoidance()
            .messages(6, 20, sync, 500);
        script("one of three refuses, switch on").broker(A, 2).downBroker(B, 2).broker(C, 2).firstQueues(0).avoidance()
            .messages(9, 10, sync, 500);
        script("one of three refuses, switch off").broker(A, 2).downBroker(B, 2).broker(C, 2).firstQueues(0)
            .messages(7, 10, sync, 500);
        script("two of three refuse, switch on").downBroker(A, 2).downBroker(B, 2).broker(C, 2).firstQueues(0).avoidance()
            .messages(5, 10, sync, 500);
        script("all refuse, switch off").downBroker(A, 2).downBroker(B, 2).firstQueues(1).messages(2, 20, sync, 500);
        script("all refuse, switch on").downBroker(A, 2).downBroker(B, 2).firstQueues(1).avoidance().messages(3, 20, sync, 500);
        script("the only broker refuses").downBroker(A, 3).firstQueues(0).avoidance().messages(2, 20, sync, 500);
        script("no retries").downBroker(A, 1).broker(B, 1).firstQueues(0).retries(0, 0).messages(2, 20, sync, 500);
        script("five retries").downBroker(A, 1).downBroker(B, 1).downBroker(C, 1).firstQueues(0).retries(5, 5)
            .messages(1, 20, sync, 500);
        script("a dies while idle, is refused, comes back").broker(A, 1).broker(B, 1).firstQueues(0)
            .event(100, 0, "fin").event(400, 0, "up")
            .message(0, 0, sync, 500).message(0, 20, sync, 500).message(0, 250, sync, 500).message(0, 300, sync, 500)
            .message(0, 550, sync, 500).message(0, 600, sync, 500);
        script("a is reset while idle").broker(A, 1).broker(B, 1).firstQueues(0).event(100, 0, "rst").event(150, 0, "up")
            .message(0, 0, sync, 500).message(0, 20, sync, 500).message(0, 300, sync, 500).message(0, 320, sync, 500);
    }

    private void slowAndSilent() {
        script("a is silent, switch off").broker(A, 2, hang()).broker(B, 2).firstQueues(0).messages(3, 20, sync, 500);
        script("a is silent, switch on").broker(A, 2, hang()).broker(B, 2).firstQueues(2).avoidance().messages(6, 20, sync, 400);
        script("all are silent").broker(A, 1, hang()).broker(B, 1, hang()).firstQueues(0).messages(1, 20, sync, 400);
        script("a answers in 400 ms, switch on").broker(A, 2, ok(400)).broker(B, 2).firstQueues(0).avoidance()
            .messages(4, 10, sync, 900);
        script("a answers in 700 ms, switch on").broker(A, 2, ok(700)).broker(B, 2).firstQueues(0).avoidance()
            .messages(5, 10, sync, 1_000);
        script("both slow, switch on").broker(A, 2, ok(600)).broker(B, 2, ok(650)).firstQueues(1).avoidance()
            .messages(4, 10, sync, 1_200);
        script("a stalls once").broker(A, 1, hang(), ok(0)).broker(B, 1).firstQueues(0).messages(4, 20, sync, 300);
        script("a answers after the timeout").broker(A, 1, ok(450), ok(0)).broker(B, 1).firstQueues(0)
            .messages(2, 10, sync, 300).message(0, 550, sync, 300).message(0, 600, sync, 300);
        script("errors eat the budget").broker(A, 1, error(SYSTEM_ERROR, 250)).broker(B, 1, error(SYSTEM_ERROR, 250))
            .firstQueues(0).messages(1, 10, sync, 600);
        script("errors eat the budget exactly once").broker(A, 1, error(SYSTEM_ERROR, 400)).broker(B, 1).firstQueues(0)
            .messages(1, 10, sync, 300).messages(1, 10, sync, 700);
        script("an error, then a silent broker").broker(A, 1, error(SYSTEM_ERROR, 200)).broker(B, 1, hang()).firstQueues(0)
            .messages(1, 10, sync, 500);
        script("cap per request, a is silent").broker(A, 1, hang()).broker(B, 1).firstQueues(0).cap(300)
            .messages(2, 10, sync, 1_000);
        script("cap per request, all are silent").broker(A, 1, hang()).broker(B, 1, hang()).firstQueues(0).cap(200)
            .messages(1, 10, sync, 900);
        script("cap per request above the timeout").broker(A, 1, hang()).broker(B, 1).firstQueues(0).cap(800)
            .messages(1, 10, sync, 400);
    }

    private void errorCodes() {
        int[] codes = {SYSTEM_ERROR, SYSTEM_BUSY, MESSAGE_ILLEGAL, SERVICE_NOT_AVAILABLE, NO_PERMISSION, TOPIC_NOT_EXIST,
            NO_BUYER_ID, NOT_IN_CURRENT_UNIT, GO_AWAY};
        for (int code : codes) {
            script("a answers code " + code + ", switch off").broker(A, 1, error(code, 0)).broker(B, 1).firstQueues(0)
                .messages(2, 20, sync, 500);
        }
        script("a answers code 13, switch on").broker(A, 2, error(MESSAGE_ILLEGAL, 0), ok(0)).broker(B, 2).firstQueues(0)
            .avoidance().messages(6, 20, sync, 500);
        script("a answers code 1, switch on").broker(A, 2, error(SYSTEM_ERROR, 0), ok(0)).broker(B, 2).firstQueues(0)
            .avoidance().messages(6, 20, sync, 500);
        script("all answer code 14").broker(A, 1, error(SERVICE_NOT_AVAILABLE, 20)).broker(B, 1, error(SERVICE_NOT_AVAILABLE, 20))
            .firstQueues(0).messages(1, 20, sync, 500);
        script("code 1, then code 13").broker(A, 1, error(SYSTEM_ERROR, 0)).broker(B, 1, error(MESSAGE_ILLEGAL, 0)).firstQueues(0)
            .messages(1, 20, sync, 500);
        script("code 13 made retryable by the user").broker(A, 1, error(MESSAGE_ILLEGAL, 0)).broker(B, 1).firstQueues(0)
            .retryCode(MESSAGE_ILLEGAL).messages(1, 20, sync, 500);
    }

    private void notStored() {
        script("a answers FLUSH_DISK_TIMEOUT").broker(A, 1, status(FLUSH_DISK_TIMEOUT, 0)).broker(B, 1).firstQueues(0)
            .messages(2, 20, sync, 500);
        script("a answers FLUSH_SLAVE_TIMEOUT, retry when not stored").broker(A, 1, status(FLUSH_SLAVE_TIMEOUT, 0)).broker(B, 1)
            .firstQueues(0).retryWhenNotStored().messages(2, 20, sync, 500);
        script("all answer SLAVE_NOT_AVAILABLE, retry when not stored").broker(A, 1, status(SLAVE_NOT_AVAILABLE, 0))
            .broker(B, 1, status(SLAVE_NOT_AVAILABLE, 0)).firstQueues(0).retryWhenNotStored().messages(1, 20, sync, 500);
        script("not stored, then code 13").broker(A, 1, status(FLUSH_DISK_TIMEOUT, 0)).broker(B, 1, error(MESSAGE_ILLEGAL, 0))
            .firstQueues(0).retryWhenNotStored().messages(1, 20, sync, 500);
        script("not stored, then silence").broker(A, 1, status(FLUSH_DISK_TIMEOUT, 0)).broker(B, 1, hang())
            .firstQueues(0).retryWhenNotStored().messages(1, 20, sync, 400);
        script("not stored, then refused").broker(A, 1, status(SLAVE_NOT_AVAILABLE, 0)).downBroker(B, 1)
            .firstQueues(0).retryWhenNotStored().messages(1, 20, sync, 400);
    }

    private void closedInFlight() {
        script("closed in flight by fin").broker(A, 1, fin(200)).broker(B, 1).firstQueues(0).messages(2, 20, sync, 600);
        script("closed in flight by rst").broker(A, 1, rst(200)).broker(B, 1).firstQueues(0).messages(2, 20, sync, 600);
        script("closed in flight by fin, switch on").broker(A, 2, fin(100), ok(0)).broker(B, 2).firstQueues(0).avoidance()
            .messages(4, 20, sync, 500);
        script("a dies by fin in flight and refuses").broker(A, 1, hang()).broker(B, 1).firstQueues(0).event(200, 0, "fin")
            .messages(3, 20, sync, 600);
        script("a dies by rst in flight and refuses").broker(A, 1, hang()).broker(B, 1).firstQueues(0).event(200, 0, "rst")
            .messages(3, 20, sync, 600);
    }

    private void sharedConnections() {
        script("one timeout and its neighbour").broker(A, 1, hang()).firstQueues(0, 0).retries(0, 0)
            .message(0, 0, sync, 400).message(1, 200, sync, 900);
        script("one timeout and its neighbour that would have been answered").broker(A, 1, hang(), ok(400)).broker(B, 1)
            .firstQueues(0, 0).message(0, 0, sync, 400).message(1, 200, sync, 900);
        script("a short wait that times out").broker(A, 1, hang(), ok(500)).broker(B, 1).firstQueues(0, 0)
            .message(0, 0, sync, 80).message(1, 30, sync, 900);
        script("a failure, then a fast success, on the same broker").broker(A, 1, error(MESSAGE_ILLEGAL, 200), ok(250))
            .broker(B, 1).firstQueues(0, 0).avoidance()
            .message(0, 0, sync, 700).message(1, 50, sync, 700).message(0, 400, sync, 700).message(0, 420, sync, 700)
            .message(0, 440, sync, 700);
        script("a fast success, then a failure, on the same broker").broker(A, 1, error(MESSAGE_ILLEGAL, 250), ok(50))
            .broker(B, 1).firstQueues(0, 0).avoidance()
            .message(0, 0, sync, 700).message(1, 50, sync, 700).message(0, 400, sync, 700).message(0, 420, sync, 700)
            .message(0, 440, sync, 700);
    }

    private void windows() {
        script("a refuses and comes back after the window").downBroker(A, 2).broker(B, 2).firstQueues(0).shortAvoidance()
            .event(300, 0, "up").messages(4, 50, sync, 500).message(0, 950, sync, 500).messages(5, 20, sync, 500);
        script("an error code and the window is over").broker(A, 2, error(SYSTEM_BUSY, 0), ok(0)).broker(B, 2).firstQueues(0)
            .shortAvoidance().messages(3, 20, sync, 500).message(0, 900, sync, 500).messages(6, 20, sync, 500);
        script("both slow, then healthy after the windows").broker(A, 2, ok(600), ok(0)).broker(B, 2, ok(650), ok(0))
            .firstQueues(0).shortAvoidance().messages(4, 10, sync, 1_500).message(0, 2_100, sync, 1_500).messages(6, 10, sync, 1_500);
        script("slow once and fast again").broker(A, 1, ok(600), ok(0)).broker(B, 1).firstQueues(0).shortAvoidance()
            .messages(5, 10, sync, 900).message(0, 1_500, sync, 500).messages(3, 10, sync, 500);
        script("detector frees a broker").downBroker(A, 2).broker(B, 2).firstQueues(0).shortAvoidance().detector()
            .event(600, 0, "up").messages(3, 50, sync, 500).message(0, 1_100, sync, 500).messages(3, 20, sync, 500)
            .message(0, 2_400, sync, 500).messages(6, 20, sync, 500);
        script("detector frees a broker that answered an error code").broker(A, 2, error(SYSTEM_ERROR, 0), ok(0)).broker(B, 2)
            .firstQueues(0).shortAvoidance().detector().messages(3, 50, sync, 500).message(0, 1_100, sync, 500)
            .messages(3, 20, sync, 500).message(0, 2_400, sync, 500).messages(6, 20, sync, 500);
    }

    private void asynchronous() {
        script("async, healthy").broker(A, 2).broker(B, 2).firstQueues(0, 1, 2, 3).messages(6, 20, async, 500);
        script("async, a refuses, switch off").downBroker(A, 1).broker(B, 1).firstQueues(0, 0, 1, 1).messages(4, 20, async, 500);
        script("async, a refuses, switch on").downBroker(A, 1).broker(B, 1).firstQueues(0, 0, 0, 0).avoidance()
            .messages(5, 20, async, 500);
        script("async, all refuse").downBroker(A, 1).downBroker(B, 1).firstQueues(0, 0).messages(2, 20, async, 500);
        script("async, all refuse, no retries").downBroker(A, 1).downBroker(B, 1).firstQueues(0, 0).retries(2, 0)
            .messages(1, 20, async, 500);
        script("async, retried with the first queueId").broker(A, 8, rst(0)).broker(B, 4).firstQueues(6).messages(1, 20, async, 500);
        script("async, refused and retried with the first queueId").downBroker(A, 8).broker(B, 4).firstQueues(6)
            .messages(1, 20, async, 500);
        script("async, code 1").broker(A, 1, error(SYSTEM_ERROR, 0)).broker(B, 1).firstQueues(0, 0).messages(2, 20, async, 500);
        script("async, code 2").broker(A, 1, error(SYSTEM_BUSY, 0)).broker(B, 1).firstQueues(0, 0).avoidance()
            .messages(3, 20, async, 500);
        script("async, FLUSH_DISK_TIMEOUT, retry when not stored").broker(A, 1, status(FLUSH_DISK_TIMEOUT, 0)).broker(B, 1)
            .firstQueues(0).retryWhenNotStored().messages(1, 20, async, 500);
        script("async, a is silent").broker(A, 1, hang()).broker(B, 1).firstQueues(0).avoidance().messages(2, 20, async, 400);
        script("async, all are silent").broker(A, 1, hang()).broker(B, 1, hang()).firstQueues(0).messages(1, 20, async, 400);
        script("async, closed in flight by fin").broker(A, 1, fin(100)).broker(B, 1).firstQueues(0).messages(1, 20, async, 500);
        script("async, closed in flight by rst").broker(A, 1, rst(100)).broker(B, 1).firstQueues(0).messages(1, 20, async, 500);
        script("async, closed in flight everywhere").broker(A, 1, rst(50)).broker(B, 1, rst(50)).firstQueues(0)
            .messages(1, 20, async, 500);
        script("async, answers in 700 ms, switch on").broker(A, 2, ok(700)).broker(B, 2).firstQueues(0, 0, 0, 0).avoidance()
            .messages(3, 10, async, 1_000);
    }

    private void oneWayAndNoRoute() {
        script("oneway, healthy and silent").broker(A, 1, hang()).broker(B, 1).firstQueues(0).messages(4, 20, oneway, 500);
        script("oneway, a refuses").downBroker(A, 1).broker(B, 1).firstQueues(0).avoidance().messages(3, 20, oneway, 500);
        script("no route").broker(A, 1).noSuchTopic().messages(1, 20, sync, 500);
        script("no NameServer").broker(A, 1).nameServerDown().messages(1, 20, sync, 500);
    }
}
