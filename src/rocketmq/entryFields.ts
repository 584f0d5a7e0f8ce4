// How the kinds of log entries are defined: named fields, each with a type and a slot of the columns that keeps it. From one
// definition come the types of writing and reading, the packing (entryCodec.ts, written by a script) and the field readers.

/** A part of one of the words that every entry has: which word, its lowest bit, how many bits. */
export interface SlotPlace {
  word: number
  shift: number
  bits: number
}

/** Words of one entry. The first two are the same for all kinds. */
export const WORD = { atMs: 0, kind: 1, actor: 2, place: 3, message: 4, value1: 5, value2: 6, value3: 7 } as const

/**
 * What a field can be kept in. A field whose name is a slot's is kept there in every kind, so that it can be read without
 * knowing the kind. The parts of a word stand so that most entries fill only its lower half, which takes less room.
 */
export const SLOTS = {
  producer: { word: WORD.actor, shift: 0, bits: 6 },
  consumer: { word: WORD.actor, shift: 0, bits: 6 },
  thread: { word: WORD.actor, shift: 6, bits: 7 },
  attempt: { word: WORD.actor, shift: 13, bits: 19 },
  group: { word: WORD.place, shift: 0, bits: 4 },
  node: { word: WORD.place, shift: 4, bits: 4 },
  queueId: { word: WORD.place, shift: 8, bits: 24 },
  message: { word: WORD.message, shift: 0, bits: 32 },
  value1: { word: WORD.value1, shift: 0, bits: 32 },
  value2: { word: WORD.value2, shift: 0, bits: 32 },
  value3: { word: WORD.value3, shift: 0, bits: 32 },
} as const satisfies Record<string, SlotPlace>

export type Slot = keyof typeof SLOTS

/** What an entry is about: the filters of the log. */
export type EntryCategory =
  | 'sends'
  | 'failures'
  | 'windows'
  | 'route'
  | 'roles'
  | 'faults'
  | 'nameServer'
  | 'store'
  | 'replication'
  | 'rebalance'
  | 'consuming'

/** `hidden` is written and not read back; `derived` is read and not written. */
type FieldUse = 'stored' | 'hidden' | 'derived'

/** One field. `T` is what code writes and reads; the columns keep a whole number. */
export interface Field<T, Use extends FieldUse = 'stored'> {
  use: Use
  /** null takes the slot of the field's own name, else the next free value. */
  slot: Slot | null
  coding: 'whole' | 'flag' | 'oneOf'
  /** Of oneOf, in the order of their numbers. null among them is number 0. */
  options: readonly T[]
  /** Of a derived field: its value from the fields that are stored. */
  of: (stored: never) => T
}

const underived = (): never => {
  throw new TypeError('a stored field is not derived')
}

const stored = <T>(coding: Field<T>['coding'], slot: Slot | null, options: readonly T[] = []): Field<T> => ({
  use: 'stored',
  slot,
  coding,
  options,
  of: underived,
})

/** A whole number of at most 32 bits, or as many as its slot has. */
export const whole = (slot: Slot | null = null): Field<number> => stored('whole', slot)

export const flag = (slot: Slot | null = null): Field<boolean> => stored('flag', slot)

/** One of some words (or null); their order is not part of any file format. */
export const oneOf = <const T>(options: readonly T[], slot: Slot | null = null): Field<T> =>
  stored('oneOf', slot, options)

/** Kept only for what is derived from it. */
export const hidden = <T>(field: Field<T>): Field<T, 'hidden'> => ({ ...field, use: 'hidden' })

/** Follows from the stored fields whenever an entry is read. */
export const derived = <T, S>(of: (entry: S) => T): Omit<Field<T, 'derived'>, 'of'> & { of: (entry: S) => T } => ({
  ...stored<T>('whole', null),
  use: 'derived',
  of,
})

type AnyField = Pick<Field<unknown>, 'slot' | 'coding' | 'options'> & { use: FieldUse }

export interface EntryDefinition {
  category: EntryCategory
  fields: Record<string, AnyField>
}

type ValueOf<F> = F extends { options: readonly (infer T)[] } ? T : never

/** What is written for a definition's fields. */
export type Written<F> = {
  [Name in keyof F as F[Name] extends { use: 'derived' } ? never : Name]: ValueOf<F[Name]>
}

/** What is read back. */
export type Shown<F> = {
  [Name in keyof F as F[Name] extends { use: 'hidden' } ? never : Name]: ValueOf<F[Name]>
}

/** The slot of every stored field of one kind, in order. @throws RangeError if two fields share a slot, or none is left */
export function slotsOf(fields: EntryDefinition['fields']): Map<string, Slot> {
  const slots = new Map<string, Slot>()
  const values: Slot[] = ['value1', 'value2', 'value3']
  for (const [name, { use, slot, coding, options }] of Object.entries(fields)) {
    if (use === 'derived') continue
    const taken = slot ?? (name in SLOTS ? (name as Slot) : values.shift())
    if (!taken || [...slots.values()].includes(taken)) throw new RangeError(`no slot for ${name}`)
    const numbers = coding === 'oneOf' ? options.length : coding === 'flag' ? 2 : 0
    if (numbers > 2 ** SLOTS[taken].bits) throw new RangeError(`${name} does not fit into ${taken}`)
    slots.set(name, taken)
  }
  return slots
}

/** The kinds of entries, each defined once. */
export const defineEntries = <const D extends Record<string, EntryDefinition>>(definitions: D): D => definitions
