// What can be done at a moment of the axis. Loaded when it is first asked for.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { secondsAt } from '../../i18n/editing'
import { seek } from '../../session/actions'
import { addBreakpoint } from '../../session/breakpoints'
import { useMessages } from '../shell/useMessages'

import './axisMenu.css'

/** @param x - px of the screen in the plot */
export default function AxisMenu({ x, atMs, onClose }: { x: number; atMs: number; onClose: () => void }) {
  const m = useMessages()
  const time = `${secondsAt(atMs)} s`
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className="axis-anchor" style={{ left: x }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="axis-menu" side="top" align="start" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.Label className="axis-menu-time">{time}</DropdownMenu.Label>
          <DropdownMenu.Item className="axis-menu-item" onSelect={() => addBreakpoint({ kind: 'time', atMs })}>
            {m.editing.stopHere}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="axis-menu-item" onSelect={() => seek(atMs)}>
            {m.editing.goHere}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
