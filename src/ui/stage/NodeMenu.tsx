// What can be done to a node. Kill is always first: two clicks. Loaded when the page is idle.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import * as Popover from '@radix-ui/react-popover'
import { Fragment, type KeyboardEvent, useCallback, useId, useRef, useState } from 'react'
import { responseCodeName } from '../../i18n/exceptions'
import type { Messages } from '../../i18n/messages'
import { type ClusterState, MAX_ANSWER_TIMES, type ProcessState } from '../../rocketmq'
import { act } from '../../session/actions'
import type { Box } from '../../stage/boxes'
import { sameView } from '../../stage/sceneAt'
import { useClusterState } from '../shell/useClusterState'
import { useMessages } from '../shell/useMessages'
import { Sign, type SignName } from './parts'
import { StopChoice, stopSubject } from './StopChoice'
import { type TroubleItem, troubleItems } from './troubleItems'

export interface NodeMenuProps {
  /** Whom it is about, e.g. "broker-a/n0". */
  target: string
  kind: 'broker' | 'nameServer' | 'producer'
  /** Name said to assistive technology. */
  name: string
  process: ProcessState
  slowMs: number
  /** Position of the producer whose link to the node may be cut. */
  producer: number
  /** Where the node stands on the stage. */
  place: Box
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
  restart: 'again',
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

/** Letter of "Stop when ...". */
const STOP_LETTER = 'B'

const SLOWEST_MS = 5000
const SLOW_STEP_MS = 50

/** Where the panel stands beside the stage, the menu stays off it: a lesson tells there what to choose. */
const boundary = (): Element | null =>
  window.matchMedia('(min-width: 860px)').matches ? document.querySelector('.stage-area') : null

export default function NodeMenu({
  target,
  kind,
  name,
  process,
  slowMs,
  producer,
  place,
  onClose,
  onKill,
}: NodeMenuProps) {
  const m = useMessages()
  const [choosing, setChoosing] = useState<'slow' | 'answer' | 'stop' | null>(null)
  const headId = useId()
  const verbs = verbsFor(kind, process)
  const stops = stopSubject(target)
  const troubles = useClusterState(
    useCallback((state: ClusterState) => troubleItems(state, target, producer), [target, producer]),
    sameView,
  )
  const anchor = (
    <span className="stage-anchor" style={{ left: place.x, top: place.y, width: place.w, height: place.h }} />
  )

  const run = (verb: Verb) => {
    if (verb === 'slow') {
      setChoosing('slow')
      return
    }
    if (verb === 'kill') onKill()
    act({ type: verb, target })
    onClose()
  }

  const suffer = (item: TroubleItem) => {
    if (item.action === null) {
      setChoosing('answer')
      return
    }
    act(item.action)
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const letter = event.key.toUpperCase()
    const verb = verbs.find((v) => LETTER[v] === letter)
    const item = troubles.find((one) => one.letter === letter)
    const stop = letter === STOP_LETTER && stops !== null
    if (!verb && !item && !stop) return
    event.preventDefault()
    event.stopPropagation()
    if (verb) run(verb)
    else if (item) suffer(item)
    else setChoosing('stop')
  }

  if (choosing !== null) {
    const label =
      choosing === 'stop'
        ? m.breakpoints.menuOf(name)
        : `${name}: ${choosing === 'slow' ? m.stageMenu.slow : m.stageMenu.answerTitle}`
    return (
      <Popover.Root open onOpenChange={(open) => !open && onClose()}>
        <Popover.Anchor asChild>{anchor}</Popover.Anchor>
        <Popover.Portal>
          <Popover.Content
            className="stage-menu stage-slow"
            side="bottom"
            sideOffset={8}
            collisionPadding={8}
            aria-label={label}
          >
            {choosing === 'stop' && stops !== null ? (
              <StopChoice subject={stops} m={m} onDone={onClose} />
            ) : choosing === 'slow' ? (
              <SlowSlider target={target} slowMs={slowMs} m={m} onDone={onClose} />
            ) : (
              <AnswerChoice target={target} m={m} onDone={onClose} />
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    )
  }
  const label = (verb: Verb): string =>
    verb === 'restart' && kind === 'producer' ? m.stageMenu.restartProducer : m.stageMenu[verb]
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && choosing === null && onClose()} modal={false}>
      <DropdownMenu.Trigger asChild tabIndex={-1} aria-hidden="true">
        {anchor}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="stage-menu stage-menu-sides"
          side="bottom"
          align="start"
          sideOffset={6}
          collisionBoundary={boundary()}
          collisionPadding={8}
          loop
          aria-label={`${name}: ${m.stageMenu.menuOf}`}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Group>
            {verbs.map((verb) => (
              <MenuItem
                key={verb}
                kills={verb === 'kill'}
                sign={SIGN[verb]}
                label={label(verb)}
                letter={LETTER[verb]}
                opens={verb === 'slow'}
                onChoose={() => run(verb)}
              />
            ))}
            {stops !== null && (
              <MenuItem
                kills={false}
                sign="octagon"
                label={m.breakpoints.stopWhenMenu}
                letter={STOP_LETTER}
                opens
                onChoose={() => setChoosing('stop')}
              />
            )}
          </DropdownMenu.Group>
          {troubles.length > 0 && (
            <DropdownMenu.Group className="stage-menu-more" aria-labelledby={headId}>
              <DropdownMenu.Label id={headId} className="stage-menu-head">
                {m.stageMenu[kind === 'nameServer' ? 'linkOf' : 'suffering']}
              </DropdownMenu.Label>
              {troubles.map((item) => (
                <MenuItem
                  key={item.id}
                  kills={false}
                  sign={item.ends ? 'tick' : item.sign}
                  label={item.label(m)}
                  letter={item.letter}
                  opens={item.action === null}
                  onChoose={() => suffer(item)}
                />
              ))}
            </DropdownMenu.Group>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function MenuItem({
  sign,
  label,
  letter,
  kills,
  opens,
  onChoose,
}: {
  sign: SignName
  label: string
  letter: string
  kills: boolean
  /** Leads to a choice; the menu must not close by itself. */
  opens: boolean
  onChoose: () => void
}) {
  return (
    <DropdownMenu.Item
      className={kills ? 'stage-menu-item stage-menu-kill' : 'stage-menu-item'}
      textValue={letter}
      onSelect={(event) => {
        if (opens) event.preventDefault()
        onChoose()
      }}
    >
      <svg viewBox="-10 -10 20 20" width="1.1em" height="1.1em" aria-hidden="true">
        <Sign name={sign} x={0} y={0} size={16} fill="currentColor" />
      </svg>
      <span>{label}</span>
      <kbd>{letter}</kbd>
    </DropdownMenu.Item>
  )
}

/** MESSAGE_ILLEGAL is never retried, SYSTEM_ERROR always, SYSTEM_BUSY by newer releases only. */
const ANSWER_CODES = [13, 1, 2]

function AnswerChoice({ target, m, onDone }: { target: string; m: Messages; onDone: () => void }) {
  const order = (code: number, times: number) => {
    act({ type: 'answer', target, code, times })
    onDone()
  }
  const next = m.stageMenu.answerNext
  const every = m.stageMenu.answerEvery
  return (
    <div className="stage-answer">
      <p>{m.stageMenu.answerTitle}</p>
      {ANSWER_CODES.map((code) => {
        const name = responseCodeName(code)
        return (
          <Fragment key={code}>
            <b>{name}</b>
            <button type="button" aria-label={`${name}: ${next}`} onClick={() => order(code, 1)}>
              {next}
            </button>
            <button type="button" aria-label={`${name}: ${every}`} onClick={() => order(code, MAX_ANSWER_TIMES)}>
              {every}
            </button>
          </Fragment>
        )
      })}
    </div>
  )
}

function SlowSlider({
  target,
  slowMs,
  m,
  onDone,
}: {
  target: string
  slowMs: number
  m: Messages
  onDone: () => void
}) {
  const [ms, setMs] = useState(slowMs)
  const id = useId()
  const said = ms > 0 ? `+${ms} ms` : m.stageMenu.slowOff
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
        <label htmlFor={id}>{m.stageMenu.slowTitle}</label>
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
        {m.stageMenu.done}
      </button>
    </form>
  )
}
