import { SINCE, UNTIL } from '../../projections/releaseFacts'
import type { GlossaryMessages } from '../glossary'

export const glossary: GlossaryMessages = {
  nameServer: {
    name: 'NameServer',
    meaning:
      'The registry: Brokers sign on there, and clients ask it where a Topic lives. NameServers do not talk to each other and never call a producer by themselves.',
  },
  brokerGroup: {
    name: 'Broker group',
    meaning:
      "One Master and its Slaves under one brokerName. Avoidance goes by that name, so a new Master inherits the old one's window.",
  },
  master: {
    name: 'Master',
    meaning:
      "The node with brokerId 0, the only one of its group that takes writes. Without it, nothing can be written to the group's queues.",
  },
  slave: {
    name: 'Slave',
    meaning:
      "A node with a brokerId above 0 that keeps a copy of the Master's data. It takes over by itself only in DLedger mode.",
  },
  brokerId: {
    name: 'brokerId',
    meaning:
      "A node's number inside its group: 0 is the Master, the rest are Slaves. It changes with the role; the host does not.",
  },
  topic: {
    name: 'Topic',
    meaning:
      'The name messages are sent to and read from. Its data is cut into MessageQueues that are spread over the Broker groups.',
  },
  messageQueue: {
    name: 'MessageQueue',
    meaning:
      'One shard of a Topic on one Broker group, known by Topic, brokerName and queueId. q0 of broker-a and q0 of broker-b are two different queues.',
  },
  writeQueueNums: {
    name: 'writeQueueNums',
    meaning:
      'How many queues of the Topic can be written to on each Broker group. The total is the sum: 2 on each of 2 groups are 4.',
  },
  queueOffset: {
    name: 'queueOffset',
    meaning: "A message's position in its queue, from 0, one more for each message. Every queue counts for itself.",
  },
  route: {
    name: 'Route (TopicRouteData)',
    meaning:
      "The NameServer's answer: which Broker groups have the Topic, how many queues, at which addresses. The producer asks now and then; in between, what it holds may be stale.",
  },
  topicPublishInfo: {
    name: 'TopicPublishInfo',
    meaning:
      'The list of queues a producer may send to, made from the route; only groups with a Master are in it. A changed route replaces it, and the index starts again.',
  },
  sendWhichQueue: {
    name: 'sendWhichQueue',
    meaning: `Each thread's own counter, begun at a random number; modulo the length of the list it is the queue whose turn it is. An old client adds one for each choice, a new one for every queue it looks at, and with the switch on it jumps to another random number before a retry (from ${SINCE.newFaultTable}).`,
  },
  sendLatencyFaultEnable: {
    name: 'sendLatencyFaultEnable',
    meaning:
      'The switch for all fault avoidance, off by default. With it on, a slow or failed send makes the producer leave that Broker group alone for a while.',
  },
  avoidanceWindow: {
    name: 'Avoidance window',
    meaning:
      "The time from a Broker group's mark until it may be chosen again. It is the producer's belief: the Broker may be well long before, or still be down after.",
  },
  latencyMax: {
    name: 'latencyMax',
    meaning:
      'The steps of latency, in ms. Looked at from the highest down, the first one that is reached decides how long the Broker is avoided.',
  },
  notAvailableDuration: {
    name: 'notAvailableDuration',
    meaning: 'For each step of latencyMax, how long to avoid the Broker, in ms. 0 means not at all.',
  },
  faultItem: {
    name: 'FaultItem',
    meaning:
      'One row of the fault table: brokerName, last latency, and when it may be chosen again (startTimestamp). Every send writes to it, successful ones too.',
  },
  isolation: {
    name: 'Isolation',
    meaning: `A failed send is not looked up by its real latency but by a fixed large one: 30 s up to ${UNTIL.oldFaultTable}, 10 s from ${SINCE.newFaultTable}. So even a quick failure opens a long window.`,
  },
  reachable: {
    name: 'Reachable flag',
    meaning: `From ${SINCE.newFaultTable}, a fault item also says whether the Broker can be reached. When nothing available is left, the selector falls back on this flag.`,
  },
  detector: {
    name: 'Detector (startDetectorEnable)',
    meaning:
      'Tries the Brokers of the fault table in the background and marks those that answer as reachable; off by default. It never shortens a window.',
  },
  retryTimes: {
    name: 'retryTimesWhenSendFailed',
    meaning:
      'How often a failed synchronous send may be tried again: 2 by default, so 3 attempts in all. There is no pause between them, and none at all once the time is used up.',
  },
  sendMsgTimeout: {
    name: 'sendMsgTimeout',
    meaning: `The time budget of one send call, 3000 ms by default; since ${SINCE.budgetOfCall} it covers all attempts. If the first one waits all of it, the others never happen.`,
  },
  maxTimeoutPerRequest: {
    name: 'sendMsgMaxTimeoutPerRequest',
    meaning: `From ${SINCE.maxTimeoutPerRequest}, a limit for one attempt; -1 is none. With it, one silent Broker cannot eat the whole budget.`,
  },
  pollNameServerInterval: {
    name: 'pollNameServerInterval',
    meaning:
      'How often a producer asks for the route: every 30 s by default, counted from its start. A failed send does not make it ask sooner.',
  },
  dledger: {
    name: 'DLedger',
    meaning:
      'Replication by Raft: when the Master is gone, the other nodes of its group vote for a new one. It needs a majority alive and usually takes 4 to 7 s.',
  },
  term: {
    name: 'Term',
    meaning: 'The number of an election round; it only rises. In one term each node has one vote, and a majority wins.',
  },
  candidate: {
    name: 'Candidate',
    meaning:
      'A node that has not heard from its Leader for too long and asks for votes. Without enough of them it waits a random while, so that not all stand at once.',
  },
  sendResult: {
    name: 'SendResult',
    meaning:
      'What a successful send returns: which queue the message is in, and at which offset. Without it nobody knows: the message may be stored all the same.',
  },
  heartbeat: {
    name: 'Heartbeat',
    meaning:
      'The greeting a client sends its Brokers now and then, which also opens the connection. It has no say in choosing a queue.',
  },
  registration: {
    name: 'Registration',
    meaning:
      'A Broker reports to every NameServer at start, at a change of role, and every 30 s. A closed connection drops it at once; a host without power is noticed only after about 120 s.',
  },
}
