// A NameServer and the one thing worth knowing about what it answers: whether every Broker group has a Master there.

import { memo, useCallback, useMemo } from 'react'
import type { FirstMessages } from '../../../../i18n/messages'
import { producerToNameServerLoss } from '../../../../projections/linkLoss'
import { fitText } from '../../../../stage/boxes'
import type { NameServerBox } from '../../../../stage/nodes/nameServer/nameServersLayout'
import { type NameServerView, nameServerView } from '../../../../stage/nodes/nameServer/nameServerView'
import { sameView } from '../../../../stage/sameView'
import { shortNames } from '../../../../stage/shortNames'
import { useClusterState } from '../../../shell/useClusterState'
import { inSlot, Label, trueWidth } from '../../Label'
import type { DrawnScene } from '../../nodeKind'
import { Sign } from '../../Sign'

/** Wordings of what a NameServer says, and whether all is well in it. */
export function nameServerChip(
  view: NameServerView,
  names: readonly string[],
  m: FirstMessages,
): { words: readonly string[]; well: boolean; runs: boolean } {
  if (view.process !== 'running') {
    const condition =
      view.process === 'frozen'
        ? 'node_frozen'
        : view.process === 'poweredOff'
          ? 'node_poweredOff'
          : view.process === 'starting'
            ? 'node_starting'
            : view.process === 'stopped' || view.process === 'stopping'
              ? 'node_stopped'
              : 'node_killed'
    return { words: m.stage[condition], well: false, runs: false }
  }
  if (view.missing === null && view.readOnly !== null) {
    const short = shortNames(names)[names.indexOf(view.readOnly)] ?? view.readOnly
    return { words: m.stage.nameServerReadOnly(view.readOnly, short), well: false, runs: true }
  }
  if (view.missing === null) return { words: m.stage.nameServerAll(view.groups), well: true, runs: true }
  const short = shortNames(names)[names.indexOf(view.missing)] ?? view.missing
  const rest = view.groups - view.withMaster - 1
  const phrase = view.missingHasSlaves ? m.stage.nameServerNoMaster : m.stage.nameServerMissing
  return { words: phrase(view.missing, short, rest), well: false, runs: true }
}

export const NameServerCard = memo(function NameServerCard({
  place,
  scene,
}: {
  place: NameServerBox
  scene: DrawnScene
}) {
  const { layout, m, producer } = scene
  const names = useMemo(() => layout.places.broker.map(({ name }) => name), [layout])
  const only = layout.places.nameServer.length === 1
  // On a tall stage there is no room along the way for the word that a link is cut.
  const linkTo = layout.wide ? null : producer
  const view = useClusterState(
    useCallback((state) => (state.nameServers[place.index] ? nameServerView(state, place.index) : null), [place.index]),
    sameView,
  )
  const cut = useClusterState(
    useCallback(
      (state) => linkTo !== null && producerToNameServerLoss(state, linkTo, place.index) > 0,
      [linkTo, place.index],
    ),
  )
  if (!view) return null
  const { box, title, status } = place
  const f = title.size
  const says = nameServerChip(view, names, m)
  const saying = cut && says.runs ? { words: m.stage.nameServerCut, well: false, runs: true } : says
  const frozen = view.process === 'frozen'
  const tone = saying.well ? 'var(--muted)' : frozen ? 'var(--flight)' : 'var(--bad)'
  const inline = title.y === status.y
  const signW = saying.well ? 0 : f * 1.05
  const text = fitText(saying.words, status.w - signW, status.size)
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={Math.min(f * 0.9, box.h / 4)}
        fill="var(--card)"
        stroke={saying.runs ? 'var(--flight)' : tone}
        strokeOpacity={saying.runs ? 0.7 : 1}
        strokeWidth={1.5}
        strokeDasharray={saying.runs || frozen ? undefined : `${f * 0.9} ${f * 0.3} ${f * 0.25} ${f * 0.3}`}
      />
      <Label
        {...inSlot(title, inline ? 'start' : 'middle')}
        text={fitText(m.names.nameServer.title(only ? null : place.index + 1), title.w, title.size, true)}
        bold
        strike={!saying.runs && !frozen}
        fill={saying.runs ? 'var(--text)' : 'var(--muted)'}
      />
      <Status
        slot={status}
        inline={inline}
        text={text}
        tone={tone}
        sign={saying.well ? null : frozen ? 'snow' : cut && saying.runs ? 'gap' : 'cross'}
        signW={signW}
      />
    </g>
  )
})

function Status({
  slot,
  inline,
  text,
  tone,
  sign,
  signW,
}: {
  slot: NameServerBox['status']
  inline: boolean
  text: string
  tone: string
  sign: 'snow' | 'gap' | 'cross' | null
  signW: number
}) {
  // A sign before the words: the two are centred together.
  const middle = slot.x + slot.w / 2 + signW / 2
  const half = trueWidth(text, slot.size) / 2
  const signX = inline ? slot.x + slot.size * 0.4 : Math.max(slot.x + slot.size * 0.4, middle - half - slot.size * 0.6)
  return (
    <>
      {sign && <Sign name={sign} x={signX} y={slot.y + slot.h / 2} size={slot.size * 0.75} fill={tone} />}
      <Label
        x={inline ? slot.x + signW : middle}
        y={slot.y + slot.h / 2}
        size={slot.size}
        text={text}
        anchor={inline ? 'start' : 'middle'}
        fill={tone}
      />
    </>
  )
}
