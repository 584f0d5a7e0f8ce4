// Comments beside the pseudo-code of the client. The code itself is in explain/pseudocode.ts and is the same in both languages.

export type CodeComment = keyof PseudocodeMessages

export interface PseudocodeMessages {
  asyncRetriesElsewhere: string
  noBackOff: string
  poolConnects: string
  poolFetches: string
  inTheBudget: string
  pollRenews: string
  oneAtATime: string
  noNameServerThrows: string
  noNameServerNoRoute: string
  chosenBeforeBudget: string
  wholeEachTime: string
  oneBudget: string
  cap: string
  successTeaches: string
  nothingKnownYet: string
  codeTeaches: string
  codeUnreachable: string
  asyncOnly: string
  asyncCodesNever: string
  asyncKeepsQueueId: string
  asyncNoTime: string
  offByDefault: string
  noChecks: string
  copied: string
  shared: string
  inverted: string
  lastIgnored: string
  lastSkipped: string
  trips: string
  leastBad: string
  rewrites: string
  rewritesNot: string
  resets: string
  secondBest: string
  plainLast: string
  needsReachable: string
  byName: string
  standIn: string
  overwrites: string
  onlyGrows: string
}
