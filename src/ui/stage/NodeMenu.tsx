// What can be done to a node. Kill is always first: two clicks. Loaded when the page is idle.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import * as Popover from '@radix-ui/react-popover'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { ProcessState } from '../../engine'
import type { Box } from '../../scene/boxes'
import { act } from '../../store/actions'
import { stageWords } from '../../text/stage'
import type { Language } from '../../text/words'
import { Sign, type SignName } from './parts'

export interface NodeMenuProps {
  /** Whom it is about, e.g. "broker-a/n0". */
  target: string
  kind: 'broker' | 'nameServer' | 'producer'
  /** Name said to assistive technology. */
  name: string
  process: ProcessState
  slowMs: number
  /** Where the node stands on the stage. */
  place: Box
  language: Language
  onClose: () => void
  onKill: () => void
}

type Verb = 'kill' | 'powerOff' | 'freeze' | 'resume' | 'slow' | 'stop' | 'restart'

/** Letter that chooses the item while the menu is open. */
const LETTER: Record<Verb, string> = {
  kill: 'K',
  powerOff: 'P',
  freeze: 'F',
  resume: 'U',
  slow: 'D',
  stop: 'G',
  restart: 'R',
}

const SIGN: Record<Verb, SignName> = {
  kill: 'cross',
  powerOff: 'power',
  freeze: 'snow',
  resume: 'tick',
  slow: 'clock',
  stop: 'pause',
  restart: 'bolt',
}

/** What makes sense for a process, in the order of the menu. */
function verbsFor(kind: NodeMenuProps['kind'], process: ProcessState): Verb[] {
  if (kind === 'producer') return process === 'running' ? ['kill', 'restart'] : ['restart']
  switch (process) {
    case 'running':
      return ['kill', 'powerOff', 'freeze', 'slow', 'stop', 'restart']
    case 'frozen':
      return ['kill', 'resume', 'powerOff', 'restart']
    case 'stopping':
      return ['kill', 'powerOff']
    case 'starting':
      return ['kill', 'powerOff']
    default:
      return ['restart']
  }
}

const SLOWEST_MS = 5000
const SLOW_STEP_MS = 50

export default function NodeMenu({
  target,
  kind,
  name,
  process,
  slowMs,
  place,
  language,
  onClose,
  onKill,
}: NodeMenuProps) {
  const [slowing, setSlowing] = useState(false)
  const verbs = verbsFor(kind, process)
  const anchor = (
    <span className="stage-anchor" style={{ left: place.x, top: place.y, width: place.w, height: place.h }} />
  )

  const run = (verb: Verb) => {
    if (verb === 'slow') {
      setSlowing(true)
      return
    }
    if (verb === 'kill') onKill()
    act({ type: verb, target })
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const verb = verbs.find((v) => LETTER[v].toLowerCase() === event.key.toLowerCase())
    if (!verb || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    run(verb)
  }

  if (slowing) {
    return (
      <Popover.Root open onOpenChange={(open) => !open && onClose()}>
        <Popover.Anchor asChild>{anchor}</Popover.Anchor>
        <Popover.Portal>
          <Popover.Content
            className="stage-menu stage-slow"
            side="bottom"
            sideOffset={8}
            collisionPadding={8}
            aria-label={`${name}: ${stageWords.slow[language]}`}
          >
            <SlowSlider target={target} slowMs={slowMs} language={language} onDone={onClose} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    )
  }
  const label = (verb: Verb) =>
    verb === 'restart' && kind === 'producer' ? stageWords.restartProducer[language] : stageWords[verb][language]
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && !slowing && onClose()} modal={false}>
      <DropdownMenu.Trigger asChild tabIndex={-1} aria-hidden="true">
        {anchor}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="stage-menu"
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          loop
          aria-label={`${name}: ${stageWords.menuOf[language]}`}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {verbs.map((verb) => (
            <DropdownMenu.Item
              key={verb}
              className={verb === 'kill' ? 'stage-menu-item stage-menu-kill' : 'stage-menu-item'}
              textValue={LETTER[verb]}
              onSelect={(event) => {
                if (verb === 'slow') event.preventDefault()
                run(verb)
              }}
            >
              <svg viewBox="-10 -10 20 20" width="1.1em" height="1.1em" aria-hidden="true">
                <Sign name={SIGN[verb]} x={0} y={0} size={16} fill="currentColor" />
              </svg>
              <span>{label(verb)}</span>
              <kbd>{LETTER[verb]}</kbd>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function SlowSlider({
  target,
  slowMs,
  language,
  onDone,
}: {
  target: string
  slowMs: number
  language: Language
  onDone: () => void
}) {
  const [ms, setMs] = useState(slowMs)
  const id = useId()
  const said = ms > 0 ? `+${ms} ms` : stageWords.slowOff[language]
  // One action for one decision: not one for each step of the slider.
  const done = useRef(slowMs)
  const commit = (value: number) => {
    if (value !== done.current) act({ type: 'slow', target, ms: value })
    done.current = value
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        commit(ms)
        onDone()
      }}
    >
      <div className="stage-slow-head">
        {/* An output inside the label would take the label for itself. */}
        <label htmlFor={id}>{stageWords.slowTitle[language]}</label>
        <output>{said}</output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={SLOWEST_MS}
        step={SLOW_STEP_MS}
        value={ms}
        aria-valuetext={said}
        onChange={(event) => setMs(Number(event.currentTarget.value))}
        onPointerUp={(event) => commit(Number(event.currentTarget.value))}
      />
      <button type="submit" className="stage-slow-done">
        {stageWords.done[language]}
      </button>
    </form>
  )
}
