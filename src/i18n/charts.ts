// Words of the charts. Names of fields in the tables of figures are English and stand in io/export/seriesCsv.ts.

import type { StoreMeasure } from '../projections/storeMeasures'

export interface ChartsMessages {
  region: string
  which: string
  sends: string
  sendsShort: string
  sendsNote: string
  storedFirstTry: string
  storedAfterRetry: string
  failed: string
  perSecond: string
  latency: string
  latencyShort: string
  latencyNote: string
  slowestFailed: string
  outlier: string
  noLatency: string
  share: string
  shareShort: string
  shareBy: string
  byBroker: string
  byQueue: string
  noCopies: string
  store: string
  storeShort: string
  storeMeasure: string
  measure: Record<StoreMeasure, string>
  measureNote: Record<StoreMeasure, string>
  otherRun: string
  unfinished: string
  notSeen: string
  reading: string
  showAll: string
  showAllHint: string
  surface: string
  surfaceHint: string
  pointerHint: string
  csv: string
  csvBins: string
  csvCalls: string
  copy: string
  download: string
  copyFailed: string
  inAll(count: string): string
  calls(count: string): string
  more(count: string): string
  copied(rows: string): string
  rate(count: string, each: string): string
}
