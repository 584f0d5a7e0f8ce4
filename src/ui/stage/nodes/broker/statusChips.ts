// The chips of a Broker group, one for each of its three statuses: tone, sign and wordings.

import { groupStatusWords, stagePhrases, stageWordings } from '../../../../i18n/stage'
import type { Language } from '../../../../i18n/words'
import { type GroupStatus, takesWrites } from '../../../../projections/groupStatus'
import type { Statuses } from '../../../../stage/nodes/broker/groupStatuses'
import type { GroupView } from '../../../../stage/nodes/broker/groupView'
import type { SignName } from '../../Sign'
import { secondsText, type Tone } from '../../tones'

export interface StatusChip {
  who: readonly string[]
  what: readonly string[]
  tone: Tone
  sign: SignName | null
  /** The producer avoids it: drawn hatched. */
  hatched: boolean
}

/** Wordings, longest first. */
export const word = (name: keyof typeof stageWordings, language: Language): readonly string[] =>
  stageWordings[name][language]

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
export const actualChip = (view: Statuses, language: Language): StatusChip => ({
  who: word('whoActual', language),
  what: groupStatusWords({ status: view.actual, slowMs: view.slowMs, code: view.code }, language),
  ...ACTUAL[view.actual],
  hatched: false,
})

/** What the NameServers say of it. */
export function listedChip(view: Statuses, language: Language): StatusChip {
  const who = word('whoListed', language)
  // Without a NameServer nothing is listed: it is the NameServer that is down.
  if (view.listed === 'silent')
    return {
      who: who.slice(0, 1),
      what: word('listed_silent', language),
      tone: 'muted',
      sign: 'cross',
      hatched: false,
    }
  const stale = view.listed === 'ok' && view.actualMaster !== null && view.actualMaster !== view.listedMaster
  if (stale) return { who, what: word('staleMaster', language), tone: 'bad', sign: null, hatched: false }
  const what = word(`listed_${view.listed}`, language)
  return { who, what, tone: view.listed === 'ok' ? 'good' : 'bad', sign: null, hatched: false }
}

/** What the producer makes of it. */
export function believedChip(view: Statuses, language: Language): StatusChip {
  const who = word('whoBelieved', language)
  if (view.believed === 'avoided') {
    return {
      who,
      what: stagePhrases.avoided[language](secondsText(view.avoidedTenths)),
      tone: 'avoid',
      sign: null,
      hatched: true,
    }
  }
  const stale = view.believed === 'ok' && view.actualMaster !== null && view.actualMaster !== view.believedMaster
  if (stale) return { who, what: word('staleMaster', language), tone: 'bad', sign: null, hatched: false }
  const what = word(`believed_${view.believed}`, language)
  const tone: Tone =
    view.believed === 'ok'
      ? 'good'
      : view.believed === 'down' || view.believed === 'noRoute' || view.believed === 'absent'
        ? 'muted'
        : 'avoid'
  return { who, what, tone, sign: null, hatched: false }
}

export const statusChips = (view: Statuses, language: Language): StatusChip[] => [
  actualChip(view, language),
  listedChip(view, language),
  believedChip(view, language),
]

/** The one thing to say when there is room for one only: what is wrong, most serious first. */
export function mainChip(view: GroupView, language: Language): StatusChip {
  const actual = actualChip(view, language)
  if (!takesWrites(view.actual)) {
    if (view.believed !== 'avoided') return actual
    const window = stagePhrases.avoided[language](secondsText(view.avoidedTenths))
    const both = actual.what.flatMap((what) => window.map((left) => `${what} · ${left}`))
    return { ...actual, what: [...both, ...actual.what], hatched: true }
  }
  const believed = believedChip(view, language)
  if (view.believed !== 'ok') return believed
  if (view.actual !== 'ok') return actual
  const listed = listedChip(view, language)
  if (view.listed !== 'ok') {
    const [whole, short] = listed.who
    const rest =
      view.listed === 'silent' ? word('listedNowhere', language) : listed.what.map((text) => `${short} ${text}`)
    return { ...listed, what: [`${whole} ${listed.what[0]}`, ...rest] }
  }
  return believed.tone === 'good' ? actual : believed
}
