// The page "Accuracy": what the engine is compared with, what it leaves out and where that would show, and where
// its rules come from. Keep the list honest: whatever the engine simplifies stands here.

export interface AccuracyMessages {
  lead: string
  /** How many figures of real clusters agree. */
  cluster(found: { releases: string; producers: string; figures: string; agree: string }): string
  /** The worst known difference: calls that failed when a Broker froze under 20 threads. */
  worst(recorded: string, simulated: string): string
  electionsHead: string
  elections(kills: string): string
  columnGroup: string
  columnKills: string
  columnRecorded: string
  columnSimulated: string
  electionGroup(mode: 'dledger' | 'controller', release: string, underLoad: boolean): string
  recordingsOpen: string
  comparedHead: string
  columnRelease: string
  columnSequences: string
  columnSteps: string
  columnDecisions: string
  columnScripts: string
  columnMessages: string
  columnAttempts: string
  sum: string
  selector: string
  sendLoop: string
  notRecorded: string
  missingHead: string
  sourcesHead: string
  sourceTags: string
  sourceIssues: string
  sourceRules: string
  nameServer(releases: string, steps: string): string
  compared(releases: string, decisions: string, attempts: string): string
  /** What is left out, and where one would notice. */
  notSimulated: readonly { what: string; shows: string }[]
}
