// One entry of every kind, and its line in the trace.

export const call = { producer: 0, thread: 1, message: 17, group: 0 }
/** One entry of every kind, and its line. */
export const LINES = [
  [{ atMs: 1, kind: 'action', action: 0 }, 'user          action          #0'],
  [{ atMs: 1, kind: 'brokerProcess', group: 0, node: 0, to: 'killed' }, 'broker-a/n0   killed'],
  [{ atMs: 1, kind: 'nameServerProcess', nameServer: 1, to: 'frozen' }, 'nameserver/1  frozen'],
  [{ atMs: 1, kind: 'producerProcess', producer: 0, to: 'running' }, 'producer/0    running'],
  [
    { atMs: 1, kind: 'registered', nameServer: 0, group: 1, node: 2, brokerId: 0 },
    'nameserver/0  registered      broker-b/n2 as brokerId 0',
  ],
  [
    { atMs: 1, kind: 'unregistered', nameServer: 0, group: 1, node: 2, brokerId: 0, cause: 'expired' },
    'nameserver/0  unregistered    broker-b/n2 was brokerId 0   expired',
  ],
  [
    { atMs: 1, kind: 'routeRequest', producer: 0, nameServer: 0, cause: 'poll' },
    'producer/0    route request   nameserver/0   poll',
  ],
  [
    { atMs: 1, kind: 'route', producer: 0, outcome: 'keptNotExist', queues: 4 },
    'producer/0    route kept      4 queues   TOPIC_NOT_EXIST (17)',
  ],
  [
    { atMs: 1, kind: 'send', ...call, attempt: 1, queueId: 2, index: 37 },
    'producer/0    send            m17 t1 -> broker-a q2   try 1/3   index 37',
  ],
  [
    { atMs: 1, kind: 'stored', message: 17, group: 0, node: 0, queueId: 2, queueOffset: 5 },
    'broker-a/n0   stored          m17 in q2 at offset 5',
  ],
  [
    { atMs: 1, kind: 'sendOk', ...call, attempt: 1, queueId: 2, latencyMs: 5, elapsedMs: 8, status: 'SEND_OK' },
    'producer/0    send ok         m17 t1 -> broker-a q2   try 1/3   5 ms, call 8 ms',
  ],
  [
    {
      atMs: 1,
      kind: 'sendFailed',
      ...call,
      attempt: 3,
      failure: 'connectRefused',
      className: 'RemotingConnectException',
      code: 0,
      latencyMs: 2,
    },
    'producer/0    send failed     m17 t1 -> broker-a   try 3/3   RemotingConnectException (connectRefused) after 2 ms',
  ],
  [
    {
      atMs: 1,
      kind: 'messageFailed',
      ...call,
      exception: 'attemptsUsedUp',
      attempts: 3,
      elapsedMs: 6,
      gets: { via: 'throw', className: 'MQClientException', cause: null, responseCode: 10001, text: null },
    },
    'producer/0    call failed     m17 t1   MQClientException (10001) (attemptsUsedUp)   attempts 3, call 6 ms',
  ],
  [
    {
      atMs: 1,
      kind: 'avoided',
      producer: 0,
      group: 0,
      latencyMs: 2,
      isolation: true,
      windowMs: 10000,
      untilMs: 10001,
    },
    'producer/0    fault item      broker-a   avoid until 10001 (10000 ms)   latency 2 ms, isolation',
  ],
  [
    { atMs: 1, kind: 'available', producer: 0, group: 0, cause: 'success' },
    'producer/0    available       broker-a   success',
  ],
  [{ atMs: 1, kind: 'reachable', producer: 0, group: 0, reachable: false }, 'producer/0    unreachable     broker-a'],
  [
    { atMs: 1, kind: 'role', group: 0, node: 1, role: 'LEADER', term: 2 },
    'broker-a/n1   role            LEADER   term 2',
  ],
  [
    { atMs: 1, kind: 'vote', group: 0, candidate: 1, voter: 2, term: 2, result: 'ACCEPT' },
    'broker-a/n2   vote            to n1   term 2   ACCEPT',
  ],
  [{ atMs: 1, kind: 'masterReady', group: 0, node: 1 }, 'broker-a/n1   master ready'],
  [
    { atMs: 1, kind: 'queued', message: 17, group: 0, node: 0, ahead: 70 },
    'broker-a/n0   queued          m17 behind 70',
  ],
  [
    { atMs: 1, kind: 'busy', message: 17, group: 0, node: 0, reason: 'TIMEOUT_CLEAN_QUEUE', waitedMs: 203 },
    'broker-a/n0   busy            m17   [TIMEOUT_CLEAN_QUEUE]   after 203 ms',
  ],
  [
    { atMs: 1, kind: 'appended', message: 17, group: 0, node: 0, queueId: 2, count: 7, size: 274, offset: 548 },
    'broker-a/n0   appended        m17 in q2   at 548   7 x 274 bytes',
  ],
  ...['committed', 'flushed', 'dispatched', 'replicated', 'confirmed'].map((kind) => [
    { atMs: 1, kind, group: 0, node: 1, offset: 5_000_000_000 },
    `broker-a/n1   ${kind.padEnd(16)}to 5000000000`,
  ]),
  [{ atMs: 1, kind: 'haState', group: 0, node: 1, connection: 'STREAM' }, 'broker-a/n1   ha              STREAM'],
  [{ atMs: 1, kind: 'syncStateSet', group: 0, node: 1, isIn: false }, 'broker-a/n1   not in sync     SyncStateSet'],
  [
    { atMs: 1, kind: 'cut', group: 0, node: 0, cause: 'powerOff', offset: 548 },
    'broker-a/n0   log cut         to 548   powerOff',
  ],
  [
    { atMs: 1, kind: 'recovered', group: 0, node: 0, abnormal: true, offset: 548 },
    'broker-a/n0   recovered       to 548   abort file',
  ],
  [{ atMs: 1, kind: 'lost', message: 17, group: 0, count: 7 }, 'broker-a      lost            m17   7 messages'],
  [{ atMs: 1, kind: 'regained', message: 17, group: 0, count: 7 }, 'broker-a      regained        m17   7 messages'],
  [{ atMs: 1, kind: 'filesDeleted', group: 0, node: 0, offset: 1024 }, 'broker-a/n0   files deleted   to 1024'],
  [{ atMs: 1, kind: 'topicCreated', group: 0, queues: 4 }, 'broker-a      topic created   4 queues'],
  [
    { atMs: 1, kind: 'queueRewritten', producer: 0, position: 2, group: 0, queueId: 1 },
    'producer/0    list rewritten  position 2 is now broker-a q1',
  ],
  [{ atMs: 1, kind: 'consumerProcess', consumer: 1, to: 'killed' }, 'consumer/1    killed'],
  [
    { atMs: 1, kind: 'consumerRoute', consumer: 1, outcome: 'changed', queues: 4 },
    'consumer/1    route changed   4 queues',
  ],
  [{ atMs: 1, kind: 'memberJoined', consumer: 1, group: 0, node: 0 }, 'broker-a/n0   member joined   consumer/1'],
  [
    { atMs: 1, kind: 'memberLeft', consumer: 1, group: 0, node: 0, cause: 'channelClosed' },
    'broker-a/n0   member left     consumer/1   channelClosed',
  ],
  [
    { atMs: 1, kind: 'rebalanced', consumer: 1, group: 0, node: 0, members: 2, queues: 3 },
    'consumer/1    rebalanced      2 members of broker-a/n0   3 queues',
  ],
  ...Object.entries({
    queueAssigned: 'queue assigned',
    queueRevoked: 'queue revoked',
    queueLocked: 'locked',
    lockRefused: 'lock refused',
    queueUnlocked: 'unlocked',
  }).map(([kind, event]) => [
    { atMs: 1, kind, consumer: 1, group: 0, queueId: 2 },
    `consumer/1    ${event.padEnd(16)}broker-a q2`,
  ]),
  [
    { atMs: 1, kind: 'startOffset', consumer: 1, group: 0, queueId: 2, queueOffset: 5, cause: 'stored' },
    'consumer/1    start offset    broker-a q2   at offset 5   stored',
  ],
  [
    { atMs: 1, kind: 'pullHeld', consumer: 1, group: 0, node: 0, queueId: 2, queueOffset: 5 },
    'broker-a/n0   pull held       consumer/1   q2 at offset 5',
  ],
  [
    { atMs: 1, kind: 'pulled', consumer: 1, group: 0, node: 0, queueId: 2, queueOffset: 5, count: 3 },
    'consumer/1    pulled          broker-a/n0 q2 at offset 5   3 messages',
  ],
  [
    { atMs: 1, kind: 'pullFailed', consumer: 1, group: 0, node: 0, queueId: 2, failure: 'timeout', code: 0 },
    'consumer/1    pull failed     broker-a/n0 q2   timeout',
  ],
  [
    { atMs: 1, kind: 'flowControl', consumer: 1, group: 0, queueId: 2, reason: 'count' },
    'consumer/1    flow control    broker-a q2   count',
  ],
  [
    { atMs: 1, kind: 'offsetMoved', consumer: 1, group: 0, queueId: 2, fromOffset: 100, toOffset: 80 },
    'consumer/1    offset moved    broker-a q2   from 100 to 80',
  ],
  [
    { atMs: 1, kind: 'consumeBegun', consumer: 1, message: 17, group: 0, queueId: 2, queueOffset: 5, times: 1 },
    'consumer/1    consume         m17 of broker-a q2 at offset 5   sent back 1x',
  ],
  [
    {
      atMs: 1,
      kind: 'consumed',
      consumer: 1,
      message: 17,
      group: 0,
      queueId: 2,
      queueOffset: 5,
      times: 0,
      result: 'RECONSUME_LATER',
    },
    'consumer/1    consumed        m17 of broker-a q2 at offset 5   RECONSUME_LATER',
  ],
  [
    { atMs: 1, kind: 'offsetCommitted', consumerGroup: 0, group: 0, node: 0, queueId: 2, queueOffset: 5 },
    'broker-a/n0   offset stored   group-a q2   offset 5',
  ],
  [
    { atMs: 1, kind: 'sentBack', consumerGroup: 0, message: 17, group: 0, node: 0, times: 1, level: 3 },
    'broker-a/n0   sent back       m17 of group-a   level 3   sent back 1x',
  ],
  [
    { atMs: 1, kind: 'retryReady', consumerGroup: 0, message: 17, group: 0, node: 0, times: 1, queueOffset: 5 },
    'broker-a/n0   to retry        m17 of group-a at offset 5   sent back 1x',
  ],
  [
    { atMs: 1, kind: 'deadLettered', consumerGroup: 0, message: 17, group: 0, node: 0, times: 16, queueOffset: 5 },
    'broker-a/n0   to dead letter  m17 of group-a at offset 5   sent back 16x',
  ],
  [
    {
      atMs: 1,
      kind: 'skipped',
      consumerGroup: 0,
      message: 17,
      group: 0,
      queueId: 2,
      queueOffset: 5,
      cause: 'startOffset',
    },
    'broker-a      skipped         group-a   m17 of q2 at offset 5   startOffset',
  ],
]
