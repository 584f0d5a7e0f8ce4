// Words of the log: its two wordings, its filters, its search.

export interface LogMessages {
  log: string
  wording: string
  inWords: string
  client: string
  clientHint: string
  legend: string
  notClient: string
  search: string
  searchHint: string
  previousHit: string
  nextHit: string
  filters: string
  kinds: string
  broker: string
  producer: string
  all: string
  keyOnly: string
  clientOnly: string
  chips: string
  clear: string
  copy: string
  copyFailed: string
  lines: string
  follow: string
  now: string
  stopHere: string
  empty: string
  nothing: string
  looking: string
  text: string
  keySearch: string
  categories: {
    sends: string
    failures: string
    retries: string
    windows: string
    route: string
    roles: string
    faults: string
    nameServer: string
    store: string
    replication: string
    rebalance: string
    consuming: string
  }
  hits(count: number): string
  hitOf(at: number, count: number): string
  lookedAt(percent: number): string
  message(message: number): string
  producerNumber(number: number): string
  only(what: string): string
  remove(what: string): string
  excludes(count: number): string
  copied(count: number): string
  copiedNewest(count: number, all: number): string
}
