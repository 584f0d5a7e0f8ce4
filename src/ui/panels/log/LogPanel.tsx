// The whole log of the run, oldest first, as far as the playhead has been. Only the lines on the screen are made.

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Selection } from '../../../io/viewFields'
import { isOfConsumer, isOfGroup, isOfMessage, isOfProducer, type LogScan } from '../../../projections/logQuery'
import { entryTime, firstEntryAfter, type Run } from '../../../rocketmq'
import { useApp } from '../../../session/appStore'
import { logView } from '../../../session/logView'
import { notify } from '../../../session/notices'
import { useMessages } from '../../shell/useMessages'
import '../../../session/saveLogView'

import { Button, IconButton } from '../../kit/Button'
import { icons } from '../../shell/icons'
import { throttledTime } from '../../shell/throttledTime'
import { useClusterState } from '../../shell/useClusterState'
import { goTo } from './goTo'
import { FilterArea, FilterButton, FilterChips, LogSearch, NothingMatches, WordingSwitch } from './LogFilters'
import { LogLine } from './LogLine'
import { copiedLine, type LineStyle } from './lineText'
import { useLogScan } from './useLogScan'

/**
 * Lines that one scrollbar covers; the rest slides in as its ends come near. Browsers draw nothing higher than some 17
 * million px, and the place of every line in it is computed anew whenever one turns out higher than thought.
 */
const WINDOW_LINES = 5000
const HALF = WINDOW_LINES / 2
/** Lines from an end of the window at which it slides on. */
const WINDOW_MARGIN = 200
/** rem, until a line has been measured. */
const LINE_REM = { words: 1.8, client: 3.4 }
/** More lines than this are too much for a clipboard; the newest are taken. */
const MAX_COPIED = 20_000

const isMine = ({ log }: Run, index: number, selection: Selection | null): boolean => {
  switch (selection?.kind) {
    case 'message':
      return isOfMessage(log, index, selection.message)
    case 'broker':
    case 'group':
      return isOfGroup(log, index, selection.group)
    case 'producer':
      return isOfProducer(log, index, selection.index)
    case 'consumer':
      return isOfConsumer(log, index, selection.index)
    default:
      return false
  }
}

export default function LogPanel() {
  const m = useMessages()
  const run = useApp((state) => state.run)
  const wording = useStore(logView, (view) => view.wording)
  const query = useStore(logView, (view) => view.query)
  const style: LineStyle = { wording, m, wholeInstant: query.keyOnly }
  /** Positions in the log: behind the playhead, and behind everything that was seen. */
  const now = useClusterState((_, tMs) => firstEntryAfter(useApp.getState().run.log, throttledTime(tMs)))
  const seen = useClusterState((_, tMs) => {
    const state = useApp.getState()
    return state.seenMs > tMs ? firstEntryAfter(state.run.log, state.seenMs) : now
  })
  const end = Math.max(now, seen)
  const { scan, done } = useLogScan(run, end, query, style)
  const count = scan.count()
  const nowRow = scan.rowFrom(now) - 1
  const [active, setActive] = useState<number | null>(null)
  const lines = useRef<LinesHandle | null>(null)

  const onHit = (step: 1 | -1) => {
    if (count === 0) return
    const { picked } = logView.getState()
    const from = picked === null ? nowRow : scan.rowFrom(picked)
    const onHitNow = picked !== null && from < count && scan.at(from) === picked
    const next = step === 1 ? (onHitNow || picked === null ? from + 1 : from) : from - 1
    const row = (next + count) % count
    const index = scan.at(row)
    goTo(run, index, entryTime(run.log, index))
    lines.current?.show(row)
  }
  const picked = useStore(logView, (view) => view.picked)
  const pickedRow = picked === null ? -1 : scan.rowFrom(picked)
  const at = pickedRow >= 0 && pickedRow < count && scan.at(pickedRow) === picked ? pickedRow + 1 : 0

  const copy = async () => {
    const first = Math.max(0, count - MAX_COPIED)
    const rows = Array.from({ length: count - first }, (_, offset) =>
      copiedLine(run, scan.at(first + offset), style, m.log.notClient),
    )
    try {
      await navigator.clipboard.writeText(`${rows.join('\n')}\n`)
    } catch {
      notify('problem', (m) => m.log.copyFailed)
      return
    }
    notify('info', (m) => (first > 0 ? m.log.copiedNewest(rows.length, count) : m.log.copied(count)))
  }

  return (
    <section
      className="log-panel relative flex-1 min-w-0 min-h-0 flex flex-col [&>p]:px-11 max-wide:h-[78svh]"
      aria-label={m.log.log}
    >
      <div className="grid gap-4.5 px-8 pt-6 pb-5 border-b border-line">
        <div className="flex flex-wrap items-center gap-4 [&_.icon-button]:ml-auto">
          <WordingSwitch />
          <FilterButton />
          <IconButton label={m.log.copy} title={m.log.copy} disabled={count === 0} onClick={copy}>
            {icons.copy}
          </IconButton>
        </div>
        {wording === 'client' && (
          <p
            className="pl-5 border-l-3 border-dotted border-line-strong text-muted text-small"
            title={m.log.clientHint}
          >
            {m.log.legend}
          </p>
        )}
        <LogSearch at={at} count={count} progress={end === 0 ? 1 : scan.scanned() / end} onHit={onHit} />
        <FilterArea />
        <FilterChips />
      </div>
      {count > 0 ? (
        <Lines
          key={wording}
          handle={lines}
          run={run}
          scan={scan}
          count={count}
          nowRow={nowRow}
          now={now}
          style={style}
          active={active}
          onActivate={setActive}
        />
      ) : end === 0 ? (
        <p className="text-muted">{m.log.empty}</p>
      ) : done ? (
        <NothingMatches scan={scan} />
      ) : (
        <p className="text-muted">{m.log.looking}</p>
      )}
    </section>
  )
}

interface LinesHandle {
  /** Brings a line into view. */
  show(row: number): void
}

interface LinesProps {
  handle: React.RefObject<LinesHandle | null>
  run: Run
  scan: LogScan
  count: number
  /** Row of the newest line at the playhead; -1 before the first. */
  nowRow: number
  /** Position in the log behind the playhead. */
  now: number
  style: LineStyle
  active: number | null
  onActivate: (row: number) => void
}

function Lines({ handle, run, scan, count, nowRow, now, style, active, onActivate }: LinesProps) {
  const m = useMessages()
  const selection = useApp((state) => state.selection)
  const playing = useApp((state) => state.playing)
  const picked = useStore(logView, (view) => view.picked)
  const found = useStore(logView, (view) => view.query.text)
  const scroller = useRef<HTMLDivElement>(null)
  const [following, setFollowing] = useState(true)
  const [windowStart, setWindowStart] = useState(() => startFor(nowRow))
  const start = windowStart < count ? windowStart : startFor(count - 1)
  /** Where to scroll to as soon as another window is there. */
  const pending = useRef<{ row: number; align: 'center' | 'start' | 'end' } | null>(null)
  /** The row to put the focus on once it is there. */
  const focusWanted = useRef<number | null>(null)

  const virtual = useVirtualizer({
    count: Math.min(WINDOW_LINES, count - start),
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_REM[style.wording] * rootFontSize(),
    getItemKey: useCallback((item: number) => scan.at(start + item), [scan, start]),
    overscan: 4,
  })

  const show = useCallback(
    (row: number, align: 'auto' | 'center' | 'end' = 'auto') => {
      if (row >= start && row < start + WINDOW_LINES) virtual.scrollToIndex(row - start, { align })
      else {
        pending.current = { row, align: align === 'auto' ? 'center' : align }
        setWindowStart(startFor(row))
      }
    },
    [start, virtual],
  )

  useLayoutEffect(() => {
    if (pending.current === null) return
    const { row, align } = pending.current
    pending.current = null
    virtual.scrollToIndex(row - start, { align })
  }, [start, virtual])

  useLayoutEffect(() => {
    handle.current = {
      show(row) {
        setFollowing(false)
        show(row, 'center')
      },
    }
    return () => {
      handle.current = null
    }
  }, [handle, show])

  useLayoutEffect(() => {
    if (following && nowRow >= 0) show(nowRow, nowRow === count - 1 ? 'end' : 'center')
  }, [following, nowRow, count, show])

  // Whoever presses play wants to see what happens.
  useEffect(() => {
    if (playing) setFollowing(true)
  }, [playing])

  useLayoutEffect(() => {
    const row = focusWanted.current
    if (row === null) return
    const line = scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)
    if (!line) return
    focusWanted.current = null
    line.focus({ preventScroll: true })
  })

  const items = virtual.getVirtualItems()
  /** Slides the window on where its end comes near. */
  const onScroll = () => {
    const place = scroller.current
    if (place === null || following || pending.current !== null || count <= WINDOW_LINES) return
    const first = virtual.getVirtualItemForOffset(place.scrollTop)?.index ?? 0
    const last = virtual.getVirtualItemForOffset(place.scrollTop + place.clientHeight)?.index ?? 0
    const slidesUp = first < WINDOW_MARGIN && start > 0
    const slidesDown = last > WINDOW_LINES - WINDOW_MARGIN && start + WINDOW_LINES < count
    if (!slidesUp && !slidesDown) return
    pending.current = { row: start + first, align: 'start' }
    setWindowStart(slidesUp ? Math.max(0, start - HALF) : start + HALF)
  }

  const current = active !== null && active < count ? active : Math.max(0, nowRow)
  const move = (row: number) => {
    const next = Math.min(count - 1, Math.max(0, row))
    setFollowing(false)
    focusWanted.current = next
    onActivate(next)
    show(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown') move(current + 1)
    else if (event.key === 'ArrowUp') move(current - 1)
    else if (event.key === 'PageDown') move(current + items.length)
    else if (event.key === 'PageUp') move(current - items.length)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(count - 1)
    else return
    event.preventDefault()
  }
  const release = () => setFollowing(false)

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions lint/a11y/noStaticElementInteractions: it only listens to what is done to the lines in it */}
      <div
        ref={scroller}
        className="log-scroller flex-1 min-h-0 overflow-x-hidden overflow-y-auto [overflow-anchor:none] [scrollbar-width:thin] [scrollbar-color:var(--line)_transparent]"
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        onWheel={(event) => {
          if (event.deltaY < 0 || nowRow < count - 1) release()
        }}
        onTouchMove={release}
        onPointerDown={(event) => {
          // On the scrollbar, or on a line that is about to be pressed: it must not run away.
          if (event.target === scroller.current || !playing) release()
        }}
      >
        <ol
          className="log relative [contain:strict] [&>li]:absolute [&>li]:top-0 [&>li]:left-0 [&>li]:w-full"
          aria-label={m.log.lines}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item) => {
            const row = start + item.index
            const index = scan.at(row)
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-setsize={count}
                aria-posinset={row + 1}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <LogLine
                  run={run}
                  index={index}
                  row={row}
                  wording={style.wording}
                  m={m}
                  wholeInstant={style.wholeInstant}
                  found={found}
                  isNow={row === nowRow}
                  isLater={index >= now}
                  isPicked={index === picked}
                  isMine={isMine(run, index, selection)}
                  isActive={row === current}
                  onActivate={onActivate}
                />
              </li>
            )
          })}
        </ol>
      </div>
      {!following && (
        <Button className="absolute right-10 bottom-7" tone="primary" onClick={() => setFollowing(true)}>
          {m.log.follow}
        </Button>
      )}
    </>
  )
}

/** Where a window begins that has this row in its second half. */
const startFor = (row: number): number => Math.max(0, (Math.floor(row / HALF) - 1) * HALF)

const rootFontSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
