// One node of a Broker group: Master or Slave, how it is, and the invitation to break it.

import { memo } from 'react'
import type { FirstMessages } from '../../../../i18n/messages'
import { type Box, fitText, textWidth } from '../../../../stage/boxes'
import type { NodeBox } from '../../../../stage/nodes/broker/brokerCardLayout'
import type { NodeView } from '../../../../stage/nodes/broker/nodeView'
import { Label, trueWidth } from '../../Label'
import { Sign } from '../../Sign'
import { toneVar } from '../../tones'
import { nodeLook } from './nodeLook'
import type { StatusChip } from './statusChips'

interface NodeProps extends NodeView {
  place: NodeBox
  f: number
  m: FirstMessages
  invites: boolean
  small: boolean
}

export const BrokerNode = memo(function BrokerNode({ place, f, m, invites, small, ...view }: NodeProps) {
  const { box, title, state } = place
  const look = nodeLook(view, m)
  const tone = toneVar(look.tone)
  const role = view.master ? m.stage.roleMaster : m.stage.roleSlave
  const crownW = view.master && !look.broken ? f * 1.2 : 0
  const broken = look.broken
  const node = `n${view.node}`
  const names = broken && !view.master ? [node] : [`${role[0]} ${node}`, role[0], role[1]]
  const signOnly = !state
  const inline = state !== null && state.y === title.y
  const radius = Math.min(f * 0.6, box.h / 3)
  const signW = look.sign ? f * 1.1 : 0
  // In one line the role comes first, then how it is, then the node's name if there is room left.
  const line = inline ? state.x + state.w - title.x : title.w
  const besideName = line - crownW - textWidth(names[0], title.size, true) - f * 0.5
  const nameStays = look.words.some((words) => textWidth(words, state?.size ?? f) + signW <= besideName)
  const least = inline ? crownW + textWidth(nameStays && !invites ? names[0] : role[0], title.size, true) + f * 0.5 : 0
  const stateText = state ? fitText(look.words, (inline ? line - least : state.w) - signW, state.size) : ''
  const invitation =
    invites && state ? invitationOf(m, (inline ? line - least : state.w) - f * 1.6, state.size * 0.95) : null
  const stateW = invitation ? invitation.w : textWidth(stateText, state?.size ?? f) + signW
  const titleText = signOnly
    ? look.sign
      ? ''
      : role[1]
    : fitText(names, line - crownW - (inline ? stateW + f * 0.5 : 0), title.size, true)
  const titleW = trueWidth(titleText, title.size, true)
  const titleX = inline ? title.x : title.x + (title.w - titleW - crownW) / 2
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={radius}
        fill={broken ? 'var(--inset)' : look.tone === 'flight' ? 'var(--flight-soft)' : 'var(--card)'}
        fillOpacity={look.tone === 'flight' && !broken ? 0.5 : 1}
        stroke={look.tone === 'muted' ? (broken ? 'var(--muted)' : 'var(--line)') : tone}
        strokeWidth={view.master || look.tone !== 'muted' ? 1.75 : 1.25}
        strokeDasharray={
          broken ? `${f * 0.9} ${f * 0.28} ${f * 0.25} ${f * 0.28}` : look.dashed ? `${f * 0.4} ${f * 0.3}` : undefined
        }
      />
      {broken && look.tone === 'bad' && <Crack box={box} f={f} at={inline ? 0.52 : 0.86} />}
      {signOnly && look.sign ? (
        <Sign name={look.sign} x={box.x + box.w / 2} y={box.y + box.h / 2} size={f * 0.95} fill={tone} />
      ) : signOnly && view.master ? (
        !(small && invites) && (
          <Sign name="crown" x={box.x + box.w / 2} y={box.y + box.h / 2} size={f} fill="var(--good)" />
        )
      ) : (
        <>
          {crownW > 0 && (
            <Sign
              name="crown"
              x={titleX + f * 0.45}
              y={title.y + title.h / 2}
              size={f * 0.9}
              fill={look.tone === 'good' ? 'var(--good)' : tone}
            />
          )}
          <Label
            x={signOnly ? box.x + box.w / 2 : titleX + crownW}
            y={title.y + title.h / 2}
            size={title.size}
            text={titleText}
            bold
            anchor={signOnly ? 'middle' : 'start'}
            fill={broken ? 'var(--muted)' : 'var(--text)'}
            strike={broken}
          />
        </>
      )}
      {state && !invitation && (
        <NodeState
          slot={state}
          inline={inline}
          text={stateText}
          sign={look.sign}
          tone={look.tone === 'muted' ? 'var(--muted)' : tone}
          f={f}
        />
      )}
      {state && invitation && <Invitation slot={state} inline={inline} f={f} {...invitation} />}
      {small && invites && !state && <WholeInvitation box={box} f={f} m={m} />}
    </g>
  )
})

function NodeState({
  slot,
  inline,
  text,
  sign,
  tone,
  f,
}: {
  slot: Box & { size: number }
  inline: boolean
  text: string
  sign: StatusChip['sign']
  tone: string
  f: number
}) {
  const w = trueWidth(text, slot.size)
  const signW = sign ? f * 1.1 : 0
  const x = inline ? slot.x + slot.w - w - signW : slot.x + (slot.w - w - signW) / 2
  return (
    <>
      {sign && <Sign name={sign} x={x + f * 0.4} y={slot.y + slot.h / 2} size={f * 0.78} fill={tone} />}
      <Label
        x={inline ? slot.x + slot.w : x + signW}
        y={slot.y + slot.h / 2}
        size={slot.size}
        text={text}
        fill={tone}
        anchor={inline ? 'end' : 'start'}
      />
    </>
  )
}

/** Words of the invitation and the width of its pill. */
function invitationOf(m: FirstMessages, room: number, size: number): { text: string; w: number; textSize: number } {
  const text = fitText(m.stage.invitation, room, size, true)
  return { text, w: trueWidth(text, size, true) + size * 1.8, textSize: size }
}

/** The one thing on the stage that asks to be broken. */
function Invitation({
  slot,
  inline,
  f,
  text,
  w,
  textSize,
}: {
  slot: Box & { size: number }
  inline: boolean
  f: number
  text: string
  w: number
  textSize: number
}) {
  const h = Math.min(slot.h, f * 1.55)
  const x = inline ? slot.x + slot.w - w + f * 0.2 : slot.x + (slot.w - w) / 2
  const y = slot.y + (slot.h - h) / 2
  return (
    <g className="stage-invitation">
      <rect x={x} y={y} width={w} height={h} rx={h / 2} fill="var(--flight)" />
      <Sign name="bolt" x={x + f * 0.75} y={y + h / 2} size={f * 0.8} fill="var(--on-colour)" />
      <Label x={x + f * 1.25} y={y + h / 2} size={textSize} text={text} bold fill="var(--on-colour)" />
    </g>
  )
}

/** Where a node has no room for a pill, all of it is one. */
function WholeInvitation({ box, f, m }: { box: Box; f: number; m: FirstMessages }) {
  const size = f * 0.85
  const text = fitText([...m.stage.invitation, ''], box.w - f * 1.4, size, true)
  const w = text ? trueWidth(text, size, true) + f : f
  const x = box.x + (box.w - w) / 2
  return (
    <g className="stage-invitation">
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={Math.min(f * 0.6, box.h / 3)} fill="var(--flight)" />
      <Sign name="bolt" x={x + f * 0.4} y={box.y + box.h / 2} size={f * 0.8} fill="var(--on-colour)" />
      {text && <Label x={x + f} y={box.y + box.h / 2} size={size} text={text} bold fill="var(--on-colour)" />}
    </g>
  )
}

/** A break through a node that does not run. */
function Crack({ box, f, at }: { box: Box; f: number; at: number }) {
  const x = box.x + box.w * at
  const step = box.h / 5
  const d = `M${x + f * 0.15} ${box.y} l${-f * 0.3} ${step} l${f * 0.5} ${step} l${-f * 0.45} ${step} l${f * 0.4} ${step} l${-f * 0.25} ${step}`
  return <path d={d} fill="none" stroke="var(--bad)" strokeWidth={1.25} opacity={0.55} />
}
