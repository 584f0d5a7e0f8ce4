// Above the log: its wording, its search, its filters, and what they keep out.

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import {
  isActive,
  LOG_CATEGORIES,
  LOG_FILTERS,
  type LogCategory,
  type LogFilter,
  MAX_SEARCH_LENGTH,
} from '../../../projections/logFilters'
import type { LogScan } from '../../../projections/logQuery'
import { useApp } from '../../../session/appStore'
import { clearQuery, logView, narrow, setWording, showFilters, toggleCategory, widen } from '../../../session/logView'
import { Button, IconButton } from '../../kit/Button'
import { Chip } from '../../kit/Chip'
import { Segmented } from '../../kit/Segmented'
import { icons } from '../../shell/icons'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import { useShown } from '../../shell/useShown'

/** Names of the Broker groups, by position. */
const useBrokerNames = (): string[] =>
  useClusterState((state) => state.brokerGroups.map((group) => group.brokerName).join('\n')).split('\n')

export function WordingSwitch() {
  const m = useMessages()
  const wording = useStore(logView, (view) => view.wording)
  return (
    <Segmented
      label={m.log.wording}
      value={wording}
      options={[
        ['words', m.log.inWords],
        ['client', m.log.client, m.log.clientHint],
      ]}
      onChange={setWording}
    />
  )
}

interface SearchProps {
  /** Number of the hit the keyboard is on, from 1; 0 for none. */
  at: number
  count: number
  /** Part of the log that has been looked at, 0 to 1. */
  progress: number
  onHit: (step: 1 | -1) => void
}

export function LogSearch({ at, count, progress, onHit }: SearchProps) {
  const m = useMessages()
  const text = useStore(logView, (view) => view.query.text)
  const wanted = useStore(logView, (view) => view.searchWanted)
  const field = useRef<HTMLInputElement>(null)
  const seenWish = useRef(0)
  useEffect(() => {
    if (wanted === seenWish.current) return
    seenWish.current = wanted
    field.current?.focus()
    field.current?.select()
  }, [wanted])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onHit(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' && text !== '') widen('text')
    else return
    event.preventDefault()
  }
  const said =
    progress < 1 ? m.log.lookedAt(Math.floor(progress * 100)) : at > 0 ? m.log.hitOf(at, count) : m.log.hits(count)
  return (
    <search className="flex items-center gap-5 [&_input]:flex-1 [&_input]:min-w-0 [&_input]:max-w-none [&_input]:justify-start [&_.icon-button]:w-19 [&_.icon-button]:border-transparent [&_.icon-button]:bg-transparent max-wide:[&_input]:text-[16px] max-wide:[&_input]:min-h-30 max-wide:[&_.icon-button]:w-30">
      <input
        ref={field}
        type="search"
        className="select"
        aria-label={m.log.search}
        placeholder={m.log.searchHint}
        value={text}
        maxLength={MAX_SEARCH_LENGTH}
        aria-keyshortcuts="/"
        onChange={(event) => narrow({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <output className="log-hits text-muted text-small whitespace-nowrap">{said}</output>
      <IconButton label={m.log.previousHit} title={m.log.previousHit} disabled={count === 0} onClick={() => onHit(-1)}>
        {icons.up}
      </IconButton>
      <IconButton label={m.log.nextHit} title={m.log.nextHit} disabled={count === 0} onClick={() => onHit(1)}>
        {icons.down}
      </IconButton>
    </search>
  )
}

export function FilterButton() {
  const m = useMessages()
  const open = useStore(logView, (view) => view.filtersOpen)
  return (
    <Button aria-expanded={open} aria-controls="log-filters" onClick={() => showFilters(!open)}>
      {m.log.filters}
    </Button>
  )
}

export function FilterArea() {
  const m = useMessages()
  const consumes = useClusterState(({ settings }) => settings.consumerGroupCount > 0)
  const shown: Partial<Record<LogCategory, boolean>> = {
    store: useShown('store'),
    replication: useShown('replication'),
    rebalance: consumes,
    consuming: consumes,
  }
  const open = useStore(logView, (view) => view.filtersOpen)
  const query = useStore(logView, (view) => view.query)
  const wording = useStore(logView, (view) => view.wording)
  const brokers = useBrokerNames()
  const producers = useClusterState((state) => state.producers.length)
  if (!open) return null
  const choose = (filter: 'group' | 'producer', value: string) =>
    narrow({ [filter]: value === '' ? null : Number(value) })
  return (
    <div
      id="log-filters"
      className="flex flex-wrap gap-y-4 gap-x-10 [&_label]:flex [&_label]:items-center [&_label]:gap-4"
    >
      <fieldset className="flex flex-wrap gap-3" aria-label={m.log.kinds}>
        {LOG_CATEGORIES.filter((category) => shown[category] ?? true).map((category) => (
          <Chip
            key={category}
            aria-pressed={query.categories.includes(category)}
            onClick={() => toggleCategory(category)}
          >
            {m.log.categories[category]}
          </Chip>
        ))}
        <Chip aria-pressed={query.keyOnly} onClick={() => narrow({ keyOnly: !query.keyOnly })}>
          {m.log.keyOnly}
        </Chip>
        {(wording === 'client' || query.clientOnly) && (
          <Chip aria-pressed={query.clientOnly} onClick={() => narrow({ clientOnly: !query.clientOnly })}>
            {m.log.clientOnly}
          </Chip>
        )}
      </fieldset>
      <label>
        <span>{m.log.broker}</span>
        <select
          className="select wide:min-h-17"
          value={query.group ?? ''}
          onChange={(event) => choose('group', event.currentTarget.value)}
        >
          <option value="">{m.log.all}</option>
          {brokers.map((broker, group) => (
            <option key={broker} value={group}>
              {broker}
            </option>
          ))}
        </select>
      </label>
      {producers > 1 && (
        <label>
          <span>{m.log.producer}</span>
          <select
            className="select wide:min-h-17"
            value={query.producer ?? ''}
            onChange={(event) => choose('producer', event.currentTarget.value)}
          >
            <option value="">{m.log.all}</option>
            {Array.from({ length: producers }, (_, index) => (
              <option key={String(index)} value={index}>
                {m.log.producerNumber(index + 1)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

/** What a filter that is on lets through, in words. */
function useFilterWords(): (filter: LogFilter) => string {
  const m = useMessages()
  const query = useStore(logView, (view) => view.query)
  const brokers = useBrokerNames()
  return (filter) => {
    switch (filter) {
      case 'categories':
        return m.format.list(query.categories.map((category) => m.log.categories[category]))
      case 'group':
        return brokers[query.group ?? 0] ?? `broker ${query.group}`
      case 'producer':
        return m.log.producerNumber((query.producer ?? 0) + 1)
      case 'message':
        return m.log.message(query.message ?? 0)
      case 'keyOnly':
      case 'clientOnly':
        return m.log[filter]
      case 'text':
        return m.format.quoted(query.text.trim())
    }
  }
}

/** The filters that are on, each with its way out; and what is picked on the stage, offered as one more. */
export function FilterChips() {
  const m = useMessages()
  const query = useStore(logView, (view) => view.query)
  const selection = useApp((state) => state.selection)
  const brokers = useBrokerNames()
  const wordsOf = useFilterWords()
  const active = LOG_FILTERS.filter((filter) => filter !== 'text' && isActive(query, filter))
  const offer = ((): { what: string; take: () => void } | null => {
    switch (selection?.kind) {
      case 'message': {
        const { message } = selection
        if (query.message === message) return null
        return { what: m.log.message(message), take: () => narrow({ message }) }
      }
      case 'broker':
      case 'group': {
        const { group } = selection
        if (query.group === group || brokers[group] === undefined) return null
        return {
          what: brokers[group],
          take: () => narrow({ group }),
        }
      }
      case 'producer': {
        const { index } = selection
        if (query.producer === index) return null
        return { what: m.log.producerNumber(index + 1), take: () => narrow({ producer: index }) }
      }
      default:
        return null
    }
  })()
  if (active.length === 0 && offer === null) return null
  return (
    <ul className="flex flex-wrap gap-3" aria-label={m.log.chips}>
      {active.map((filter) => {
        const what = wordsOf(filter)
        return (
          <li key={filter}>
            <Chip kind="on" aria-label={m.log.remove(what)} onClick={() => widen(filter)}>
              <span>{what}</span>
              {icons.close}
            </Chip>
          </li>
        )
      })}
      {offer && (
        <li>
          <Chip kind="offer" onClick={offer.take}>
            {m.format.joined(m.log.only(offer.what))}
          </Chip>
        </li>
      )}
    </ul>
  )
}

/** Nothing matches: which filter keeps out how much. */
export function NothingMatches({ scan }: { scan: LogScan }) {
  const m = useMessages()
  const wordsOf = useFilterWords()
  const active = LOG_FILTERS.filter((filter) => isActive(scan.query, filter))
  return (
    <div
      className="grid justify-items-start gap-6 px-11 py-9 [&_li]:flex [&_li]:flex-wrap [&_li]:items-center [&_li]:gap-y-2 [&_li]:gap-x-7 [&_.icon-button]:border-transparent [&_.icon-button]:bg-transparent"
      role="status"
    >
      <p>{m.log.nothing}</p>
      <ul>
        {active.map((filter) => {
          const what = wordsOf(filter)
          return (
            <li key={filter}>
              <b>{what}</b>
              <span className="text-muted">{m.log.excludes(scan.excluded(filter))}</span>
              <IconButton label={m.log.remove(what)} onClick={() => widen(filter)}>
                {icons.close}
              </IconButton>
            </li>
          )
        })}
      </ul>
      <Button onClick={clearQuery}>{m.log.clear}</Button>
    </div>
  )
}
