// One Broker group: its name, three truths about it, its nodes, and its MessageQueues as lanes, cells or one number.
// What is down looks broken, what is avoided is hatched: the one is the Broker's truth, the other the producer's belief.

import { memo, useCallback, useRef } from 'react'
import { type Box, fitText, shortCount, textWidth } from '../../scene/boxes'
import type { GroupBox, LaneBox, NodeBox } from '../../scene/layoutOfBrokerCard'
import { type GroupView, groupView, type NodeView, sameView } from '../../scene/sceneAt'
import { useApp } from '../../store/appStore'
import { stagePhrases, stageWordings } from '../../text/stage'
import type { Language } from '../../text/words'
import { useClusterState } from '../useClusterState'
import { LinkPill, linkPill } from './LinkPill'
import { inSlot, Label, Sign, trueWidth } from './parts'
import { actualSaying, isTroubled, mainSaying, nodeLook, type Saying, sayings, softVar, toneVar } from './tones'

/** ms of real time between two looks at the counts of a small card. */
const CALM_MS = 250

export interface BrokerCardProps {
  place: GroupBox
  shortName: string
  /** Position of the producer whose belief is shown. */
  producer: number
  language: Language
  /** Id of the hatch pattern. */
  hatch: string
  /** A round number no queue's count is above: full length of a bar, full shade of a cell. */
  most: number
  /** This group's Master invites to be broken. */
  invites: boolean
  /** ids shown in the lanes light up when this message is among them. */
  chosenMessage: number
}

export const BrokerCard = memo(function BrokerCard({
  place,
  shortName,
  producer,
  language,
  hatch,
  most,
  invites,
  chosenMessage,
}: BrokerCardProps) {
  const wantsRecent = place.lanes.length > 0
  const small = place.level === 'tile' || place.level === 'heat'
  const lastCounted = useRef(0)
  const view = useClusterState(
    useCallback(
      (state, tMs) =>
        state.brokerGroups[place.group] ? groupView(state, place.group, producer, tMs, wantsRecent) : null,
      [place.group, producer, wantsRecent],
    ),
    useCallback(
      (a: GroupView | null, b: GroupView | null) => {
        if (sameView(a, b)) return true
        // In a crowd counts are read, not watched: a few times a second is enough while it plays.
        const now = performance.now()
        const calm = small && useApp.getState().playing && now - lastCounted.current < CALM_MS
        if (calm && a && b && sameView({ ...a, counts: 0, total: 0 }, { ...b, counts: 0, total: 0 })) return true
        lastCounted.current = now
        return false
      },
      [small],
    ),
  )
  if (!view) return null
  const { box, size: f } = place
  const unwritable =
    view.actual !== 'ok' && view.actual !== 'slow' && view.actual !== 'stopping' && !isTroubled(view.actual)
  const main = mainSaying(view, language)
  const hatched = view.avoidedTenths > 0 && view.believed === 'avoided'
  const edge = unwritable
    ? toneVar(
        view.actual === 'electing'
          ? 'vote'
          : view.actual === 'frozen'
            ? 'flight'
            : view.actual === 'starting'
              ? 'muted'
              : 'bad',
      )
    : isTroubled(view.actual)
      ? toneVar(actualSaying(view, language).tone)
      : hatched
        ? 'var(--avoid)'
        : 'var(--line)'
  const radius = Math.min(f * 0.9, box.h / 5)
  const beside = place.chips !== null && place.chips.y === place.title.y
  const plan = place.chips && planChips(place.chips, sayings(view, language), view.disagree, f, beside)
  const titleEnd = plan && beside ? plan.left - f * 0.5 : place.title.x + place.title.w
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.w}
        height={box.h}
        rx={radius}
        fill="var(--card)"
        stroke={edge}
        strokeWidth={unwritable || hatched || isTroubled(view.actual) ? 2 : 1.25}
      />
      {hatched && (
        <rect
          x={box.x + 1}
          y={box.y + 1}
          width={box.w - 2}
          height={box.h - 2}
          rx={radius}
          fill={`url(#${hatch})`}
          opacity={small ? 0.28 : 0.38}
        />
      )}
      <Title
        place={place}
        shortName={shortName}
        term={view.term}
        end={titleEnd}
        language={language}
        muted={view.actual === 'down'}
      />
      {plan && <Chips plan={plan} disagree={view.disagree} f={f} hatch={hatch} />}
      {place.status && (
        <Status place={place} saying={main} disagree={view.disagree} loss={view.loss} language={language} />
      )}
      {place.total && (
        <Label
          {...inSlot(place.total, 'end')}
          text={fitText([String(view.total), shortCount(view.total)], place.total.w, place.total.size, true)}
          bold
        />
      )}
      {place.level === 'tile' && !place.status && (
        <TileSign place={place} saying={main} disagree={view.disagree} shortName={shortName} />
      )}
      {place.nodes.map((node) => {
        const nodeViewOf = view.nodes.find((v) => v.node === node.node)
        return (
          nodeViewOf && (
            <Node
              key={node.node}
              place={node}
              f={f}
              language={language}
              invites={invites && nodeViewOf.master && nodeViewOf.condition === 'ok'}
              small={small}
              {...nodeViewOf}
            />
          )
        )
      })}
      {!view.topicCreated && <NoTopic place={place} language={language} />}
      {(view.topicCreated ? place.lanes : []).map((lane) => (
        <Lane
          key={lane.queueId}
          place={lane}
          f={f}
          count={view.counts[lane.queueId] ?? 0}
          recent={view.recent[lane.queueId] ?? ''}
          most={most}
          still={unwritable}
          chosenMessage={chosenMessage}
          group={place.group}
        />
      ))}
      {view.topicCreated && place.cells.length > 0 && (
        <Cells cells={place.cells} counts={view.counts} most={most} f={f} />
      )}
    </g>
  )
})

function Title({
  place,
  shortName,
  term,
  end,
  language,
  muted,
}: {
  place: GroupBox
  shortName: string
  term: number
  /** Where something else begins. */
  end: number
  language: Language
  muted: boolean
}) {
  const { title, size: f } = place
  const text = fitText([place.name, shortName], title.w, title.size, true)
  const nameW = trueWidth(text, title.size, true)
  const left = end - title.x - nameW - f * 0.6
  const roomy = place.level === 'full' || place.level === 'compact'
  const termText = term > 0 && roomy && left > f * 2.2 ? fitText(stagePhrases.term[language](term), left, f * 0.85) : ''
  return (
    <>
      <Label {...inSlot(title)} text={text} bold fill={muted ? 'var(--muted)' : 'var(--text)'} />
      {termText && (
        <Label
          x={title.x + nameW + f * 0.5}
          y={title.y + title.h / 2}
          size={f * 0.85}
          text={termText}
          fill="var(--muted)"
        />
      )}
    </>
  )
}

/** Wordings tried in turn, longest first: which "who" and which "what" each of the three chips takes. */
const CHIP_WORDINGS: readonly (readonly (readonly [who: number, what: number])[])[] = [
  [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  [
    [0, 0],
    [1, 0],
    [0, 0],
  ],
  [
    [0, 0],
    [1, 1],
    [0, 0],
  ],
  [
    [0, 1],
    [1, 1],
    [0, 0],
  ],
  [
    [0, 1],
    [1, 1],
    [0, 1],
  ],
  [
    [0, 1],
    [1, 1],
    [2, 0],
  ],
  [
    [0, 1],
    [1, 1],
    [1, 1],
  ],
  [
    [1, 1],
    [1, 1],
    [2, 1],
  ],
  [
    [1, 1],
    [2, 1],
    [2, 1],
  ],
]

interface ChipPlan {
  chips: { saying: Saying; whoText: string; whatText: string; whoW: number; signW: number; x: number; w: number }[]
  /** Left end of everything. */
  left: number
  y: number
  h: number
}

/** The three truths side by side, in the longest wording that has room. */
function planChips(area: Box, list: readonly Saying[], disagree: boolean, f: number, end: boolean): ChipPlan {
  const gap = f * 0.35
  const size = f * 0.9
  const differW = disagree ? f * 1.3 : 0
  let chips: ChipPlan['chips'] = []
  let total = 0
  for (const wording of CHIP_WORDINGS) {
    chips = list.map((saying, i) => {
      const [who, what] = wording[i]
      const whoText = saying.who[Math.min(who, saying.who.length - 1)]
      const whatText = saying.what[Math.min(what, saying.what.length - 1)]
      const whoW = whoText ? trueWidth(whoText, size) + f * 0.35 : 0
      const signW = saying.sign ? f * 1.05 : 0
      return {
        saying,
        whoText,
        whatText,
        whoW,
        signW,
        x: 0,
        w: whoW + signW + trueWidth(whatText, size, true) + f * 1.15,
      }
    })
    total = chips.reduce((sum, c) => sum + c.w, 0) + gap * (chips.length - 1)
    if (total + differW <= area.w) break
  }
  const h = Math.min(f * 1.55, area.h)
  const left = end ? area.x + area.w - total - differW : area.x
  let x = left + differW
  for (const chip of chips) {
    chip.x = x
    x += chip.w + gap
  }
  return { chips, left, y: area.y + (area.h - h) / 2, h }
}

function Chips({ plan, disagree, f, hatch }: { plan: ChipPlan; disagree: boolean; f: number; hatch: string }) {
  const { y, h } = plan
  return (
    <g>
      {disagree && <Sign name="differ" x={plan.left + f * 0.5} y={y + h / 2} size={f * 0.95} fill="var(--avoid)" />}
      {plan.chips.map(({ saying, whoText, whatText, whoW, signW, x, w }, i) => {
        const tone = toneVar(saying.tone)
        const quiet = saying.tone === 'good'
        const plainFill = quiet || saying.hatched
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: always the same three, in this order
          <g key={i}>
            <rect x={x} y={y} width={w} height={h} rx={h / 2} fill="var(--card)" />
            <rect
              x={x}
              y={y}
              width={w}
              height={h}
              rx={h / 2}
              fill={plainFill ? 'var(--card)' : softVar(saying.tone)}
              fillOpacity={plainFill ? 1 : 0.45}
              stroke={quiet ? 'var(--line)' : tone}
              strokeWidth={1.25}
            />
            {saying.hatched && (
              <rect x={x} y={y} width={w} height={h} rx={h / 2} fill={`url(#${hatch})`} opacity={0.3} />
            )}
            <Label x={x + f * 0.55} y={y + h / 2} size={f * 0.9} text={whoText} fill="var(--muted)" />
            {saying.sign && (
              <Sign name={saying.sign} x={x + f * 0.55 + whoW + f * 0.4} y={y + h / 2} size={f * 0.75} fill={tone} />
            )}
            <Label
              x={x + f * 0.55 + whoW + signW}
              y={y + h / 2}
              size={f * 0.9}
              text={whatText}
              fill={quiet ? 'var(--good)' : saying.tone === 'muted' ? 'var(--text)' : tone}
              bold
            />
          </g>
        )
      })}
    </g>
  )
}

function Status({
  place,
  saying,
  disagree,
  loss,
  language,
}: {
  place: GroupBox
  saying: Saying
  disagree: boolean
  loss: number
  language: Language
}) {
  const slot = place.status
  if (!slot) return null
  const f = place.size
  const sign = saying.sign ?? (saying.tone === 'good' ? 'tick' : null)
  const signW = sign ? f * 1.1 : 0
  const differW = disagree ? f * 1.1 : 0
  const link = loss > 0 ? linkPill(loss, f, slot.w * 0.56, language) : null
  const room = slot.w - signW - differW - (link ? link.w + f * 0.3 : 0)
  return (
    <>
      {sign && (
        <Sign name={sign} x={slot.x + f * 0.4} y={slot.y + slot.h / 2} size={f * 0.75} fill={toneVar(saying.tone)} />
      )}
      <Label
        x={slot.x + signW}
        y={slot.y + slot.h / 2}
        size={slot.size}
        text={fitText(saying.what, room, slot.size)}
        fill={toneVar(saying.tone)}
      />
      {link && <LinkPill x={slot.x + slot.w - differW - link.w} y={slot.y + slot.h / 2} f={f} pill={link} />}
      {disagree && (
        <Sign name="differ" x={slot.x + slot.w - f * 0.5} y={slot.y + slot.h / 2} size={f * 0.8} fill="var(--avoid)" />
      )}
    </>
  )
}

/** On the smallest tiles a sign stands for the words. */
function TileSign({
  place,
  saying,
  shortName,
}: {
  place: GroupBox
  saying: Saying
  disagree: boolean
  shortName: string
}) {
  const { title, size: f } = place
  const text = fitText([place.name, shortName], title.w, title.size, true)
  const x = title.x + trueWidth(text, title.size, true) + f * 0.7
  if (x + f * 0.5 > title.x + title.w) return null
  const sign = saying.sign ?? (saying.tone === 'good' ? 'tick' : saying.hatched ? 'pause' : 'differ')
  return <Sign name={sign} x={x} y={title.y + title.h / 2} size={f * 0.75} fill={toneVar(saying.tone)} />
}

interface NodeProps extends NodeView {
  place: NodeBox
  f: number
  language: Language
  invites: boolean
  small: boolean
}

const Node = memo(function Node({ place, f, language, invites, small, ...view }: NodeProps) {
  const { box, title, state } = place
  const look = nodeLook(view, language)
  const tone = toneVar(look.tone)
  const role = view.master ? stageWordings.roleMaster[language] : stageWordings.roleSlave[language]
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
    invites && state ? invitationOf(language, (inline ? line - least : state.w) - f * 1.6, state.size * 0.95) : null
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
        <Sign name="crown" x={box.x + box.w / 2} y={box.y + box.h / 2} size={f} fill="var(--good)" />
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
      {small && invites && !state && (
        <g className="stage-invitation">
          <Sign name="bolt" x={box.x + box.w - f * 0.5} y={box.y + f * 0.5} size={f * 0.7} fill="var(--flight)" />
        </g>
      )}
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
  sign: Saying['sign']
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
function invitationOf(language: Language, room: number, size: number): { text: string; w: number; textSize: number } {
  const text = fitText(stageWordings.invitation[language], room, size, true)
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

/** A break through a node that does not run. */
function Crack({ box, f, at }: { box: Box; f: number; at: number }) {
  const x = box.x + box.w * at
  const step = box.h / 5
  const d = `M${x + f * 0.15} ${box.y} l${-f * 0.3} ${step} l${f * 0.5} ${step} l${-f * 0.45} ${step} l${f * 0.4} ${step} l${-f * 0.25} ${step}`
  return <path d={d} fill="none" stroke="var(--bad)" strokeWidth={1.25} opacity={0.55} />
}

/** Where the lanes will be once a message has created the Topic on this group. */
function NoTopic({ place, language }: { place: GroupBox; language: Language }) {
  const f = place.size
  const first = place.lanes[0]?.box ?? place.cells[0]
  if (!first) return null
  const { x, y } = first
  const { w, h } = first
  const size = Math.min(f, h * 0.8)
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={Math.min(f * 0.55, h / 3)}
        fill="none"
        stroke="var(--line-strong)"
        strokeDasharray={`${f * 0.4} ${f * 0.3}`}
      />
      <Label
        x={x + w / 2}
        y={y + h / 2}
        size={size}
        text={fitText(stageWordings.noTopic[language], w - f * 0.8, size)}
        anchor="middle"
        fill="var(--muted)"
      />
    </g>
  )
}

interface LaneProps {
  place: LaneBox
  f: number
  count: number
  recent: string
  most: number
  still: boolean
  chosenMessage: number
  group: number
}

const Lane = memo(function Lane({ place, f, count, recent, most, still, chosenMessage, group }: LaneProps) {
  const { box, label, body, count: countSlot } = place
  const ids = recent === '' ? [] : recent.split(',')
  const side = Math.min(box.h - f * 0.3, f * 2.4)
  const size = Math.min(side * 0.62, f * 1.15)
  const squareW = Math.max(side * 1.12, textWidth(ids[0] ?? '0', size) + f * 0.5)
  const gap = f * 0.28
  const room = Math.floor((body.w + gap) / (squareW + gap))
  // Below this the numbers could not be read: then a bar says how many.
  const squares = size >= f * 0.74 && room >= 2
  return (
    <g>
      <rect x={box.x} y={box.y} width={box.w} height={box.h} rx={Math.min(f * 0.55, box.h / 3)} fill="var(--inset)" />
      <Label {...inSlot(label)} x={label.x + f * 0.4} text={`q${place.queueId}`} fill="var(--muted)" />
      {squares
        ? ids
            .slice(0, room)
            .map((id, i) => (
              <Square
                key={id}
                x={body.x + i * (squareW + gap)}
                y={body.y + (body.h - side) / 2}
                w={squareW}
                h={side}
                size={size}
                id={id}
                age={i}
                still={still}
                chosen={Number(id) === chosenMessage}
                group={group}
              />
            ))
        : body.w > f && (
            <>
              <rect
                x={body.x}
                y={body.y + body.h / 2 - f * 0.22}
                width={body.w}
                height={f * 0.44}
                rx={f * 0.22}
                fill="var(--line)"
                opacity={0.7}
              />
              <rect
                x={body.x}
                y={body.y + body.h / 2 - f * 0.22}
                width={Math.max(0, Math.min(1, count / most)) * body.w}
                height={f * 0.44}
                rx={f * 0.22}
                fill={still ? 'var(--muted)' : 'var(--flight)'}
                opacity={0.75}
              />
            </>
          )}
      <Label
        {...inSlot(countSlot, 'end')}
        x={countSlot.x + countSlot.w - f * 0.35}
        text={fitText([String(count), shortCount(count)], countSlot.w - f * 0.3, countSlot.size, true)}
        bold
        fill={still ? 'var(--muted)' : 'var(--text)'}
      />
    </g>
  )
})

interface SquareProps {
  x: number
  y: number
  w: number
  h: number
  size: number
  id: string
  /** 0 is the newest. */
  age: number
  still: boolean
  chosen: boolean
  group: number
}

/** A stored message: the newest stands nearest to the producer and is the brightest. */
const Square = memo(function Square({ x, y, w, h, size, id, age, still, chosen, group }: SquareProps) {
  const fade = Math.max(0.25, 1 - age * 0.11)
  return (
    <g className="stage-stored" data-message={id} data-group={group}>
      <rect
        x={x}
        y={y}
        width={w}
        height={h}
        rx={Math.min(6, h / 4)}
        fill={still ? 'var(--line)' : 'var(--flight-soft)'}
        opacity={still ? 0.8 : fade}
        stroke={chosen ? 'var(--flight)' : 'none'}
        strokeWidth={chosen ? 2 : 0}
      />
      <Label
        x={x + w / 2}
        y={y + h / 2}
        size={size}
        text={id}
        anchor="middle"
        fill={age === 0 && !still ? 'var(--text)' : 'var(--muted)'}
        bold={age === 0 && !still}
      />
    </g>
  )
})

/** Steps of shade between nothing and the most. */
const SHADES = 8

const roundedRect = (b: Box, r: number): string =>
  `M${(b.x + r).toFixed(1)} ${b.y.toFixed(1)}h${(b.w - 2 * r).toFixed(1)}a${r} ${r} 0 0 1 ${r} ${r}v${(b.h - 2 * r).toFixed(1)}` +
  `a${r} ${r} 0 0 1 ${-r} ${r}h${(2 * r - b.w).toFixed(1)}a${r} ${r} 0 0 1 ${-r} ${-r}v${(2 * r - b.h).toFixed(1)}a${r} ${r} 0 0 1 ${r} ${-r}Z`

/**
 * The queues of a large cluster: each count as a shade, in words where they fit. One path per shade, because every
 * element more is painted again with every message.
 */
const Cells = memo(function Cells({
  cells,
  counts,
  most,
  f,
}: {
  cells: Box[]
  counts: number[]
  most: number
  f: number
}) {
  const first = cells[0]
  const radius = Math.round(Math.min(3, first.h / 4, first.w / 4) * 10) / 10
  const paths: string[] = []
  cells.forEach((cell, queueId) => {
    const count = counts[queueId] ?? 0
    const shade = count === 0 ? 0 : 1 + Math.round((SHADES - 1) * Math.min(1, count / most))
    paths[shade] = (paths[shade] ?? '') + roundedRect(cell, radius)
  })
  const size = f * 0.85
  const words = first.w >= f * 1.9 && first.h >= f * 1.15
  const room = first.w - f * 0.6
  // All say as much as the one with the least room.
  const named = words && cells.every((_, queueId) => textWidth(`q${queueId} · ${counts[queueId] ?? 0}`, size) <= room)
  return (
    <>
      {paths.map((d, shade) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the shade
          key={shade}
          d={d}
          fill={shade === 0 ? 'var(--inset)' : 'var(--flight-soft)'}
          opacity={shade === 0 ? 1 : 0.2 + (0.8 * shade) / SHADES}
        />
      ))}
      {words &&
        cells.map((cell, queueId) => (
          <Label
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is the queueId
            key={queueId}
            x={cell.x + cell.w / 2}
            y={cell.y + cell.h / 2}
            size={size}
            text={
              named
                ? `q${queueId} · ${counts[queueId] ?? 0}`
                : fitText([String(counts[queueId] ?? 0), shortCount(counts[queueId] ?? 0), ''], room, size)
            }
            anchor="middle"
          />
        ))}
    </>
  )
}, sameCells)

/** Counts are a new list with every message; shades are not. */
function sameCells(
  a: { cells: Box[]; counts: number[]; most: number; f: number },
  b: { cells: Box[]; counts: number[]; most: number; f: number },
): boolean {
  return a.cells === b.cells && a.most === b.most && a.f === b.f && sameView(a.counts, b.counts)
}
