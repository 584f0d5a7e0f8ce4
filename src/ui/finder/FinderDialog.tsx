// The command list: everything that the page can do, open or explain, found by typing. Keys and labels of a combobox come
// from cmdk (decision 35); what is found is our own search, which knows both languages. Loaded when it is first opened.

import { Command } from 'cmdk'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { TermName } from '../../i18n/glossary'
import type { Language } from '../../i18n/languages'
import { loadAllMessages } from '../../i18n/load'
import { localize } from '../../i18n/localized'
import { showFinder } from '../../session/finder'
import { Button } from '../kit/Button'
import { Dialog } from '../kit/Dialog'
import { useMessages } from '../shell/useMessages'
import { lessonsAbout } from './contentRows'
import { GROUPS } from './groups'
import { recentRows, rememberRow } from './recent'
import {
  type AllWords,
  type FoundGroup,
  findRows,
  type Group,
  type IndexedRow,
  indexRows,
  type Row,
  SECTIONS,
  type Words,
} from './rows'

let words: AllWords | null = null

/** What is searched is the words of all languages. @throws if they cannot be loaded */
export async function loadWords(): Promise<void> {
  words ??= await loadAllMessages(...SECTIONS)
}

const said = (text: Words, language: Language): string => (words ? text(words[language]) : '')

/** A row may be there twice: in its group, and among the recent ones. */
const pickId = (group: Group, row: Row): string => `${group.id} ${row.id}`

const RECENT: Group = { id: 'recent', title: (m) => m.finder.groups.recent, rows: () => [] }
/** Rows of one group while something is typed; the others are one press away. */
const MAX_FOUND = 8

/** Closes the list first: what is done may open something else, and takes the focus where it belongs. */
function choose({ id, run }: Row): void {
  if (typeof run !== 'function') return
  rememberRow(id)
  flushSync(() => showFinder(false))
  void run()
}

export default function FinderDialog() {
  const m = useMessages('finder')
  const rows = useMemo(() => (words ? indexRows(words, GROUPS) : []), [])
  const [recent] = useState(() => recentRows().flatMap((id) => rows.find((row) => row.id === id) ?? []))
  const [typed, setTyped] = useState('')
  const [term, setTerm] = useState<TermName | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const input = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes back from a term types on
  useEffect(() => input.current?.focus(), [term])
  const [picked, setPicked] = useState('')
  // cmdk names the picked row too early, before it is drawn as picked: what is read aloud would be the one before.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const list = document.getElementById(input.current?.getAttribute('aria-controls') ?? '')
      const id = list?.querySelector('[cmdk-item][aria-selected="true"]')?.id
      for (const element of [input.current, list]) {
        if (id) element?.setAttribute('aria-activedescendant', id)
        else element?.removeAttribute('aria-activedescendant')
      }
    })
    return () => cancelAnimationFrame(frame)
  })
  const isEmpty = typed.trim() === ''
  const found = useMemo(() => findRows(rows, typed), [rows, typed])
  const groups = useMemo(
    (): FoundGroup[] => (isEmpty && recent.length > 0 ? [{ group: RECENT, rows: recent }, ...found] : found),
    [found, recent, isEmpty],
  )
  // Another list begins at its best row.
  useEffect(() => {
    const [best] = groups
    setPicked(best?.rows[0] ? pickId(best.group, best.rows[0]) : '')
  }, [groups])
  const count = found.reduce((sum, group) => sum + group.rows.length, 0)
  const onChoose = (row: Row) => {
    if (typeof row.run === 'function') return choose(row)
    rememberRow(row.id)
    setTerm(row.run.term)
  }
  return (
    <Dialog title={m.finder.title} width={44} sheet onClose={() => showFinder(false)}>
      {term ? (
        <TermView term={term} onBack={() => setTerm(null)} />
      ) : (
        <Command
          label={m.finder.title}
          shouldFilter={false}
          loop
          value={picked}
          onValueChange={setPicked}
          className="flex flex-col pt-3"
        >
          <Command.Input
            ref={input}
            value={typed}
            onValueChange={(text) => {
              setTyped(text)
              setOpened(new Set())
            }}
            maxLength={80}
            placeholder={m.finder.placeholder}
            className="w-full min-h-26 rounded-lg border border-line-strong bg-inset px-8 py-4 text-large placeholder:text-muted"
          />
          <p className="sr-only" role="status">
            {!isEmpty && m.finder.found(count)}
          </p>
          <Command.List
            label={m.finder.results}
            className="h-[min(60dvh,32rem)] max-wide:h-[65dvh] overflow-y-auto mt-5"
          >
            {count === 0 && <p className="px-7 py-6 text-muted">{m.finder.nothing(typed.trim())}</p>}
            {groups.map(({ group, rows: inGroup }) => {
              const most = opened.has(group.id) ? inGroup.length : isEmpty ? (group.first ?? inGroup.length) : MAX_FOUND
              return (
                <Command.Group key={group.id} heading={said(group.title, m.language)} className={GROUP}>
                  {inGroup.slice(0, most).map((row) => (
                    <FoundRow key={row.id} row={row} group={group} withHint={!isEmpty} onChoose={onChoose} />
                  ))}
                  {inGroup.length > most && (
                    <Command.Item
                      value={`${group.id} all`}
                      className={`${ITEM} text-flight`}
                      onSelect={() => setOpened(new Set([...opened, group.id]))}
                    >
                      {m.finder.all(inGroup.length)}
                    </Command.Item>
                  )}
                </Command.Group>
              )
            })}
          </Command.List>
        </Command>
      )}
    </Dialog>
  )
}

const GROUP =
  'not-first:mt-4 [&_[cmdk-group-heading]]:px-7 [&_[cmdk-group-heading]]:py-2 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted'
const ITEM =
  'flex min-h-23 cursor-pointer items-center justify-between gap-9 rounded-lg px-7 py-2 data-[selected=true]:bg-inset data-[selected=true]:outline-2 data-[selected=true]:outline-solid data-[selected=true]:-outline-offset-2 data-[selected=true]:outline-flight max-wide:min-h-30'

function FoundRow({
  row,
  group,
  withHint,
  onChoose,
}: {
  row: IndexedRow
  group: Group
  withHint: boolean
  onChoose: (row: Row) => void
}) {
  const m = useMessages()
  const hint = row.hintIn && localize(row.hintIn, m)
  return (
    <Command.Item value={pickId(group, row)} className={ITEM} onSelect={() => onChoose(row)}>
      <span className="min-w-0">
        <span className="block">{localize(row.nameIn, m)}</span>
        {withHint && hint && <span className="line-clamp-1 text-small text-muted">{hint}</span>}
      </span>
      {row.keyName && <kbd className="m-0 flex-none border-line text-muted max-wide:hidden">{row.keyName}</kbd>}
    </Command.Item>
  )
}

/** A term in place of the list, and where it is explained at length. */
function TermView({ term, onBack }: { term: TermName; onBack: () => void }) {
  const m = useMessages('finder', 'glossary')
  const back = useRef<HTMLButtonElement>(null)
  const heading = useId()
  useEffect(() => back.current?.focus(), [])
  const related = lessonsAbout(term)
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-6">
      <h3 id={heading} className="text-large font-bold">
        {m.glossary[term].name}
      </h3>
      <p className="leading-[1.5]">{m.glossary[term].meaning}</p>
      {related.length > 0 && (
        <div>
          <p className="text-small font-semibold text-muted">{m.finder.explainedIn}</p>
          <ul className="flex flex-wrap gap-4 pt-3">
            {related.map((row) => (
              <li key={row.id}>
                <Button onClick={() => choose(row)}>{said(row.name, m.language)}</Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>
        <Button ref={back} onClick={onBack}>
          {m.finder.back}
        </Button>
      </p>
    </section>
  )
}
