// A strip of time for an opened Broker: when its Master flushed, when it will if nothing else happens, and what waits for it.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { formatTime } from '../../../i18n/format'
import { flushTimes, prepareLife } from '../../../projections/messageLife'
import { useApp } from '../../../session/appStore'
import { isRead, lateFacts } from '../../../session/lateFacts'
import { lookAhead } from '../../../session/lookAhead'
import { fitText } from '../../../stage/boxes'
import { useClusterState, useRunView } from '../../shell/useClusterState'
import { useOpenQuestion } from '../../shell/useOpenQuestion'
import { inSlot, Label } from '../Label'
import type { OpenedProps } from './drawn'

/** ms of virtual time that are shown. Whatever is written is on disk within flushCommitLogThoroughInterval: 10 s by default. */
const PAST_MS = 5000
const COMING_MS = 11_000
/** Ticks nearer than that are one, px. */
const MIN_GAP = 2.5

/** Lines at moments, in one path. */
function ticksAt(times: readonly number[], xOf: (atMs: number) => number, top: number, bottom: number): string {
  let d = ''
  let last = Number.NEGATIVE_INFINITY
  for (const atMs of times) {
    const x = xOf(atMs)
    if (x - last < MIN_GAP) continue
    last = x
    d += `M${x.toFixed(1)} ${top.toFixed(1)}V${bottom.toFixed(1)}`
  }
  return d
}

const wholeSeconds = (fromMs: number, toMs: number): number[] =>
  Array.from(
    { length: Math.floor(toMs / 1000) - Math.ceil(fromMs / 1000) + 1 },
    (_, i) => (Math.ceil(fromMs / 1000) + i) * 1000,
  )

export function FlushStrip({ view, places, group, f, m }: OpenedProps) {
  const { label, track, value } = places.flushes
  const stepMs = Math.max(1, Math.floor((PAST_MS + COMING_MS) / track.w))
  const playing = useApp((state) => state.playing)
  // While it plays, from pixel to pixel.
  const nowMs = useClusterState((_, tMs) => Math.floor(playing ? Math.floor(tMs / stepMs) * stepMs : tMs))
  const runView = useRunView()
  const run = runView.run()
  useStore(lateFacts, (state) => state.version)
  const asks = useOpenQuestion()
  const isComputed = useClusterState(() => runView.run().endMs >= nowMs + COMING_MS || runView.run().endedBy !== null)
  useEffect(() => {
    if (!playing && !isComputed && run === useApp.getState().run) lookAhead(COMING_MS)
  }, [playing, isComputed, run])
  const times = isRead(run, prepareLife)
    ? flushTimes(run, group, view.node, nowMs - PAST_MS, nowMs + (asks ? 0 : COMING_MS))
    : []
  const xOf = (atMs: number) => track.x + ((atMs - nowMs + PAST_MS) / (PAST_MS + COMING_MS)) * track.w
  const past = times.filter((atMs) => atMs <= nowMs)
  const coming = times.filter((atMs) => atMs > nowMs)
  const sinceMs = view.unflushedSinceMs
  const nextMs = coming[0]
  const w = m.openedBroker
  const bottom = track.y + track.h
  const now = xOf(nowMs)
  const from = Math.max(track.x, xOf(sinceMs ?? nowMs))
  const words =
    asks || sinceMs === null
      ? ['']
      : nextMs !== undefined
        ? w.nextFlush(formatTime(nextMs))
        : isComputed
          ? w.noFlush(m.format.wholeSeconds(COMING_MS))
          : ['']
  return (
    <g data-testid="flushes">
      <Label
        {...inSlot(label)}
        text={fitText(w.flushes(m.format.wholeSeconds(PAST_MS), m.format.wholeSeconds(COMING_MS)), label.w, label.size)}
      />
      <rect
        x={track.x}
        y={track.y}
        width={track.w}
        height={track.h}
        rx={f * 0.2}
        fill="var(--inset)"
        stroke="var(--line)"
      />
      <path
        d={ticksAt(wholeSeconds(Math.max(0, nowMs - PAST_MS), nowMs + COMING_MS), xOf, bottom - f * 0.22, bottom)}
        stroke="var(--line-strong)"
        strokeWidth={1}
      />
      {sinceMs !== null && (
        <rect
          x={from}
          y={track.y + track.h * 0.36}
          width={Math.max(0, (nextMs === undefined ? now : xOf(nextMs)) - from)}
          height={track.h * 0.28}
          fill="var(--avoid)"
          opacity={0.75}
        />
      )}
      <path d={ticksAt(past, xOf, track.y + 1, bottom - 1)} stroke="var(--good)" strokeWidth={2.5} />
      <path
        d={ticksAt(coming, xOf, track.y + 1, bottom - 1)}
        stroke="var(--good)"
        strokeWidth={2}
        strokeDasharray="2.5 2"
      />
      <line x1={now} x2={now} y1={track.y - f * 0.15} y2={bottom + f * 0.15} stroke="var(--text)" strokeWidth={2} />
      <Label
        {...inSlot(value)}
        text={fitText(words, value.w, value.size)}
        fill={sinceMs !== null ? 'var(--avoid)' : 'var(--muted)'}
      />
    </g>
  )
}
