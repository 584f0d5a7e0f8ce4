// What the codes of the scene look like and are called: tone, sign and wordings. Tones are names of colour variables.

import type { FirstMessages } from '../../i18n/messages'
import type { StageMessages } from '../../i18n/stage'
import { type GroupStatus, takesWrites } from '../../projections/groupStatus'
import type { GroupView, NodeView, Truths } from '../../stage/sceneAt'
import type { SignName } from './parts'

export type Tone = 'good' | 'avoid' | 'bad' | 'vote' | 'flight' | 'muted'

export const toneVar = (tone: Tone): string => `var(--${tone})`
export const softVar = (tone: Tone): string => (tone === 'muted' ? 'var(--inset)' : `var(--${tone}-soft)`)

/** 21 -> "2.1", 1234 -> "124": seconds from tenths, shorter when long. */
export const secondsText = (tenths: number): string =>
  tenths >= 1000 ? String(Math.ceil(tenths / 10)) : (tenths / 10).toFixed(1)

export interface StatusChip {
  who: readonly string[]
  what: readonly string[]
  tone: Tone
  sign: SignName | null
  /** The producer's belief that it must not be used: drawn hatched. */
  hatched: boolean
}

/** The names of the texts that have no blanks. */
type Wording = {
  [Name in keyof StageMessages]: StageMessages[Name] extends readonly string[] ? Name : never
}[keyof StageMessages]

const word = (name: Wording, m: FirstMessages): readonly string[] => m.stage[name]

const ACTUAL: Record<GroupStatus, { tone: Tone; sign: SignName | null }> = {
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

/** What a group really is. */
export const actualChip = (view: Truths, m: FirstMessages): StatusChip => ({
  who: word('whoActual', m),
  what: m.stage.groupStatus({ status: view.actual, slowMs: view.slowMs, code: view.code }),
  ...ACTUAL[view.actual],
  hatched: false,
})

/** What the NameServers say of it. */
export function listedChip(view: Truths, m: FirstMessages): StatusChip {
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
export function believedChip(view: Truths, m: FirstMessages): StatusChip {
  const who = word('whoBelieved', m)
  if (view.believed === 'avoided') {
    return {
      who,
      what: m.stage.avoided(secondsText(view.avoidedTenths)),
      tone: 'avoid',
      sign: null,
      hatched: true,
    }
  }
  const stale = view.believed === 'ok' && view.actualMaster !== null && view.actualMaster !== view.believedMaster
  if (stale) return { who, what: word('staleMaster', m), tone: 'bad', sign: null, hatched: false }
  const what = word(`believed_${view.believed}`, m)
  const tone: Tone =
    view.believed === 'ok'
      ? 'good'
      : view.believed === 'down' || view.believed === 'noRoute' || view.believed === 'absent'
        ? 'muted'
        : 'avoid'
  return { who, what, tone, sign: null, hatched: false }
}

export const statusChips = (view: Truths, m: FirstMessages): StatusChip[] => [
  actualChip(view, m),
  listedChip(view, m),
  believedChip(view, m),
]

/** The one thing to say when there is room for one only: what is wrong, most serious first. */
export function mainChip(view: GroupView, m: FirstMessages): StatusChip {
  const actual = actualChip(view, m)
  if (!takesWrites(view.actual)) {
    if (view.believed !== 'avoided') return actual
    const window = m.stage.avoided(secondsText(view.avoidedTenths))
    const both = actual.what.flatMap((what) => window.map((left) => `${what} · ${left}`))
    return { ...actual, what: [...both, ...actual.what], hatched: true }
  }
  const believed = believedChip(view, m)
  if (view.believed !== 'ok') return believed
  if (view.actual !== 'ok') return actual
  const listed = listedChip(view, m)
  if (view.listed !== 'ok') {
    const [whole, short] = listed.who
    const rest = view.listed === 'silent' ? word('listedNowhere', m) : listed.what.map((text) => `${short} ${text}`)
    return { ...listed, what: [`${whole} ${listed.what[0]}`, ...rest] }
  }
  return believed.tone === 'good' ? actual : believed
}

export interface NodeLook {
  tone: Tone
  sign: SignName | null
  words: readonly string[]
  /** The process does not run: broken look. */
  broken: boolean
  dashed: boolean
}

/** How a node looks and what is said of it. */
export function nodeLook(view: NodeView, m: FirstMessages): NodeLook {
  const look = (
    tone: Tone,
    sign: SignName | null,
    words: readonly string[],
    broken = false,
    dashed = false,
  ): NodeLook => ({
    tone,
    sign,
    words,
    broken,
    dashed,
  })
  switch (view.condition) {
    case 'killed':
      return look('bad', 'cross', word('node_killed', m), true)
    case 'poweredOff':
      return look('bad', 'power', word('node_poweredOff', m), true)
    case 'stopped':
      return look('muted', 'cross', word('node_stopped', m), true)
    case 'frozen':
      return look('flight', 'snow', word('node_frozen', m))
    case 'stopping':
      return look('muted', 'dots', word('node_stopping', m), false, true)
    case 'starting':
      return look('muted', 'dots', word('node_starting', m), false, true)
    case 'candidate':
      return look('vote', 'ballot', m.stage.candidate(view.detail, view.needed), false, true)
    case 'voted':
      return look('vote', null, m.stage.voted(view.detail), false, true)
    case 'elected':
      return look('vote', 'crown', word('node_elected', m))
    case 'overloaded':
    case 'diskFull':
    case 'diskStalled': {
      const { tone, sign } = ACTUAL[view.condition]
      return look(tone, sign, word(`actual_${view.condition}`, m))
    }
    case 'answering':
      return look('bad', 'bubble', m.stage.answering(view.detail))
    case 'slow':
      return look('avoid', 'clock', m.stage.slowBy(view.detail).slice(1))
    case 'acting':
      return look('avoid', 'crown', word('node_acting', m), false, true)
    case 'inSync':
      return look('muted', null, word('node_inSync', m))
    case 'outOfSync':
      return look('avoid', null, word('node_outOfSync', m), false, true)
    default:
      return view.master ? look('good', null, word('node_master', m)) : look('muted', null, word('node_slave', m))
  }
}
