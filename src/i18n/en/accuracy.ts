import { NEWEST_RELEASE, OLDEST_RELEASE } from '../../projections/releaseFacts'
import type { AccuracyMessages } from '../accuracy'

export const accuracy: AccuracyMessages = {
  lead: 'Every step on the stage is computed, by rules written from the source of Apache RocketMQ, release by release.',
  comparedHead: 'Compared with the real client',
  columnRelease: 'Release',
  columnSequences: 'Sequences',
  columnSteps: 'Steps',
  columnDecisions: 'Queue choices',
  columnScripts: 'Send scripts',
  columnMessages: 'Messages',
  columnAttempts: 'Attempts',
  sum: 'In all',
  selector:
    'Sequences: queue choices and fault table, played again step by step; not one ms or index may differ. What the client drew at random was recorded too and goes in.',
  sendLoop:
    'Send scripts: the real DefaultMQProducer against Brokers that follow a script. Where each attempt went, what the fault table was told and what the caller got must agree; they ran in real time, so times compare within a tolerance. One difference is known, a race inside the 5.3.1 client within one millisecond; the test names it.',
  notRecorded:
    'Not recorded: hosts without power (one machine cannot act them; a peer that accepts and never answers stands in), and Broker, DLedger and Controller. Those are written from the source alone; how long elections take is checked against the distribution that follows from it.',
  missingHead: 'What is not simulated, and where it would show',
  sourcesHead: 'Sources',
  sourceTags: `the source of apache/rocketmq, rocketmq-all-${OLDEST_RELEASE} to ${NEWEST_RELEASE}, and of openmessaging/dledger, 0.1 to 0.3.1.2`,
  sourceIssues: 'issues and pull requests of apache/rocketmq; each surprise names its own',
  sourceRules:
    "in this project's source: docs/engine-rules.md numbers every rule and names its class and method; conformance/ has the recordings and the recorder",
  nameServer: (releases, steps) =>
    `NameServer: ${steps} steps of its own RouteInfoManager on a virtual clock, ${releases}: registrations, closed channels, sign-offs, silence, changes of role, acting Masters, write permission. After each step the route is asked for, and the answers must agree.`,
  compared: (releases, decisions, attempts) =>
    `Apache's own client classes were run and every decision recorded; the engine does the same, and a test compares: ${releases} releases, ${decisions} queue choices, ${attempts} attempts to send.`,
  notSimulated: [
    {
      what: 'Transactions, batches, request–reply',
      shows:
        'A second request to commit, several messages in one request: neither is here. Counters are of plain messages.',
    },
    {
      what: 'Ordered sends with a selector',
      shows:
        'They make one attempt, keep to their Broker and never touch the fault table; a key moves when the list changes.',
    },
    {
      what: 'Several Topics, 5.x static Topics',
      shows:
        'The fault table is shared by all Topics of a producer: a failure on another one would avoid a Broker here as well.',
    },
    {
      what: 'Jitter, bandwidth and retransmission',
      shows:
        'Every link has one fixed latency, and what a lossy link loses stays lost, where TCP would send again. Real successes scatter, and now and then one crosses 550 ms.',
    },
    {
      what: 'Pauses of the client itself',
      shows:
        'In a GC pause a producer counts its own time as latency and avoids an innocent Broker. Here the client never pauses and threads never compete.',
    },
    {
      what: 'Thread pool and back-pressure semaphores of ASYNC',
      shows:
        "When it sends too fast the real client blocks or refuses; here everything is taken. The index is the calling thread's, not one of the client's own threads': other queues, equally even.",
    },
    {
      what: 'VIP channel, TLS, ACL, namespaces',
      shows:
        'No handshake costs and no refused credentials. The VIP channel has a port and connections of its own, which can fail apart.',
    },
    {
      what: 'What a Broker can take',
      shows:
        'Each request takes the same time and none waits in line. Overload is something a person switches on; it does not come from sending much.',
    },
    {
      what: 'The disk, and how far replication is',
      shows:
        'Only the messages in each queue are counted, and Slaves are never behind: the few that die with an asynchronous Master are not seen.',
    },
    {
      what: 'Other clients: gRPC, Go, C++',
      shows:
        'Only the Java remoting client is here. The others have rules of their own, and nothing here says what they do.',
    },
    {
      what: 'Consumers',
      shows: 'Nobody pulls, acknowledges or rebalances, and nothing is read from a Slave.',
    },
    {
      what: 'Details of starting and stopping a Broker',
      shows:
        'Starting is a fixed time without recovering the CommitLog. A graceful stop waits 1 s at most; the real one waits for several things in a row.',
    },
    {
      what: 'Registration and membership in DLedger',
      shows:
        'A node registers as soon as it starts, the real one after its first change of role; later it registers again only if the brokerId changes. A new member brings the newest data and has nothing to catch up.',
    },
    {
      what: 'A Controller that fails',
      shows:
        'There is one and it never fails: neither its own election nor the defect of the jRaft variant that misses silent nodes (#9717) can be seen.',
    },
    {
      what: 'Releases without a recording',
      shows:
        'Their rules are read from the source between two recorded ones. If something is wrong, it is most likely here.',
    },
  ],
}
