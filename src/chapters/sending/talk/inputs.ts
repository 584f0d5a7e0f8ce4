// The runs that several cues of the talk look at. All teaching runs have the client of the symptom, so that the release
// changes only where that is the point.

import { kill, lessonInput } from '../../lessonInput'

const OLD = { clientVersion: '4.9.7' }

/** When broker-a's Master is killed: in the teaching runs, and in those with real values. */
export const KILL_MS = 10_600
export const REAL_KILL_MS = 5050

export const calm = lessonInput('article-off', OLD)
export const twenty = lessonInput('article-off', { ...OLD, messageLimit: 20 })
const twentyOne = lessonInput('article-off', { ...OLD, messageLimit: 21 })
export const uneven = {
  ...twentyOne,
  scenario: { ...twentyOne.scenario, brokerGroups: [{ writeQueueNums: 1 }] },
}

export const killedOff = lessonInput('article-off', OLD, [kill(KILL_MS)])
export const killedOn = lessonInput('article', OLD, [kill(KILL_MS)])
export const killedClassic = lessonInput('article-off', { ...OLD, enableDLegerCommitLog: false }, [kill(KILL_MS)])

export const realOld = lessonInput('real-4.9', {}, [kill(REAL_KILL_MS)])
export const realNew = lessonInput('real-5.3', {}, [kill(REAL_KILL_MS)])
