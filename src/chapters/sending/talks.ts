// Three talks of the same cues: 5, 15 and 30 minutes. What a cue says and shows exists once.

import type { Localized } from '../../i18n/localized'
import type { Talk } from '../talk'
import { FAILING_CUES } from './talk/failing'
import { OPENING_CUES } from './talk/opening'
import { PRODUCTION_CUES } from './talk/production'
import { REAL_CUES } from './talk/real'

const CUES = { ...OPENING_CUES, ...FAILING_CUES, ...REAL_CUES, ...PRODUCTION_CUES }
type CueId = keyof typeof CUES

function talk(id: string, title: Localized, summary: Localized, cues: readonly CueId[]): Talk {
  const steps = cues.map((cue) => ({ id: cue, ...CUES[cue] }))
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0)
  return { id, kind: 'talk', title, summary, minutes, issues: [], terms: [], steps, quiz: [] }
}

export const SENDING_TALKS: readonly Talk[] = [
  talk(
    'talk-5',
    { zh: '五分钟：流量为什么没回来', en: 'Five minutes: why the traffic stays away' },
    {
      zh: '一次真实的现象，它的原因，和周一就能做的两件事。',
      en: 'One symptom, its cause, and two things to do on Monday.',
    },
    ['title', 'symptom', 'ten-minutes', 'recovery', 'closing'],
  ),
  talk(
    'talk-15',
    { zh: '一刻钟讲清生产者', en: 'The producer in a quarter of an hour' },
    {
      zh: '从路由、轮流发送讲到规避窗口：Master 宕机以后发生什么，什么时候恢复，版本之间差在哪里。',
      en: 'From route and turns to the avoidance window: what happens when a Master dies, when it ends, and what releases change.',
    },
    [
      ...(['title', 'symptom', 'route', 'wheel', 'even', 'kill', 'retry', 'again', 'window'] as const),
      ...(['election', 'poll', 'three-twelve', 'ten-minutes', 'recovery', 'price', 'releases', 'closing'] as const),
    ],
  ),
  talk(
    'talk-30',
    { zh: '半小时：从队列讲到线上故障', en: 'Half an hour: from one queue to an outage' },
    {
      zh: '一刻钟的内容，加上分片与容量、断电、慢的 Broker、SYSTEM_BUSY、被改写的列表和重复的消息。',
      en: 'The quarter of an hour, and shards, capacity, a power cut, slow and busy Brokers, an overwritten list, a duplicate.',
    },
    [
      ...(['title', 'symptom', 'route', 'wheel', 'even', 'shard', 'capacity', 'uneven', 'kill', 'retry'] as const),
      ...(['again', 'window', 'steer', 'election', 'poll', 'three-twelve', 'no-dledger', 'ten-minutes'] as const),
      ...(['recovery', 'price', 'skew', 'releases', 'budget', 'slow', 'busy', 'lost', 'twice', 'closing'] as const),
    ],
  ),
]

/**
 * What a link to a page by its number means: the cues of the first two talks, in their old order, with the end last. Links
 * name the cue since.
 */
export const CUES_BY_NUMBER: Readonly<Record<string, readonly CueId[]>> = {
  'talk-15': [
    ...(['wheel', 'even', 'wheel', 'even', 'even', 'kill', 'kill', 'again', 'window', 'window', 'price'] as const),
    ...(['releases', 'closing'] as const),
  ],
  'talk-30': [
    ...(['wheel', 'wheel', 'shard', 'shard', 'wheel', 'kill', 'route', 'kill', 'poll', 'even', 'capacity'] as const),
    ...(['uneven', 'kill', 'again', 'poll', 'window', 'steer', 'election', 'three-twelve', 'price', 'budget'] as const),
    ...(['symptom', 'ten-minutes', 'releases', 'closing'] as const),
  ],
}
