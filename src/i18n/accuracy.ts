// The page "Accuracy": what the engine is compared with, what it leaves out and where that would show, and where
// its rules come from. Keep the list honest: whatever the engine simplifies stands here.

export interface AccuracyMessages {
  lead: string
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
