// What the sentences about a run need to know of it: one builder for the headline, the log, exports and diagrams.

import type { NarrationContext } from '../i18n/narrationContext'
import { outlooksAt, routeChangeAt } from '../projections/producersAt'
import { brokerNameOf } from '../projections/sendCalls'
import type { Run, Settings } from '../rocketmq'

/** @param settings - those that hold at the moment the sentences are about */
export const narrationOf = (run: Run, settings: Settings): NarrationContext => ({
  brokerName: (group) => brokerNameOf(run, group),
  settings,
  actions: run.input.actions,
  outlooks: (atMs, group) => outlooksAt(run, atMs, group),
  routeChange: (atMs, producer) => routeChangeAt(run, atMs, producer),
})
