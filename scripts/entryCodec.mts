// `npm run entries`: writes the straight-line code that packs and reads each kind of log entry, from the definitions in
// src/rocketmq/logEntries.ts. A loop over the fields would be too slow in the engine's hottest place, and the page's own policy
// forbids code that is made while it runs. What only the inside of Brokers says is in a file of its own, which is loaded with it.

import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EntryDefinition, SLOTS, type Slot, slotsOf, WORD } from '../src/rocketmq/entryFields'
import { ENTRIES } from '../src/rocketmq/logEntries'
import { WORDS } from '../src/sim/logColumns'

const fileOf = (path: string): string => fileURLToPath(new URL(`../src/rocketmq/${path}`, import.meta.url))
export const CODEC_FILE = fileOf('entryCodec.ts')
export const STORE_CODEC_FILE = fileOf('broker/store/storeCodec.ts')
export const CONSUMER_CODEC_FILE = fileOf('consumerCodec.ts')

const WRITTEN = `// Written by \`npm run entries\` from logEntries.ts: change that, not this.`

const HEAD = `${WRITTEN} How each kind of entry is packed into the words of
// the columns, and read back; of the inside of Brokers in broker/store/storeCodec.ts, of consumers in
// consumerCodec.ts.

import { append, type EventLog, wordAt } from '../sim/logColumns'
import { WORD } from './entryFields'
import { ENTRIES, type EntryFields, type LogEntry } from './logEntries'
`

const STORE_HEAD = `${WRITTEN} The entries about the inside of Brokers, as
// entryCodec.ts has the others.

import { append, type EventLog, wordAt } from '../../../sim/logColumns'
import { provideStoreReader, type Writing } from '../../entryCodec'
import { ENTRIES, type EntryFields, type LogEntry } from '../../logEntries'
`

const CONSUMER_HEAD = `${WRITTEN} The entries about consumers, as entryCodec.ts
// has the others.

import { append, type EventLog, wordAt } from '../sim/logColumns'
import { provideConsumerReader, type Writing } from './entryCodec'
import { ENTRIES, type EntryFields, type LogEntry } from './logEntries'
`

type Kind = [name: string, definition: EntryDefinition, number: number]

const KINDS = Object.entries<EntryDefinition>(ENTRIES).map(
  ([name, definition], number): Kind => [name, definition, number],
)

/** Failures that only the inside of Brokers knows. */
const STORE_FAILURES = ['busy', 'lost', 'regained']
const isOfStore = ([name, { category }]: Kind): boolean =>
  category === 'store' || category === 'replication' || STORE_FAILURES.includes(name)

/** Those that name a consumer, or its group, are written only by what is loaded for consumers. */
const isOfConsumers = ([, { fields }]: Kind): boolean => 'consumer' in fields || 'consumerGroup' in fields

/** The words that differ between kinds, in the order in which \`append\` takes them. */
const PACKED = Object.entries(WORD).filter(([name]) => name !== 'atMs' && name !== 'kind')

const optionsName = (kind: string, field: string): string => `${kind}_${field}`.replace(/([A-Z])/g, '_$1').toUpperCase()

/** The whole number that is kept for a field. */
function numberOf(kind: string, name: string, { coding }: EntryDefinition['fields'][string]): string {
  if (coding === 'oneOf') return `${optionsName(kind, name)}.indexOf(${name})`
  return coding === 'flag' ? `Number(${name})` : name
}

const shifted = (text: string, slot: Slot): string =>
  SLOTS[slot].shift === 0 ? text : `(${text} << ${SLOTS[slot].shift})`

/** One word of an entry: its fields' numbers, each at its place. */
function packedWord(kind: string, fields: EntryDefinition['fields'], slots: Map<string, Slot>, word: number): string {
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    const slot = slots.get(name)
    return slot && SLOTS[slot].word === word ? [shifted(numberOf(kind, name, field), slot)] : []
  })
  return parts.length === 0 ? '0' : parts.join(' | ')
}

function writer(kind: string, { fields }: EntryDefinition): string {
  const slots = slotsOf(fields)
  const words = PACKED.map(([, word]) => packedWord(kind, fields, slots, word))
  return `
  ${kind}({ log, state }: Writing, { ${[...slots.keys()].join(', ')} }: EntryFields<'${kind}'>): void {
    if (log) append(log, state.nowMs, KIND.${kind}, ${words.join(', ')})
  },`
}

/** What is read from a slot. */
function readNumber(slot: Slot): string {
  const { word, shift, bits } = SLOTS[slot]
  const name = PACKED.find(([, number]) => number === word)?.[0] as string
  if (bits === 32) return name
  const moved = shift === 0 ? name : `(${name} >> ${shift})`
  return shift + bits === 32 ? moved : `${moved} & ${2 ** bits - 1}`
}

function readValue(kind: string, name: string, { coding }: EntryDefinition['fields'][string], slot: Slot): string {
  const number = readNumber(slot)
  if (coding === 'oneOf') return `${optionsName(kind, name)}[${number}]`
  return coding === 'flag' ? `(${number}) === 1` : number
}

function reader(kind: string, number: number, { fields }: EntryDefinition): string {
  const slots = slotsOf(fields)
  const names = Object.keys(fields)
  const isDerived = (name: string) => fields[name]?.use === 'derived'
  const value = (name: string) =>
    readValue(kind, name, fields[name] as EntryDefinition['fields'][string], slots.get(name) as Slot)
  const words = PACKED.filter(([, word]) => [...slots.values()].some((slot) => SLOTS[slot].word === word))
  const reads = words.map(([name, word]) => `const ${name} = wordAt(log, index, ${word})`)
  const derives = names.some(isDerived)
  if (derives) {
    const stored = [...slots.keys()].map((name) => `${name}: ${value(name)}`)
    reads.push(`const stored = { ${stored.join(', ')} }`)
  }
  const shown = names
    .filter((name) => fields[name]?.use !== 'hidden')
    .map((name) => {
      if (isDerived(name)) return `${name}: ENTRIES.${kind}.fields.${name}.of(stored)`
      const text = derives ? `stored.${name}` : value(name)
      return text === name ? name : `${name}: ${text}`
    })
  return `
    case ${number}: {
      ${reads.join('\n      ')}
      return { atMs, kind: '${kind}', ${shown.join(', ')} }
    }`
}

/** What both files have: words, numbers and writers of some kinds. */
function writers(name: string, kinds: readonly Kind[]): string {
  const options = kinds.flatMap(([kind, { fields }]) =>
    Object.entries(fields).flatMap(([field, { coding }]) =>
      coding === 'oneOf' ? [`const ${optionsName(kind, field)} = ENTRIES.${kind}.fields.${field}.options\n`] : [],
    ),
  )
  return `
${options.join('')}
const KIND = { ${kinds.map(([kind, , number]) => `${kind}: ${number}`).join(', ')} }
${name === 'log' ? WRITING : ''}
/** Writes an entry at the present virtual time. */
export const ${name} = {${kinds.map(([kind, definition]) => writer(kind, definition)).join('')}
}
`
}

const WRITING = `
/** Where entries are written: nothing is while a past moment is computed again. */
export interface Writing {
  log: EventLog | null
  state: { nowMs: number }
}
`

const cases = (kinds: readonly Kind[]): string =>
  kinds.map(([kind, definition, number]) => reader(kind, number, definition)).join('')

/** The whole files, before they are formatted, by path. */
export function codecTexts(): Record<string, string> {
  if (PACKED.length !== WORDS - 2) throw new RangeError('append takes all words')
  const ofStore = KINDS.filter(isOfStore)
  const ofConsumers = KINDS.filter(isOfConsumers)
  const others = KINDS.filter((kind) => !isOfStore(kind) && !isOfConsumers(kind))
  return {
    [CODEC_FILE]: `${HEAD}${writers('log', others)}
/** Kinds from here on are those of consumers. */
const FIRST_OF_CONSUMERS = ${ofConsumers[0]?.[2]}

type Reader = (log: EventLog, index: number, atMs: number, kind: number) => LogEntry

let readStoreEntry: Reader = () => {
  throw new RangeError('not a kind of entry, or broker/store has not been loaded')
}

/** broker/store/storeCodec.ts does it, before anything writes what it reads. */
export function provideStoreReader(reader: Reader): void {
  readStoreEntry = reader
}

let readConsumerEntry: Reader = readStoreEntry

/** consumerCodec.ts does the same for its own. */
export function provideConsumerReader(reader: Reader): void {
  readConsumerEntry = reader
}

/** An entry that is known to be there. */
export function readEntry(log: EventLog, index: number): LogEntry {
  const atMs = wordAt(log, index, WORD.atMs)
  const kind = wordAt(log, index, WORD.kind)
  switch (kind) {${cases(others)}
    default:
      return kind >= FIRST_OF_CONSUMERS
        ? readConsumerEntry(log, index, atMs, kind)
        : readStoreEntry(log, index, atMs, kind)
  }
}
`,
    [STORE_CODEC_FILE]: `${STORE_HEAD}${writers('storeLog', ofStore)}
provideStoreReader((log: EventLog, index: number, atMs: number, kind: number): LogEntry => {
  switch (kind) {${cases(ofStore)}
    default:
      throw new RangeError('not a kind of entry')
  }
})
`,
    [CONSUMER_CODEC_FILE]: `${CONSUMER_HEAD}${writers('consumerLog', ofConsumers)}
provideConsumerReader((log: EventLog, index: number, atMs: number, kind: number): LogEntry => {
  switch (kind) {${cases(ofConsumers)}
    default:
      throw new RangeError('not a kind of entry')
  }
})
`,
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  for (const [file, text] of Object.entries(codecTexts())) writeFileSync(file, text)
