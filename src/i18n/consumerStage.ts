// Words on and about consumers on the stage. Lists are wordings of the same, longest first.

import type { ProcessState } from '../rocketmq'

export interface ConsumerStageMessages {
  /** How a process is that does not run. */
  process: (process: ProcessState) => string[]
  groupHead: (group: string, members: number, lag: number) => string[]
  /** The queues that it has, as short names; none. */
  queues: (names: readonly string[]) => string[]
  noQueue: string[]
  /** What becomes of a message that it has. */
  processing: string[]
  processingAgain: (times: number) => string[]
  stuck: string[]
  sendingBack: string[]
  waiting: (count: number) => string[]
  idle: string[]
  /** Footer: messages that it has cached, threads at work, its queues' lag. */
  footer: (cached: number, threads: number, maxThreads: number, lag: number) => string[]
  flowControl: string[]
  /** In a lane. */
  lag: (count: number) => string[]
  /** Messages in a queue. */
  stored: (count: number) => string[]
  heldBy: (count: number) => string
  retry: (waiting: number, dead: number) => string[]
}
