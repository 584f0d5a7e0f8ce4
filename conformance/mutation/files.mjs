// What the mutation run changes, file by file.

/** The files with the rules, and the recordings of their parts that are about them, the quickest first; none where only whole clusters are recorded. */
export const RECORDINGS_OF = {
  'producer/sendLoop.ts': ['sendloop'],
  'environment.ts': ['sendloop'],
  'producer/clientException.ts': ['sendloop'],
  'client/remotingClient.ts': ['sendloop'],
  'producer/producer.ts': ['sendloop'],
  'client/route.ts': ['sendloop'],
  'producer/faultTable.ts': ['sendloop', 'selector'],
  'releases.ts': ['nameserver', 'sendloop', 'selector'],
  'producer/faultStrategy.ts': ['sendloop', 'selector'],
  'producer/selectMessageQueue.ts': ['sendloop', 'selector'],
  'nameserver/nameServer.ts': ['nameserver'],
  'processExit.ts': [],
  'links.ts': [],
  'broker/relocateBroker.ts': [],
  'broker/brokerController.ts': [],
  'broker/sendMessageProcessor.ts': [],
  'dledger/memberState.ts': [],
  'dledger/dledger.ts': [],
  'controller/controller.ts': [],
  'client/handshakes.ts': [],
  'producer/asyncPool.ts': [],
}
