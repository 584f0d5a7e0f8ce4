// What a group was given before.

import type { LogEntry, Run } from '../rocketmq'

/** Tells whether what a listener gets was given to one of its group before, and not sent back; broadcasting, to the same consumer. */
export function createAgain({ input }: Run): (entry: LogEntry) => boolean {
  const { consumerGroupCount, messageModel } = input.scenario.settings
  const seen = new Set<string>()
  return (entry) => {
    if (entry.kind !== 'consumeBegun') return false
    const who = messageModel === 'BROADCASTING' ? entry.consumer : entry.consumer % Math.max(1, consumerGroupCount)
    const key = `${who} ${entry.group} ${entry.queueId} ${entry.queueOffset} ${entry.times}`
    if (seen.has(key)) return true
    seen.add(key)
    return false
  }
}
