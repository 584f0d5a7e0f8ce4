// A consumer, its queues, and what it does with the messages that it has.

import { memo, useCallback, useMemo } from 'react'
import type { MessagesWith } from '../../../../i18n/messages'
import { groupLag } from '../../../../projections/consumerLag'
import { consumerGroupName } from '../../../../projections/queueNames'
import { fitText, type TextSlot } from '../../../../stage/boxes'
import type { ConsumerBox } from '../../../../stage/nodes/consumer/consumersLayout'
import { type ConsumerView, consumerView, type RowView } from '../../../../stage/nodes/consumer/consumerView'
import { sameView } from '../../../../stage/sameView'
import { useClusterState } from '../../../shell/useClusterState'
import { useMessages } from '../../../shell/useMessages'
import { inSlot, Label, trueWidth } from '../../Label'
import type { DrawnScene } from '../../nodeKind'
import { Sign } from '../../Sign'

type Words = MessagesWith<'consumerStage'>['consumerStage']

/** "a q0": the queues of a consumer, as they are called on the stage. */
export const queueNames = (queues: string, shortNames: readonly string[]): string[] =>
  queues === ''
    ? []
    : queues.split(',').map((place) => {
        const [group, queueId] = place.split('.').map(Number)
        return `${shortNames[group] ?? ''} q${queueId}`.trim()
      })

export default memo(function ConsumerDrawing({ place, scene }: { place: ConsumerBox; scene: DrawnScene }) {
  const words = useMessages('consumerStage').consumerStage
  const { shortNames } = scene
  const view = useClusterState(
    useCallback((state, tMs) => consumerView(state, place.index, tMs), [place.index]),
    sameView,
  )
  if (!view) return null
  const { box, title, queues, rows, footer, size: f, level } = place
  const runs = view.process === 'running'
  const names = queueNames(view.queues, shortNames)
  const condition = runs ? null : words.process(view.process)
  const own = names.length > 0 ? words.queues(names) : words.noQueue
  const right = condition ?? own
  const named = scene.m.names.consumer.title(view.instance + 1)
  const tone = runs ? (names.length > 0 ? 'var(--flight)' : 'var(--muted)') : 'var(--bad)'
  return (
    <g>
      {place.head && <Head slot={place.head} view={view} words={words} />}
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={Math.min(f * 0.7, box.h / 4)}
        fill="var(--card)"
        stroke={runs ? 'var(--flight)' : view.process === 'frozen' ? 'var(--flight)' : 'var(--bad)'}
        strokeOpacity={runs ? 0.55 : 1}
        strokeWidth={1.5}
        strokeDasharray={runs || view.process === 'frozen' ? undefined : `${f * 0.9} ${f * 0.3} ${f * 0.25} ${f * 0.3}`}
      />
      <Label
        {...inSlot(title)}
        text={fitText(level === 'tile' ? named.slice(-1) : named, title.w, title.size, true)}
        bold
        strike={!runs && view.process !== 'frozen'}
        fill={runs ? 'var(--text)' : 'var(--muted)'}
      />
      <Label
        {...inSlot(queues, 'end')}
        x={queues.x + queues.w}
        text={fitText(right, queues.w, queues.size)}
        fill={tone}
      />
      {rows.map((slot, at) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the line on the card
          key={at}
          slot={slot}
          row={view.rows[at]}
          more={at === rows.length - 1 ? view.rows.length - rows.length : 0}
          waiting={at === Math.min(view.rows.length, rows.length - 1) ? view.waiting : 0}
          words={words}
          runs={runs}
          idle={at === 0 && view.rows.length === 0 && names.length > 0}
        />
      ))}
      {footer && (
        <Label
          {...inSlot(footer)}
          text={fitText(
            words.footer(view.cached, view.threads, view.maxThreads, view.lag),
            footer.w - (view.flowControlled ? f * 6 : 0),
            footer.size,
          )}
          fill="var(--muted)"
        />
      )}
      {footer && view.flowControlled && (
        <>
          <Sign
            name="gauge"
            x={footer.x + footer.w - trueWidth(words.flowControl[0], footer.size) - f * 0.6}
            y={footer.y + footer.h / 2}
            size={f * 0.7}
            fill="var(--avoid)"
          />
          <Label
            {...inSlot(footer, 'end')}
            x={footer.x + footer.w}
            text={fitText(words.flowControl, f * 5.2, footer.size)}
            fill="var(--avoid)"
          />
        </>
      )}
    </g>
  )
})

function Head({ slot, view, words }: { slot: TextSlot; view: ConsumerView; words: Words }) {
  const { consumerGroup } = view
  const { members, lag } = useClusterState(
    useCallback(
      (state) => ({
        members: state.consumers.filter((one) => !one.removed && one.consumerGroup === consumerGroup).length,
        lag: groupLag(state, consumerGroup),
      }),
      [consumerGroup],
    ),
    sameView,
  )
  const text = useMemo(
    () => fitText(words.groupHead(consumerGroupName(consumerGroup), members, lag), slot.w, slot.size, true),
    [words, consumerGroup, members, lag, slot],
  )
  return <Label {...inSlot(slot)} text={text} bold />
}

interface RowProps {
  slot: TextSlot
  row: RowView | undefined
  /** Messages that have no line of their own, behind this one; that wait for a thread. */
  more: number
  waiting: number
  words: Words
  runs: boolean
  idle: boolean
}

function Row({ slot, row, more, waiting, words, runs, idle }: RowProps) {
  const f = slot.size
  if (!row) {
    const text = waiting > 0 ? words.waiting(waiting) : idle && runs ? words.idle : []
    return <Label {...inSlot(slot)} text={fitText(text, slot.w, f * 0.92)} size={f * 0.92} fill="var(--muted)" />
  }
  const numberW = Math.max(f * 2.4, trueWidth(String(row.message), f, true) + f)
  const label =
    row.state === 'stuck'
      ? words.stuck
      : row.state === 'sendingBack'
        ? words.sendingBack
        : row.times > 0
          ? words.processingAgain(row.times)
          : words.processing
  const rest = more + waiting
  const text = fitText(rest > 0 ? words.waiting(rest).slice(-1) : label, f * 6.5, f * 0.9)
  const barX = slot.x + numberW + f * 0.5
  const barW = slot.x + slot.w - barX - trueWidth(text, f * 0.9) - f * 0.6
  const colour = row.state === 'running' ? 'var(--flight)' : 'var(--bad)'
  return (
    <g data-message={row.message}>
      <rect x={slot.x} y={slot.y} width={numberW} height={slot.h} rx={f * 0.3} fill="var(--flight-soft)" />
      <Label
        x={slot.x + numberW / 2}
        y={slot.y + slot.h / 2}
        size={f}
        text={String(row.message)}
        anchor="middle"
        bold
      />
      {barW > f && (
        <>
          <rect
            x={barX}
            y={slot.y + slot.h / 2 - f * 0.2}
            width={barW}
            height={f * 0.4}
            rx={f * 0.2}
            fill="var(--line)"
          />
          {row.share !== null && (
            <rect
              x={barX}
              y={slot.y + slot.h / 2 - f * 0.2}
              width={barW * row.share}
              height={f * 0.4}
              rx={f * 0.2}
              fill={colour}
            />
          )}
        </>
      )}
      <Label
        x={slot.x + slot.w}
        y={slot.y + slot.h / 2}
        size={f * 0.9}
        text={text}
        anchor="end"
        fill={row.state === 'running' ? 'var(--muted)' : 'var(--bad)'}
      />
    </g>
  )
}
