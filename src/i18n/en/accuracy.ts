import { NEWEST_RELEASE, OLDEST_RELEASE } from '../../projections/releaseFacts'
import type { AccuracyMessages } from '../accuracy'

export const accuracy: AccuracyMessages = {
  lead: 'The engine computes every step on the stage, by rules written from the source of Apache RocketMQ, release by release.',
  cluster: ({ releases, producers, figures, agree }) =>
    `Real clusters of ${releases} were killed, stopped, frozen and silenced while ${producers} producers sent. The same was done to the simulation: of ${figures} recorded figures ${agree} agree within the tolerance that docs/accuracy.md states beside each, and every other one is named there with its cause.`,
  worst: (recorded, simulated) =>
    `The worst known difference: when a Broker freezes under 20 threads, their retries overwhelm the healthy Broker of a small machine. ${recorded} calls failed in the recording and ${simulated} in the simulation, whose Brokers never get slower under load.`,
  electionsHead: 'From kill -9 to the new Master',
  elections: (kills) =>
    `${kills} kills of a Master, timed until the NameServer names the new one, in seconds. Most machines were shared and busy: tenths of a second mean little there.`,
  columnGroup: 'Broker group',
  columnKills: 'Kills',
  columnRecorded: 'Recorded: least / middle / most',
  columnSimulated: 'Simulated: p10 / p50 / p90',
  electionGroup: (mode, release, underLoad) =>
    `${mode === 'dledger' ? 'DLedger' : 'Controller'} ${release}, ${underLoad ? 'with traffic' : 'idle'}`,
  recordingsOpen:
    'Recordings open like a run: choose one at the end of the scenario list, then compare it with its simulation.',
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
    'Sequences: queue choices and fault table, replayed step by step; not one ms or index may differ. The recorded random numbers of the client are part of the input.',
  sendLoop:
    'Send scripts: the real DefaultMQProducer against Brokers that follow a script. Where each attempt went, what the fault table recorded and what the caller got must agree. They ran in real time, so times compare within a tolerance. One difference is known, a race inside the 5.3.1 client within one millisecond; the test names it.',
  notRecorded:
    'Not recorded: hosts without power and links that are cut or lossy, for which one machine without special rights has no means. A frozen process, and a host whose queue for connections is full, take their place.',
  missingHead: 'Not simulated, and where you would notice',
  sourcesHead: 'Sources',
  sourceTags: `the source of apache/rocketmq, rocketmq-all-${OLDEST_RELEASE} to ${NEWEST_RELEASE}, and of openmessaging/dledger, 0.1 to 0.3.1.2`,
  sourceIssues: 'issues and pull requests of apache/rocketmq; each gotcha names its own',
  sourceRules:
    "in this project's source: docs/engine-rules.md numbers every rule and names its class and method; conformance/ has the recordings and the recorder",
  nameServer: (releases, steps) =>
    `NameServer: ${steps} steps of its own RouteInfoManager on a virtual clock, ${releases}: registrations, closed channels, unregistrations, missing heartbeats, changes of role, acting Masters, write permission. A route request follows each step, and the answers must agree.`,
  compared: (releases, decisions, attempts) =>
    `Apache's own client classes ran, and a recorder wrote down every decision; the engine does the same, and a test compares: ${releases} releases, ${decisions} queue choices, ${attempts} attempts to send.`,
  notSimulated: [
    {
      what: 'A send thread’s own time, and the single sends of a packet',
      shows:
        'With simulateStore only the append lock limits a Broker. With sendsPerPacket above 1 a packet takes one thread and gets the answer of its first send.',
    },
    {
      what: 'Transactions, batches, request–reply',
      shows:
        'A transaction commits with a second request, a batch puts several messages into one. Here the counters count plain messages only.',
    },
    {
      what: 'ASYNC sends with a selector',
      shows: 'They make one attempt here, as SYNC does. The real callback may retry on the same Broker.',
    },
    {
      what: 'Several Topics, 5.x static Topics',
      shows:
        'All Topics of a producer share one fault table: a failure on another Topic would avoid a Broker here as well.',
    },
    {
      what: 'Jitter, bandwidth and retransmission',
      shows:
        'Every link has one fixed latency, and a lost packet stays lost, where TCP would retransmit it. Real latencies scatter, and now and then a success crosses 550 ms.',
    },
    {
      what: 'Threads that compete for the processor',
      shows:
        'A producer pauses only when you pause it. A busy processor delays its threads one by one, counts as latency, and makes it avoid an innocent Broker.',
    },
    {
      what: 'Back-pressure semaphores of ASYNC, and the threads of its callbacks',
      shows:
        "When it sends too fast, the real client blocks or rejects; here the queue of its pool has no end. A retry from the network's callback uses the index of the thread that made the first attempt, and blocks no thread while it connects.",
    },
    {
      what: 'Handshakes that share a connection',
      shows:
        'Calls that wait for one handshake lose it together, but a host that answers answers each of them. In 4.3.x the pool also runs the callbacks, so a blocked pool delays successes as well: not shown.',
    },
    {
      what: 'The first connection to a NameServer',
      shows:
        'A NameServer that answers does so without a handshake before, so the first route comes one round trip earlier.',
    },
    {
      what: 'Races over the connection to a NameServer',
      shows:
        'In some releases, with one of two NameServers silent, a fresh producer fails call after call until a poll falls into one; the real one ends it by a race, after 1 to 9 calls.',
    },
    {
      what: 'Fractions of a millisecond at the end of the budget',
      shows:
        'A wait of the whole budget ends the call here. A real client makes one more attempt in a few per cent of such calls, with 0 ms left, on a healthy Broker: with the switch on that Broker is then avoided.',
    },
    {
      what: 'VIP channel, TLS, ACL, namespaces',
      shows:
        'No handshake takes time and no credential fails. The real VIP channel has a port and connections of its own, which can fail separately.',
    },
    {
      what: 'The capacity of a Broker',
      shows:
        'Without simulateStore each request takes the same time and none waits in a queue: you switch overload on, load alone does not cause it.',
    },
    {
      what: 'The disk, and the progress of replication',
      shows:
        'Without simulateStore the engine only counts the messages of each queue, and Slaves never lag: it does not show the few messages that an asynchronous Master takes with it.',
    },
    {
      what: 'Packets between the nodes of a Broker group, and with the Controller',
      shows:
        'A new role arrives without one, and a Slave knows at once who its Master is: no delay and no lost packet holds that up. Log entries and copies are packets only where the inside of the Brokers is simulated.',
    },
    {
      what: 'Details of replication',
      shows:
        'All frames that leave together are one packet of at most 100 ms, TCP repeats each lost packet by itself, and a slow Slave takes as much longer to read each. An idle sender rests 99 ms after it has sent, so that its looks drift as on real clocks. DLedger compares two logs with one question, pushes what comes in one millisecond together and counts in bytes, not entries; the Controller knows a changed SyncStateSet at once.',
    },
    {
      what: 'Other clients: gRPC, Go, C++',
      shows: 'Only the Java remoting client is here. The others have rules of their own.',
    },
    {
      what: 'Other ways to consume: POP, the pull consumers, gRPC',
      shows: 'Only DefaultMQPushConsumer is here. With POP a Broker hands out messages, not queues.',
    },
    {
      what: 'SQL92 filters, delay messages of producers, transactions at the consumer',
      shows:
        'A subscription is a list of Tags. Delays exist for retries only, so a level queue holds nothing else, and here each group has level queues of its own.',
    },
    {
      what: 'How a consumer connects',
      shows:
        'Its connections need no handshake, a dead Broker refuses at once, and a NameServer that has not answered in time is left for the next one. A graceful stop takes no time and interrupts listeners.',
    },
    {
      what: 'What a pull costs a Broker',
      shows:
        'A pull takes neither time nor a thread of the Broker, so many consumers slow it down less than in reality. A client that spins at a Slave asks every 100 ms.',
    },
    {
      what: 'When message 0 counts as being in memory',
      shows:
        'Older releases compare offsets; newer ones ask the kernel for the page of message 0. Here it is in memory as long as the whole log would fit into the Broker’s.',
    },
    {
      what: 'One question for the members of a group',
      shows:
        'A rebalance asks one Broker once for the Topic and the retry Topic; RocketMQ asks once for each, and may get two answers.',
    },
    {
      what: 'Details of sending back',
      shows:
        'A message that cannot be sent back is tried again after 5,000 ms; RocketMQ sends it to %RETRY% like any other message first. A batch fails as a whole (no ackIndex), the Broker believes the client’s count of retries, and the cleaner of consumeTimeout looks at all queues at once. An append that would wait for the disk is refused.',
    },
    {
      what: 'Sizes in the cache of a consumer',
      shows: 'pullThresholdSizeForQueue counts whole records here, and bodies in RocketMQ: it acts a little earlier.',
    },
    {
      what: 'Broadcasting in order',
      shows: 'Broadcasting consumers take no locks and read in order like concurrent ones.',
    },
    {
      what: 'Offsets on a Slave',
      shows: 'A copy of the Master’s offsets takes no time, and beats with nothing new are left out.',
    },
    {
      what: 'Details of starting and stopping a Broker',
      shows:
        'A start takes a fixed time and recovers no CommitLog. A graceful stop takes fixed times too, as measured; the real one takes longer with much to flush, and waits for a disk that hangs.',
    },
    {
      what: 'Registration and membership in DLedger',
      shows:
        'A node registers with its first role and later only if its brokerId changes, the real one at every change of role. Whether the first comparison of logs comes too early (0.5 s more) is drawn; real threads race for it. A new member starts with the newest data and catches up on nothing.',
    },
    {
      what: 'A Controller that fails',
      shows:
        'There is one and it never fails: you see neither its own election nor the defect of the jRaft variant that misses silent nodes (#9717).',
    },
    {
      what: 'Releases without a recording',
      shows: 'Their rules come from the source, between two recorded releases. An error is most likely here.',
    },
    {
      what: 'What a Broker needs to recover and to delete files',
      shows:
        'A start takes brokerStartupMs whatever is on the disk, and expired files go at once. A real Broker with a large CommitLog recovers for minutes, and deletes a file every 100 ms. For deleteWhen, a run begins at midnight.',
    },
    {
      what: 'What else is on a disk, and what the kernel writes by itself',
      shows:
        'A power cut takes all that no flush has written, which is the most it can take: the kernel may have saved more. Disk usage counts the CommitLog only.',
    },
    {
      what: 'Properties of messages, by release',
      shows:
        'Every 4.x message carries the bytes measured in 4.9.7, every 5.x message those of 5.3.3; offsets of other releases may differ a little.',
    },
  ],
}
