// Above the log: its wording, its search, its filters, and what they keep out.

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { categoryWords, logPhrases, logWords } from '../../../i18n/log'
import {
  isActive,
  LOG_CATEGORIES,
  LOG_FILTERS,
  type LogFilter,
  type LogScan,
  MAX_SEARCH_LENGTH,
} from '../../../projections/logQuery'
import { useApp } from '../../../session/appStore'
import { clearQuery, logView, narrow, setWording, showFilters, toggleCategory, widen } from '../../../session/logView'
import { icons } from '../../shell/icons'
import { useClusterState } from '../../shell/useClusterState'
import { useTexts } from '../../shell/useTexts'

/** Names of the Broker groups, by position. */
const useBrokerNames = (): string[] =>
  useClusterState((state) => state.brokerGroups.map((group) => group.brokerName).join('\n')).split('\n')

export function WordingSwitch() {
  const { pick } = useTexts()
  const wording = useStore(logView, (view) => view.wording)
  return (
    <fieldset className="segmented" aria-label={pick(logWords.wording)}>
      <button type="button" aria-pressed={wording === 'words'} onClick={() => setWording('words')}>
        {pick(logWords.inWords)}
      </button>
      <button
        type="button"
        aria-pressed={wording === 'client'}
        title={pick(logWords.clientHint)}
        onClick={() => setWording('client')}
      >
        {pick(logWords.client)}
      </button>
    </fieldset>
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
  const { pick, language } = useTexts()
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
    progress < 1
      ? logPhrases.lookedAt[language](Math.floor(progress * 100))
      : at > 0
        ? logPhrases.hitOf[language](at, count)
        : logPhrases.hits[language](count)
  return (
    <search className="log-search">
      <input
        ref={field}
        type="search"
        className="select"
        aria-label={pick(logWords.search)}
        placeholder={pick(logWords.searchHint)}
        value={text}
        maxLength={MAX_SEARCH_LENGTH}
        aria-keyshortcuts="/"
        onChange={(event) => narrow({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <output className="log-hits">{said}</output>
      <button
        type="button"
        className="icon-button"
        aria-label={pick(logWords.previousHit)}
        title={pick(logWords.previousHit)}
        disabled={count === 0}
        onClick={() => onHit(-1)}
      >
        {icons.up}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={pick(logWords.nextHit)}
        title={pick(logWords.nextHit)}
        disabled={count === 0}
        onClick={() => onHit(1)}
      >
        {icons.down}
      </button>
    </search>
  )
}

export function FilterButton() {
  const { pick } = useTexts()
  const open = useStore(logView, (view) => view.filtersOpen)
  return (
    <button
      type="button"
      className="button"
      aria-expanded={open}
      aria-controls="log-filters"
      onClick={() => showFilters(!open)}
    >
      {pick(logWords.filters)}
    </button>
  )
}

export function FilterArea() {
  const { pick, language } = useTexts()
  const open = useStore(logView, (view) => view.filtersOpen)
  const query = useStore(logView, (view) => view.query)
  const wording = useStore(logView, (view) => view.wording)
  const brokers = useBrokerNames()
  const producers = useClusterState((state) => state.producers.length)
  if (!open) return null
  const choose = (filter: 'group' | 'producer', value: string) =>
    narrow({ [filter]: value === '' ? null : Number(value) })
  return (
    <div id="log-filters" className="log-filters">
      <fieldset className="log-kinds" aria-label={pick(logWords.kinds)}>
        {LOG_CATEGORIES.map((category) => (
          <button
            key={category}
            type="button"
            className="log-chip"
            aria-pressed={query.categories.includes(category)}
            onClick={() => toggleCategory(category)}
          >
            {pick(categoryWords[category])}
          </button>
        ))}
        <button
          type="button"
          className="log-chip"
          aria-pressed={query.keyOnly}
          onClick={() => narrow({ keyOnly: !query.keyOnly })}
        >
          {pick(logWords.keyOnly)}
        </button>
        {(wording === 'client' || query.clientOnly) && (
          <button
            type="button"
            className="log-chip"
            aria-pressed={query.clientOnly}
            onClick={() => narrow({ clientOnly: !query.clientOnly })}
          >
            {pick(logWords.clientOnly)}
          </button>
        )}
      </fieldset>
      <label>
        <span>{pick(logWords.broker)}</span>
        <select
          className="select select-small"
          value={query.group ?? ''}
          onChange={(event) => choose('group', event.currentTarget.value)}
        >
          <option value="">{pick(logWords.all)}</option>
          {brokers.map((broker, group) => (
            <option key={broker} value={group}>
              {broker}
            </option>
          ))}
        </select>
      </label>
      {producers > 1 && (
        <label>
          <span>{pick(logWords.producer)}</span>
          <select
            className="select select-small"
            value={query.producer ?? ''}
            onChange={(event) => choose('producer', event.currentTarget.value)}
          >
            <option value="">{pick(logWords.all)}</option>
            {Array.from({ length: producers }, (_, index) => (
              <option key={String(index)} value={index}>
                {logPhrases.producerNumber[language](index + 1)}
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
  const { pick, language } = useTexts()
  const query = useStore(logView, (view) => view.query)
  const brokers = useBrokerNames()
  return (filter) => {
    switch (filter) {
      case 'categories':
        return query.categories.map((category) => pick(categoryWords[category])).join(language === 'zh' ? '、' : ', ')
      case 'group':
        return brokers[query.group ?? 0] ?? `broker ${query.group}`
      case 'producer':
        return logPhrases.producerNumber[language]((query.producer ?? 0) + 1)
      case 'message':
        return logPhrases.message[language](query.message ?? 0)
      case 'keyOnly':
      case 'clientOnly':
        return pick(logWords[filter])
      case 'text':
        return language === 'zh' ? `“${query.text.trim()}”` : `"${query.text.trim()}"`
    }
  }
}

/** The filters that are on, each with its way out; and what is picked on the stage, offered as one more. */
export function FilterChips() {
  const { pick, language } = useTexts()
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
        return { what: logPhrases.message[language](message), take: () => narrow({ message }) }
      }
      case 'broker':
      case 'group': {
        const { group } = selection
        if (query.group === group || brokers[group] === undefined) return null
        return { what: language === 'zh' ? ` ${brokers[group]}` : brokers[group], take: () => narrow({ group }) }
      }
      case 'producer': {
        const { index } = selection
        if (query.producer === index) return null
        return { what: logPhrases.producerNumber[language](index + 1), take: () => narrow({ producer: index }) }
      }
      default:
        return null
    }
  })()
  if (active.length === 0 && offer === null) return null
  return (
    <ul className="log-chips" aria-label={pick(logWords.chips)}>
      {active.map((filter) => {
        const what = wordsOf(filter)
        return (
          <li key={filter}>
            <button
              type="button"
              className="log-chip"
              data-on="true"
              aria-label={logPhrases.remove[language](what)}
              onClick={() => widen(filter)}
            >
              <span>{what}</span>
              {icons.close}
            </button>
          </li>
        )
      })}
      {offer && (
        <li>
          <button type="button" className="log-chip" data-offer="true" onClick={offer.take}>
            {logPhrases.only[language](offer.what)}
          </button>
        </li>
      )}
    </ul>
  )
}

/** Nothing matches: which filter keeps out how much. */
export function NothingMatches({ scan }: { scan: LogScan }) {
  const { pick, language } = useTexts()
  const wordsOf = useFilterWords()
  const active = LOG_FILTERS.filter((filter) => isActive(scan.query, filter))
  return (
    <div className="log-nothing" role="status">
      <p>{pick(logWords.nothing)}</p>
      <ul>
        {active.map((filter) => {
          const what = wordsOf(filter)
          return (
            <li key={filter}>
              <b>{what}</b>
              <span className="soft">{logPhrases.excludes[language](scan.excluded(filter))}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={logPhrases.remove[language](what)}
                onClick={() => widen(filter)}
              >
                {icons.close}
              </button>
            </li>
          )
        })}
      </ul>
      <button type="button" className="button" onClick={clearQuery}>
        {pick(logWords.clear)}
      </button>
    </div>
  )
}
