// The menu of a node, whatever its kind: what can be done to its process, and its faults. Loaded when the page is idle.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import * as Popover from '@radix-ui/react-popover'
import { type KeyboardEvent, useId, useState } from 'react'
import { act } from '../../../session/actions'
import { sameView } from '../../../stage/sameView'
import { useClusterState } from '../../shell/useClusterState'
import { useMessages } from '../../shell/useMessages'
import type { SignName } from '../Sign'
import type { OpenedMenu } from '../StageButtons'
import { BreakpointChoice } from './BreakpointChoice'
import { LinkChoice } from './LinkChoice'
import { MenuItem } from './MenuItem'
import './menu.css'
import MenuWait from './MenuWait'
import type { FaultItem, Verb } from './menuItems'
import { ResponseCodeChoice } from './ResponseCodeChoice'
import { SlowSlider } from './SlowSlider'

export interface NodeMenuProps extends OpenedMenu {
  onClose: () => void
  onKill: () => void
}

/** Letter that chooses the item while the menu is open, and its sign. */
const ITEMS: Record<Verb, { letter: string; sign: SignName }> = {
  kill: { letter: 'K', sign: 'cross' },
  powerOff: { letter: 'P', sign: 'power' },
  freeze: { letter: 'F', sign: 'snow' },
  resume: { letter: 'U', sign: 'tick' },
  slow: { letter: 'D', sign: 'clock' },
  stop: { letter: 'G', sign: 'pause' },
  restart: { letter: 'R', sign: 'again' },
  relocate: { letter: 'E', sign: 'again' },
}

/** Letter of "Stop when ...". */
const STOP_LETTER = 'B'
/** Letter of what opens it. */
const OPEN_LETTER = 'I'

/** Where the panel is beside the stage, the menu stays off it: a lesson says there what to choose. */
const boundary = (): Element | null =>
  window.matchMedia('(min-width: 860px)').matches ? document.querySelector('.stage-area') : null

export default function NodeMenu({
  target,
  name,
  verbs,
  restartLabel,
  slowMs,
  breakpoint,
  inside,
  faultsTitle,
  faults: faultsOf,
  box,
  onClose,
  onKill,
}: NodeMenuProps) {
  const m = useMessages()
  const [choosing, setChoosing] = useState<'slow' | 'answer' | 'stop' | 'links' | null>(null)
  const headId = useId()
  const faults = useClusterState(faultsOf, sameView)
  const anchor = (
    <span className="absolute pointer-events-none" style={{ left: box.x, top: box.y, width: box.w, height: box.h }} />
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

  const showInside = () => {
    inside?.show()
    onClose()
  }

  const chooseFault = (item: FaultItem) => {
    if (item.action === null) {
      setChoosing(item.id === 'links' ? 'links' : 'answer')
      return
    }
    act(item.action)
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const letter = event.key.toUpperCase()
    const verb = verbs.find((v) => ITEMS[v].letter === letter)
    const item = faults.find((one) => one.letter === letter)
    const stop = letter === STOP_LETTER && breakpoint !== null
    const opens = letter === OPEN_LETTER && inside !== null
    if (!verb && !item && !stop && !opens) return
    event.preventDefault()
    event.stopPropagation()
    if (opens) showInside()
    else if (verb) run(verb)
    else if (item) chooseFault(item)
    else setChoosing('stop')
  }

  if (choosing !== null) {
    const titles = { slow: m.stageMenu.slow, answer: m.stageMenu.answerTitle, links: m.stageMenu.linksTitle }
    const label = choosing === 'stop' ? m.breakpoints.menuOf(name) : `${name}${m.format.colon}${titles[choosing]}`
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
            {choosing === 'stop' && breakpoint !== null ? (
              <BreakpointChoice subject={breakpoint} m={m} onDone={onClose} />
            ) : choosing === 'slow' ? (
              <SlowSlider target={target} slowMs={slowMs} m={m} onDone={onClose} />
            ) : choosing === 'links' ? (
              <LinkChoice target={target} m={m} onDone={onClose} />
            ) : (
              <ResponseCodeChoice target={target} m={m} onDone={onClose} />
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    )
  }
  const label = (verb: Verb): string => (verb === 'restart' ? restartLabel : m.stageMenu[verb])
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
          aria-label={`${name}${m.format.colon}${m.stageMenu.menuOf}`}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <DropdownMenu.Group>
            {verbs.map((verb) => (
              <MenuItem
                key={verb}
                kills={verb === 'kill'}
                sign={ITEMS[verb].sign}
                label={label(verb)}
                letter={ITEMS[verb].letter}
                opens={verb === 'slow'}
                onChoose={() => run(verb)}
              />
            ))}
            {inside && (
              <MenuItem
                kills={false}
                sign="disk"
                label={inside.label}
                letter={OPEN_LETTER}
                opens={false}
                onChoose={showInside}
              />
            )}
            {breakpoint !== null && (
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
          {faults.length > 0 && (
            <DropdownMenu.Group className="stage-menu-more" aria-labelledby={headId}>
              <DropdownMenu.Label id={headId} className="stage-menu-head">
                {faultsTitle}
              </DropdownMenu.Label>
              {faults.map((item) => (
                <MenuItem
                  key={item.id}
                  kills={false}
                  sign={item.ends ? 'tick' : item.sign}
                  label={item.label}
                  letter={item.letter}
                  opens={item.action === null}
                  onChoose={() => chooseFault(item)}
                />
              ))}
            </DropdownMenu.Group>
          )}
          {/* Not loaded later: a menu that grows moves under the pointer. */}
          <MenuWait target={target} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
