/** What the answer to a stored message waits for, besides the disk. */
export interface ReplicaWait {
  /** Known at once: it waits for no copy; null while it waits. */
  code: number | null
  /** ms until it waits no longer, and the code that it gets then. */
  limitMs: number
  lateCode: number
}
