import { SINCE, UNTIL } from '../../projections/releaseFacts'
import type { GlossaryMessages } from '../glossary'

export const glossary: GlossaryMessages = {
  nameServer: {
    name: 'NameServer',
    meaning:
      'The registry: Brokers register there, and clients ask it where a Topic lives. NameServers do not talk to each other and never notify a producer.',
  },
  brokerGroup: {
    name: 'Broker group',
    meaning:
      'One Master and its Slaves under one brokerName. Avoidance goes by that name, so a new Master inherits the window of the old one.',
  },
  master: {
    name: 'Master',
    meaning:
      'The node with brokerId 0, the only one of its group that accepts writes. Without it, the queues of the group are read-only.',
  },
  slave: {
    name: 'Slave',
    meaning:
      "A node with a brokerId above 0 that holds a copy of the Master's data. It takes over automatically only in DLedger or Controller mode.",
  },
  brokerId: {
    name: 'brokerId',
    meaning:
      "A node's number inside its group: 0 is the Master, the rest are Slaves. It changes with the role; the host does not.",
  },
  topic: {
    name: 'Topic',
    meaning:
      'The name that producers send to and consumers read from. Its data is split into MessageQueues, which are spread over the Broker groups.',
  },
  messageQueue: {
    name: 'MessageQueue',
    meaning:
      'One shard of a Topic on one Broker group, known by Topic, brokerName and queueId. q0 of broker-a and q0 of broker-b are two different queues.',
  },
  writeQueueNums: {
    name: 'writeQueueNums',
    meaning:
      'How many writable queues the Topic has on each Broker group. The total is the sum: 2 on each of 2 groups are 4.',
  },
  queueOffset: {
    name: 'queueOffset',
    meaning: "A message's position in its queue, from 0, one more for each message. Every queue counts for itself.",
  },
  route: {
    name: 'Route (TopicRouteData)',
    meaning:
      "The NameServer's answer: which Broker groups have the Topic, how many queues, at which addresses. The producer polls for it; in between, its copy may be stale.",
  },
  topicPublishInfo: {
    name: 'TopicPublishInfo',
    meaning:
      'The list of queues a producer may send to, made from the route; it contains only groups with a Master. A changed route replaces it, and the index starts again.',
  },
  sendWhichQueue: {
    name: 'sendWhichQueue',
    meaning: `Each thread's own counter, starting at a random number; modulo the length of the list, it gives the next queue. An old client adds one for each choice, a new one for every queue it examines, and with the switch on it jumps to another random number before a retry (from ${SINCE.newFaultTable}).`,
  },
  sendLatencyFaultEnable: {
    name: 'sendLatencyFaultEnable',
    meaning:
      'The switch for all fault avoidance, off by default. With it on, a slow or failed send makes the producer avoid that Broker group for a while.',
  },
  avoidanceWindow: {
    name: 'Avoidance window',
    meaning:
      "The time during which the producer does not choose a Broker group. It is only the producer's view: the Broker may recover long before, or still be down after.",
  },
  latencyMax: {
    name: 'latencyMax',
    meaning:
      'The latency steps, in ms. From the highest down, the first step that a send reaches decides how long the producer avoids the Broker.',
  },
  notAvailableDuration: {
    name: 'notAvailableDuration',
    meaning: 'For each step of latencyMax, how long to avoid the Broker, in ms. 0 means not at all.',
  },
  faultItem: {
    name: 'FaultItem',
    meaning:
      'One row of the fault table: brokerName, last latency, and when it is available again (startTimestamp). Every send writes to it, successful ones too.',
  },
  isolation: {
    name: 'Isolation',
    meaning: `The client looks up a failed send not by its real latency but by a fixed large one: 30 s up to ${UNTIL.oldFaultTable}, 10 s from ${SINCE.newFaultTable}. So even a quick failure opens a long window.`,
  },
  reachable: {
    name: 'Reachable flag',
    meaning: `From ${SINCE.newFaultTable}, a fault item also records whether the Broker is reachable. When no Broker is available, the selector falls back on this flag.`,
  },
  detector: {
    name: 'Detector (startDetectorEnable)',
    meaning:
      'Probes the Brokers of the fault table in the background and marks those that answer as reachable; off by default. It never shortens a window.',
  },
  retryTimes: {
    name: 'retryTimesWhenSendFailed',
    meaning:
      'How often the client may retry a failed synchronous send: 2 by default, so 3 attempts in all. It does not pause between them, and stops when the time budget is used up.',
  },
  sendMsgTimeout: {
    name: 'sendMsgTimeout',
    meaning: `The time budget of one send call, 3000 ms by default; since ${SINCE.budgetOfCall} it covers all attempts. If the first attempt uses all of it, no retry follows.`,
  },
  maxTimeoutPerRequest: {
    name: 'sendMsgMaxTimeoutPerRequest',
    meaning: `From ${SINCE.maxTimeoutPerRequest}, a limit for one attempt; -1 is none. With it, one silent Broker cannot use up the whole budget.`,
  },
  pollNameServerInterval: {
    name: 'pollNameServerInterval',
    meaning:
      'How often a producer polls for the route: every 30 s by default, counted from its start. A failed send does not trigger an earlier poll.',
  },
  dledger: {
    name: 'DLedger',
    meaning: `Replication by Raft: when the Master is lost, the other nodes of its group elect a new one. It needs a majority alive and takes 4 to 7 s after a kill; from ${SINCE.waitsForDeadPeer}, 7 to 9 s.`,
  },
  term: {
    name: 'Term',
    meaning: 'The number of an election round; it only rises. In one term each node has one vote, and a majority wins.',
  },
  candidate: {
    name: 'Candidate',
    meaning:
      'A node that has missed the heartbeats of its Leader for too long and asks for votes. Without a majority it waits a random time, so that the candidates do not all ask at once.',
  },
  sendResult: {
    name: 'SendResult',
    meaning:
      'What a successful send returns: which queue the message is in, and at which offset. Without one, the outcome is unknown: the Broker may have stored the message all the same.',
  },
  heartbeat: {
    name: 'Heartbeat',
    meaning:
      'A request that a client sends to its Brokers at intervals; it also opens the connection. It does not affect the choice of a queue.',
  },
  registration: {
    name: 'Registration',
    meaning:
      'A Broker reports to every NameServer at start, at a change of role, and every 30 s. A closed connection removes it at once; the NameServer notices a host without power only after about 120 s.',
  },
  commitLog: {
    name: 'CommitLog',
    meaning:
      'The one file sequence into which a Broker appends every message of every Topic, in order of arrival. A message is stored once it is here; everything else is an index into it.',
  },
  consumeQueue: {
    name: 'ConsumeQueue',
    meaning:
      'The index of one queue: 20 bytes per message with its offset in the CommitLog, its size and a hash of its tag. Consumers find messages through it, so a message that is not dispatched yet is invisible to them.',
  },
  indexFile: {
    name: 'IndexFile',
    meaning:
      'The index that finds messages by key or by a time range. Like the ConsumeQueue it is built from the CommitLog and can be rebuilt after a crash.',
  },
  sendQueue: {
    name: 'Send queue',
    meaning:
      'Where send requests wait inside a Broker for a thread that stores them. It holds 10,000 requests by default; how long they wait there is what a producer feels as latency.',
  },
  fastFailure: {
    name: 'Fast failure',
    meaning:
      'A busy Broker answers SYSTEM_BUSY at once instead of letting requests wait until they time out. [TIMEOUT_CLEAN_QUEUE], [PCBUSY_CLEAN_QUEUE], [REJECTREQUEST] and [OVERLOAD] say which limit was reached.',
  },
  pageCache: {
    name: 'Page cache',
    meaning:
      'The memory in which the kernel keeps written file pages until they are on disk. It survives kill -9, but not a power cut.',
  },
  flush: {
    name: 'Flush',
    meaning:
      'Forcing written pages to disk. ASYNC_FLUSH answers first and flushes in the background; SYNC_FLUSH answers after the flush.',
  },
  dispatch: {
    name: 'Dispatch (reput)',
    meaning:
      'Reading new CommitLog entries and writing them to ConsumeQueue and IndexFile. It runs right behind the append, and its lag is the time a stored message stays invisible to consumers.',
  },
  transientStorePool: {
    name: 'transientStorePool',
    meaning:
      'Off-heap buffers that take appends before the page cache does, which keeps writes smooth under load. What has not been committed from them is lost when the process dies, even by kill -9.',
  },
  checkpoint: {
    name: 'checkpoint',
    meaning:
      'A small file that says up to when CommitLog, ConsumeQueue and IndexFile are surely on disk. Recovery after a crash starts from there.',
  },
  abortFile: {
    name: 'abort file',
    meaning:
      'An empty file that exists while a Broker runs and is deleted on a clean stop. A Broker that finds it at its start knows that it crashed, and checks its files.',
  },
  highAvailability: {
    name: 'HA (classic replication)',
    meaning:
      'Each Slave connects to its Master, reports its offset and receives the CommitLog from there on. ASYNC_MASTER answers without waiting for it; SYNC_MASTER waits.',
  },
  lag: {
    name: 'Replication lag',
    meaning:
      'How many bytes of the CommitLog a Slave is behind its Master. With ASYNC_MASTER a lost Master takes exactly this lag with it.',
  },
  syncStateSet: {
    name: 'SyncStateSet',
    meaning:
      'In Controller mode, the replicas that count as caught up, the Master included. Only a member can be elected Master, so nothing that all members hold is lost.',
  },
  confirmOffset: {
    name: 'confirmOffset',
    meaning:
      'In Controller mode, the CommitLog offset that every member of the SyncStateSet has reached. Only what lies below it is visible to consumers.',
  },
  quorum: {
    name: 'Quorum',
    meaning:
      'More than half of the nodes of a DLedger group. A message is committed once a quorum has it, and any later leader then has it as well.',
  },
  truncate: {
    name: 'Truncate',
    meaning:
      'To cut off the end of a log that does not match the log of the new Master. Messages in that tail are gone, also when a producer got SEND_OK for them.',
  },
  epoch: {
    name: 'Epoch (term)',
    meaning:
      "The number of a Master's reign: epoch in Controller mode, term in DLedger. Two logs are equal up to the last epoch and offset that they share.",
  },
  consumerGroup: {
    name: 'Consumer group',
    meaning:
      'Consumers under one name that share the queues of a Topic: each queue belongs to one of them, so more consumers than queues leave some without work. Every group gets all messages, and keeps its own offsets.',
  },
  rebalance: {
    name: 'Rebalance',
    meaning:
      'Each consumer sorts the queues and the members of its group, and takes its share by the same rule. No coordinator decides, so for a moment two may read one queue, or none does.',
  },
  pull: {
    name: 'Pull, long polling',
    meaning:
      'A push consumer pulls: it asks for messages from an offset on, and the Broker holds a request for which it has none. An arrival or the end of the hold answers it.',
  },
  processQueue: {
    name: 'ProcessQueue',
    meaning:
      'What a consumer has pulled of one queue and not finished. When it holds too much, flow control stops pulling that queue.',
  },
  consumerOffset: {
    name: 'Committed offset',
    meaning:
      'The lowest offset of a queue that a consumer has not finished, sent to the Broker every few seconds. What was finished above it comes again after a crash.',
  },
  consumerLag: {
    name: 'Lag (of a group)',
    meaning:
      'Messages between the committed offset of a queue and its end. It only shrinks while the group consumes faster than producers send.',
  },
  retryTopic: {
    name: '%RETRY%',
    meaning:
      'The Topic of a group for messages on which a listener failed. They wait in SCHEDULE_TOPIC_XXXX first, longer each time, and come back without their order.',
  },
  deadLetterQueue: {
    name: '%DLQ%',
    meaning: 'The Topic for messages that have failed too often. No consumer reads it until somebody subscribes to it.',
  },
  orderly: {
    name: 'ORDERLY',
    meaning:
      'One thread per queue, under a lock of the Broker, so messages of one queue are handled in order. A failure stops the queue, and the queue of a dead consumer waits until its lock runs out.',
  },
  broadcasting: {
    name: 'BROADCASTING',
    meaning:
      'Each consumer gets every queue and keeps its offsets in a file of its own. There is no retry: a message that fails is dropped.',
  },
}
