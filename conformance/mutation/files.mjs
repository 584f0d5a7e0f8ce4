// What the mutation run changes, file by file.

/** The files with the producer's rules, and the recordings that are about them, the quickest first. */
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
}
