// Computes the runs of the luck strip beside the page: gets what to compute, gives what came of it. It is ended from outside.

import '../rocketmq/broker/store'
import '../rocketmq/consumer'
import '../rocketmq/checkInput'
import { type LuckSpec, startLuck } from './luckRuns'

/** Events between two looks at the clock, and ms of real time between two messages. */
const EVENTS_AT_ONCE = 20_000
const POST_EVERY_MS = 80

self.onmessage = ({ data }: MessageEvent<LuckSpec>) => {
  const work = startLuck(data)
  let finished: ReturnType<typeof work.advance> = []
  let postedAt = performance.now()
  while (!work.isDone()) {
    finished.push(...work.advance(EVENTS_AT_ONCE))
    if (!work.isDone() && performance.now() - postedAt < POST_EVERY_MS) continue
    self.postMessage(finished)
    finished = []
    postedAt = performance.now()
  }
}
