// What the marks on the timeline mean, each drawn by what draws it there. Loaded when it is first opened.

import * as Popover from '@radix-ui/react-popover'
import { type ReactNode, type RefObject, useId } from 'react'
import { legendWords } from '../../i18n/legend'
import type { Words } from '../../i18n/words'
import type { GroupStatus } from '../../projections/groupStatus'
import { icons } from '../shell/icons'
import { useTexts } from '../shell/useTexts'
import { PollMark } from './Foot'
import { Attempts, Hatch, STATUS_FILL } from './Lanes'
import './legend.css'

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
  <span className="legend-sign" data-kind={kind} data-planned={planned} aria-hidden="true">
    {text}
  </span>
)

const PARTS: { title: Words; rows: { drawn: ReactNode; words: Words }[] }[] = [
  {
    title: legendWords.lanes,
    rows: [
      { drawn: bar('ok'), words: legendWords.up },
      { drawn: bar('slow'), words: legendWords.slow },
      { drawn: bar('answering'), words: legendWords.refuses },
      { drawn: bar('frozen'), words: legendWords.frozen },
      { drawn: bar('electing'), words: legendWords.electing },
      { drawn: bar('noMaster'), words: legendWords.noMaster },
      { drawn: bar('starting'), words: legendWords.starting },
      { drawn: bar('down'), words: legendWords.down },
    ],
  },
  {
    title: legendWords.attempts,
    rows: [
      {
        drawn: attempts([
          { x: 9, ok: 1, failed: 0, waited: 0 },
          { x: 22, ok: 2, failed: 0, waited: 0 },
          { x: 35, ok: 6, failed: 0, waited: 0 },
        ]),
        words: legendWords.ok,
      },
      { drawn: attempts([{ x: 33, ok: 0, failed: 1, waited: 28 }]), words: legendWords.failed },
    ],
  },
  {
    title: legendWords.belief,
    rows: [
      {
        drawn: (
          <Sample>
            <rect x={1} y={3} width={WIDTH - 2} height={12} rx={3} fill="url(#hatch-avoid)" stroke="var(--avoid)" />
          </Sample>
        ),
        words: legendWords.window,
      },
    ],
  },
  {
    title: legendWords.polls,
    rows: [
      { drawn: poll('changed'), words: legendWords.changed },
      { drawn: poll('unchanged'), words: legendWords.unchanged },
      { drawn: poll('failed'), words: legendWords.pollFailed },
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
        words: legendWords.nextPoll,
      },
    ],
  },
  {
    title: legendWords.yours,
    rows: [
      { drawn: sign('✕', 'break'), words: legendWords.broke },
      { drawn: sign('✓', 'mend'), words: legendWords.mended },
      { drawn: sign('=', 'mend'), words: legendWords.setting },
      { drawn: sign('✕', 'break', true), words: legendWords.planned },
      { drawn: <span className="legend-stop" aria-hidden="true" />, words: legendWords.breakpoint },
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
  const { words, pick } = useTexts()
  const titleId = useId()
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          className="legend"
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          aria-labelledby={titleId}
          onInteractOutside={(event) => {
            // Its own button closes it; closing it here as well would open it again.
            if (button.current?.contains(event.target as Node)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            button.current?.focus({ preventScroll: true })
          }}
        >
          <div className="legend-head">
            <h2 id={titleId}>{words.legend}</h2>
            <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
              {icons.close}
            </button>
          </div>
          <svg width={0} height={0} className="absolute" aria-hidden="true">
            <Hatch />
          </svg>
          <div className="legend-parts">
            {PARTS.map(({ title, rows }) => (
              <section key={title.en}>
                <h3>{pick(title)}</h3>
                <ul>
                  {rows.map(({ drawn, words: meaning }) => (
                    <li key={meaning.en}>
                      <span className="legend-drawn">{drawn}</span>
                      <span>{pick(meaning)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <p className="legend-faint">{pick(legendWords.faint)}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
