// What can be done at a moment of the axis. Loaded when it is first asked for.

import { secondsAt } from '../../i18n/editing'
import { seek } from '../../session/actions'
import { addBreakpoint } from '../../session/breakpoints'
import { Menu, MenuGroup, MenuItem } from '../kit/Menu'
import { useMessages } from '../shell/useMessages'

/** @param x - px of the screen in the plot */
export default function AxisMenu({ x, atMs, onClose }: { x: number; atMs: number; onClose: () => void }) {
  const m = useMessages()
  return (
    <Menu
      trigger={<span className="absolute bottom-0 size-px" style={{ left: x }} />}
      side="top"
      align="start"
      onClose={onClose}
    >
      <MenuGroup label={`${secondsAt(atMs)} s`}>
        <MenuItem onSelect={() => addBreakpoint({ kind: 'time', atMs })}>{m.editing.stopHere}</MenuItem>
        <MenuItem onSelect={() => seek(atMs)}>{m.editing.goHere}</MenuItem>
      </MenuGroup>
    </Menu>
  )
}
