// What the marks on the timeline mean, each drawn by what draws it there. Loaded when it is first opened.

import type { ReactNode, RefObject } from 'react'
import type { Text } from '../../i18n/messages'
import type { GroupStatus } from '../../projections/groupStatus'
import { sendsOf } from '../../rocketmq'
import { useApp } from '../../session/appStore'
import { Popover } from '../kit/Popover'
import { useMessages } from '../shell/useMessages'
import { PollMark } from './Foot'
import { Attempts, Hatch, STATUS_FILL } from './Lanes'

const WIDTH = 44
const HEIGHT = 18

const Sample = ({ children }: { children: ReactNode }) => (
  <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
    {children}
  </svg>
)

const bar = (status: GroupStatus) => (
  <Sample>
    <rect x={1} y={3} width={WIDTH - 2} height={12} rx={3} fill={STATUS_FILL[status]} />
  </Sample>
)

/** Attempts along the sample, as the lanes are given them. */
const attempts = (marks: { x: number; ok: number; failed: number; waited: number }[]) => (
  <Sample>
    <Attempts
      attempts={marks.map(({ x, ok, failed, waited }) => ({ atMs: x, ok, failed, failedLatencyMs: waited }))}
      axis={{ toX: (x) => x }}
      top={2}
      height={14}
    />
  </Sample>
)

const poll = (outcome: string) => (
  <Sample>
    <PollMark x={WIDTH / 2} outcome={outcome} title="" />
  </Sample>
)

const sign = (text: string, kind: 'break' | 'mend', planned = false) => (
  <span
    className="[--mark:var(--bad)] grid place-items-center w-15 h-12.5 border border-(--mark) rounded-sm bg-(--mark) text-on-colour text-fine font-semibold leading-none data-[kind=mend]:[--mark:var(--flight)] data-[planned=true]:border-dashed data-[planned=true]:[background:color-mix(in_srgb,var(--mark)_12%,var(--panel))] data-[planned=true]:text-(--mark)"
    data-kind={kind}
    data-planned={planned}
    aria-hidden="true"
  >
    {text}
  </span>
)

const square = (stroke: string, opacity: number, dash?: string) => (
  <Sample>
    <rect
      x={12}
      y={2}
      width={20}
      height={14}
      rx={3}
      fill="var(--flight)"
      fillOpacity={opacity}
      stroke={stroke}
      strokeDasharray={dash}
    />
  </Sample>
)

const upTo = (colour: string, arrow: boolean) => (
  <Sample>
    <line x1={2} x2={28} y1={9} y2={9} stroke={colour} strokeWidth={2} />
    {arrow ? (
      <path d="M28 4l5 8h-10z" fill={colour} />
    ) : (
      <line x1={28} x2={28} y1={1} y2={17} stroke={colour} strokeWidth={2.5} />
    )}
  </Sample>
)

interface Part {
  title: Text<'legend'>
  rows: { drawn: ReactNode; words: Text<'legend'> }[]
}

/** What is drawn inside an opened Broker: only where a run has it. */
const INSIDE: Part = {
  title: (m) => m.legend.inside,
  rows: [
    { drawn: square('none', 0.85), words: (m) => m.legend.onDisk },
    { drawn: square('var(--flight)', 0.3), words: (m) => m.legend.inCache },
    { drawn: square('var(--flight)', 0, '4 3'), words: (m) => m.legend.notDispatched },
    {
      drawn: (
        <Sample>
          <path d="M17 2h10l-5 6z" fill="var(--flight)" />
          <line x1={22} x2={22} y1={7} y2={17} stroke="var(--flight)" strokeWidth={2.5} />
        </Sample>
      ),
      words: (m) => m.legend.written,
    },
    { drawn: upTo('var(--good)', false), words: (m) => m.legend.flushedTo },
    { drawn: upTo('var(--flight)', true), words: (m) => m.legend.dispatchedTo },
    { drawn: upTo('var(--vote)', true), words: (m) => m.legend.confirmedTo },
    {
      drawn: (
        <Sample>
          <rect x={12} y={2} width={20} height={14} rx={3} fill="none" stroke="var(--bad)" strokeWidth={1.5} />
          <path d="M13 15L25 3M20 15L31 4" stroke="var(--bad)" strokeWidth={3} />
        </Sample>
      ),
      words: (m) => m.legend.divergent,
    },
    {
      drawn: (
        <Sample>
          <circle cx={7} cy={9} r={4.5} fill="var(--text)" />
          <circle cx={22} cy={9} r={4.5} fill="none" stroke="var(--text)" strokeWidth={2} />
          <circle
            cx={37}
            cy={9}
            r={4.5}
            fill="none"
            stroke="var(--line-strong)"
            strokeWidth={2}
            strokeDasharray="2 2"
          />
        </Sample>
      ),
      words: (m) => m.legend.copyHas,
    },
  ],
}

const PARTS: Part[] = [
  {
    title: (m) => m.legend.lanes,
    rows: [
      { drawn: bar('ok'), words: (m) => m.legend.up },
      { drawn: bar('slow'), words: (m) => m.legend.slow },
      { drawn: bar('diskFull'), words: (m) => m.legend.full },
      { drawn: bar('answering'), words: (m) => m.legend.refuses },
      { drawn: bar('frozen'), words: (m) => m.legend.frozen },
      { drawn: bar('electing'), words: (m) => m.legend.electing },
      { drawn: bar('noMaster'), words: (m) => m.legend.noMaster },
      { drawn: bar('starting'), words: (m) => m.legend.starting },
      { drawn: bar('down'), words: (m) => m.legend.down },
    ],
  },
  {
    title: (m) => m.legend.attempts,
    rows: [
      {
        drawn: attempts([
          { x: 9, ok: 1, failed: 0, waited: 0 },
          { x: 22, ok: 2, failed: 0, waited: 0 },
          { x: 35, ok: 6, failed: 0, waited: 0 },
        ]),
        words: (m) => m.legend.ok,
      },
      { drawn: attempts([{ x: 33, ok: 0, failed: 1, waited: 28 }]), words: (m) => m.legend.failed },
    ],
  },
  {
    title: (m) => m.legend.belief,
    rows: [
      {
        drawn: (
          <Sample>
            <rect x={1} y={3} width={WIDTH - 2} height={12} rx={3} fill="url(#hatch-avoid)" stroke="var(--avoid)" />
          </Sample>
        ),
        words: (m) => m.legend.window,
      },
    ],
  },
  {
    title: (m) => m.legend.polls,
    rows: [
      { drawn: poll('changed'), words: (m) => m.legend.changed },
      { drawn: poll('unchanged'), words: (m) => m.legend.unchanged },
      { drawn: poll('failed'), words: (m) => m.legend.pollFailed },
      {
        drawn: (
          <Sample>
            <rect
              x={WIDTH / 2 - 4}
              y={HEIGHT / 2 - 4}
              width={8}
              height={8}
              rx={1}
              transform={`rotate(45 ${WIDTH / 2} ${HEIGHT / 2})`}
              fill="none"
              stroke="var(--flight)"
              strokeDasharray="2 2"
            />
          </Sample>
        ),
        words: (m) => m.legend.nextPoll,
      },
    ],
  },
  {
    title: (m) => m.legend.yours,
    rows: [
      { drawn: sign('✕', 'break'), words: (m) => m.legend.broke },
      { drawn: sign('✓', 'mend'), words: (m) => m.legend.mended },
      { drawn: sign('=', 'mend'), words: (m) => m.legend.setting },
      { drawn: sign('✕', 'break', true), words: (m) => m.legend.planned },
      {
        drawn: (
          <span
            className="size-[14px] bg-bad [clip-path:polygon(30%_0,70%_0,100%_30%,100%_70%,70%_100%,30%_100%,0_70%,0_30%)]"
            aria-hidden="true"
          />
        ),
        words: (m) => m.legend.breakpoint,
      },
    ],
  },
]

export default function Legend({
  button,
  onClose,
}: {
  button: RefObject<HTMLButtonElement | null>
  onClose: () => void
}) {
  const m = useMessages('legend')
  const sends = useApp(({ run }) => sendsOf(run.input.scenario.settings, 1))
  const inside = useApp((state) => state.input.scenario.settings.simulateStore)
  return (
    <Popover
      title={m.page.legend}
      anchor={button}
      width={44}
      className="[&_section]:break-inside-avoid [&_section]:pt-5 [&_h3]:pb-1.5 [&_h3]:text-muted [&_h3]:font-semibold [&_li]:flex [&_li]:items-center [&_li]:gap-8 [&_li]:min-h-17"
      onClose={onClose}
    >
      <svg width={0} height={0} className="absolute" aria-hidden="true">
        <Hatch />
      </svg>
      <div className="[columns:2_18rem] gap-x-16">
        {(inside ? [...PARTS, INSIDE] : PARTS).map(({ title, rows }) => (
          <section key={title(m)}>
            <h3>{title(m)}</h3>
            <ul>
              {rows.map(({ drawn, words: meaning }) => (
                <li key={meaning(m)}>
                  <span className="grid flex-none place-items-center w-[44px]">{drawn}</span>
                  <span>{meaning(m)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="pt-6 text-muted">{m.legend.faint}</p>
      {sends > 1 && <p className="pt-3 font-semibold">{m.legend.perPacket(m.format.number(sends))}</p>}
    </Popover>
  )
}
