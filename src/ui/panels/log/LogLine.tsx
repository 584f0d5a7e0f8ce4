// One line of the log. Pressing it goes to its moment and picks what it is about on the stage.

import { memo, type ReactNode } from 'react'
import { clientLineText } from '../../../explain/clientLog'
import { formatTime } from '../../../i18n/format'
import type { Messages } from '../../../i18n/messages'

import { eventOf } from '../../../projections/breakpointHits'
import type { Run } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { addBreakpoint } from '../../../session/breakpoints'
import { goTo } from './goTo'
import { type LineStyle, shownLine } from './lineText'

/** Stops the next time the same kind of thing happens to the same Broker group and producer. */
function stopNextTime(run: Run, index: number, style: LineStyle): void {
  const { entry } = shownLine(run, index, style)
  const kind = eventOf(entry)
  if (kind === null) return
  const several = useApp.getState().run.input.scenario.settings.producerCount > 1
  addBreakpoint({
    kind,
    ...('group' in entry ? { group: entry.group } : {}),
    ...(several && 'producer' in entry ? { producer: entry.producer } : {}),
  })
}

/** A text in parts: what stands between words that are looked for, and those words, in turn. */
function splitAtWords(text: string, words: readonly string[]): string[] {
  const small = text.toLowerCase()
  const wanted = words.map((word) => word.toLowerCase())
  // Some letters are longer when they are small: then places would not be those of the text.
  if (small.length !== text.length) return [text]
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; ) {
    const found = wanted.find((word) => small.startsWith(word, at))
    if (found === undefined) at++
    else {
      parts.push(text.slice(from, at), text.slice(at, at + found.length))
      at += found.length
      from = at
    }
  }
  return [...parts, text.slice(from)]
}

/** The found words, marked. */
function Marked({ text, words }: { text: string; words: readonly string[] }): ReactNode {
  if (words.length === 0) return text
  // The parts at odd places are what was found.
  return splitAtWords(text, words).map((part, position) =>
    position % 2 === 1 ? <mark key={String(position)}>{part}</mark> : part,
  )
}

export interface LogLineProps {
  run: Run
  index: number
  row: number
  wording: LineStyle['wording']
  m: Messages
  wholeInstant: boolean
  /** Words looked for. */
  found: string
  /** The newest line at the playhead. */
  isNow: boolean
  /** Comes after the playhead. */
  isLater: boolean
  isPicked: boolean
  /** Is about what is picked on the stage. */
  isMine: boolean
  /** The line the keyboard is on. */
  isActive: boolean
  onActivate: (row: number) => void
}

export const LogLine = memo(function LogLine({
  run,
  index,
  row,
  wording,
  m,
  wholeInstant,
  found,
  isNow,
  isLater,
  isPicked,
  isMine,
  isActive,
  onActivate,
}: LogLineProps) {
  const style = { wording, m, wholeInstant }
  const { entry, tone, sentence, client } = shownLine(run, index, style)
  const words = found.split(/\s+/).filter(Boolean)
  const foreign = wording === 'client' && sentence !== null
  return (
    <div
      className="log-row group relative flex [--tone:var(--line)] border-l-3 border-(--tone) data-[tone=bad]:[--tone:var(--bad)] data-[tone=avoid]:[--tone:var(--avoid)] data-[tone=vote]:[--tone:var(--vote)] data-[tone=good]:[--tone:var(--good-soft)] data-[tone=flight]:[--tone:var(--flight-soft)] hover:bg-inset data-[foreign=true]:text-small data-[foreign=true]:text-muted data-[foreign=true]:[border-left-style:dotted] data-[later=true]:text-muted data-[mine=true]:bg-flight-soft/35 data-[mine=true]:text-text data-[picked=true]:bg-flight-soft/60 data-[picked=true]:text-text data-[mine=true]:[&_[data-level='INFO']]:text-text data-[picked=true]:[&_[data-level='INFO']]:text-text data-[now=true]:[box-shadow:inset_0_-2px_0_var(--text)] data-[picked=true]:[&_.log-line>:not(.log-client)]:font-semibold [&_mark]:rounded-xs [&_mark]:bg-avoid-soft [&_mark]:text-text"
      data-tone={tone}
      data-now={isNow}
      data-later={isLater}
      data-picked={isPicked}
      data-mine={isMine}
      data-foreign={foreign}
    >
      <button
        type="button"
        className="log-line flex-1 grid grid-cols-[5.6rem_minmax(0,1fr)] gap-5 min-w-0 py-[0.22rem] pr-20 pl-7 text-left leading-[1.35] -outline-offset-3 max-wide:py-5 max-wide:pr-31"
        data-row={row}
        tabIndex={isActive ? 0 : -1}
        aria-current={isNow ? 'time' : undefined}
        aria-pressed={isPicked}
        onFocus={() => onActivate(row)}
        onClick={() => goTo(run, index, entry.atMs)}
      >
        {sentence === null ? (
          <span className="log-client col-span-full grid gap-1 font-mono text-[max(12px,0.84rem)] whitespace-pre-wrap wrap-anywhere [&_[data-level='INFO']]:text-muted">
            {client.map((line, position) => (
              <span key={String(position)} data-level={line.level}>
                <Marked text={clientLineText(run, entry.atMs, line)} words={words} />
              </span>
            ))}
          </span>
        ) : (
          <>
            <span className="log-time text-muted in-data-[mine=true]:text-text in-data-[picked=true]:text-text">
              {formatTime(entry.atMs)}
            </span>
            <span>
              <Marked text={sentence} words={words} />
              {foreign && <span className="sr-only">{` (${m.log.notClient})`}</span>}
            </span>
          </>
        )}
      </button>
      {eventOf(entry) !== null && (
        <button
          type="button"
          className="absolute top-0 right-2 grid place-items-center size-18 rounded-md opacity-0 [&_path]:fill-none [&_path]:stroke-bad [&_path]:stroke-[1.8] hover:[&_path]:fill-bad group-hover:opacity-100 group-focus-within:opacity-100 in-data-[picked=true]:opacity-100 [@media(hover:none)]:opacity-70 max-wide:size-27.5"
          tabIndex={isActive ? 0 : -1}
          aria-label={m.log.stopHere}
          title={m.log.stopHere}
          onClick={() => stopNextTime(run, index, style)}
        >
          <svg viewBox="0 0 20 20" width="1em" height="1em" aria-hidden="true">
            <path d="M6.6 1.8h6.8l4.8 4.8v6.8l-4.8 4.8H6.6l-4.8-4.8V6.6z" />
          </svg>
        </button>
      )}
    </div>
  )
})
