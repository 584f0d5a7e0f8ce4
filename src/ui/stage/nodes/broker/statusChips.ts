// The chips of a Broker group, one for each of its three statuses: tone, sign and wordings.

import type { FirstMessages } from '../../../../i18n/messages'
import { countdownSeconds } from '../../../../i18n/seconds'
import type { StageMessages } from '../../../../i18n/stage'
import { type GroupStatus, takesWrites } from '../../../../projections/groupStatus'
import type { Statuses } from '../../../../projections/statuses'
import type { GroupView } from '../../../../stage/nodes/broker/groupView'
import type { SignName } from '../../Sign'
import type { Tone } from '../../tones'

export interface StatusChip {
  who: readonly string[]
  what: readonly string[]
  tone: Tone
  sign: SignName | null
  /** The producer avoids it: drawn hatched. */
  hatched: boolean
}

/** The names of the texts that have no blanks. */
type Wording = {
  [Name in keyof StageMessages]: StageMessages[Name] extends readonly string[] ? Name : never
}[keyof StageMessages]

/** Wordings, longest first. */
export const word = (name: Wording, m: FirstMessages): readonly string[] => m.stage[name]

/** Tone and sign of each status. */
export const ACTUAL: Record<GroupStatus, { tone: Tone; sign: SignName | null }> = {
  ok: { tone: 'good', sign: null },
  slow: { tone: 'avoid', sign: 'clock' },
  overloaded: { tone: 'avoid', sign: 'gauge' },
  diskFull: { tone: 'bad', sign: 'disk' },
  diskStalled: { tone: 'avoid', sign: 'diskHeld' },
  answering: { tone: 'bad', sign: 'bubble' },
  frozen: { tone: 'flight', sign: 'snow' },
  electing: { tone: 'vote', sign: 'ballot' },
  noMaster: { tone: 'bad', sign: 'cross' },
  starting: { tone: 'muted', sign: 'dots' },
  stopping: { tone: 'muted', sign: 'dots' },
  down: { tone: 'bad', sign: 'cross' },
  removed: { tone: 'muted', sign: null },
}

/** The colour that a status has wherever it is shown. */
export const statusTone = (status: GroupStatus): Tone => ACTUAL[status].tone

/** What a group is. */
export const actualChip = (view: Statuses, m: FirstMessages): StatusChip => ({
  who: word('whoActual', m),
  what: m.stage.groupStatus({ status: view.actual, slowMs: view.slowMs, code: view.code }),
  ...ACTUAL[view.actual],
  hatched: false,
})

/** What the NameServers say of it. */
export function listedChip(view: Statuses, m: FirstMessages): StatusChip {
  const who = word('whoListed', m)
  // Without a NameServer nothing is listed: it is the NameServer that is down.
  if (view.listed === 'silent')
    return {
      who: who.slice(0, 1),
      what: word('listed_silent', m),
      tone: 'muted',
      sign: 'cross',
      hatched: false,
    }
  const stale = view.listed === 'ok' && view.actualMaster !== null && view.actualMaster !== view.listedMaster
  if (stale) return { who, what: word('staleMaster', m), tone: 'bad', sign: null, hatched: false }
  const what = word(`listed_${view.listed}`, m)
  return { who, what, tone: view.listed === 'ok' ? 'good' : 'bad', sign: null, hatched: false }
}

/** What the producer makes of it. */
export function believedChip(view: Statuses, m: FirstMessages): StatusChip {
  const who = word('whoBelieved', m)
  if (view.believed === 'avoided') {
    return {
      who,
      what: m.stage.avoided(countdownSeconds(view.avoidedTenths)),
      tone: 'avoid',
      sign: null,
      hatched: true,
    }
  }
  const stale = view.believed === 'ok' && view.actualMaster !== null && view.actualMaster !== view.believedMaster
  if (stale) return { who, what: word('staleMaster', m), tone: 'bad', sign: null, hatched: false }
  if (view.believed === 'frozen') {
    return { who, what: word('actual_frozen', m), ...ACTUAL.frozen, hatched: false }
  }
  const what = word(`believed_${view.believed}`, m)
  const tone: Tone =
    view.believed === 'ok'
      ? 'good'
      : view.believed === 'down' || view.believed === 'noRoute' || view.believed === 'absent'
        ? 'muted'
        : 'avoid'
  return { who, what, tone, sign: null, hatched: false }
}

export const statusChips = (view: Statuses, m: FirstMessages): StatusChip[] => [
  actualChip(view, m),
  listedChip(view, m),
  believedChip(view, m),
]

/** The one thing to say when there is room for one only: what is wrong, most serious first. */
export function mainChip(view: GroupView, m: FirstMessages): StatusChip {
  const actual = actualChip(view, m)
  if (!takesWrites(view.actual)) {
    if (view.believed !== 'avoided') return actual
    const window = m.stage.avoided(countdownSeconds(view.avoidedTenths))
    const both = actual.what.flatMap((what) => window.map((left) => `${what} · ${left}`))
    return { ...actual, what: [...both, ...actual.what], hatched: true }
  }
  const believed = believedChip(view, m)
  // Alone beside the name of a Broker, how the producer is would be read as how the Broker is.
  const isSpeaking = view.believed !== 'down' && view.believed !== 'frozen'
  if (isSpeaking && view.believed !== 'ok') return believed
  if (view.actual !== 'ok') return actual
  const listed = listedChip(view, m)
  if (view.listed !== 'ok') {
    const [whole, short] = listed.who
    const rest = view.listed === 'silent' ? word('listedNowhere', m) : listed.what.map((text) => `${short} ${text}`)
    return { ...listed, what: [`${whole} ${listed.what[0]}`, ...rest] }
  }
  return believed.tone === 'good' || !isSpeaking ? actual : believed
}
