// The button of the command list; the list is loaded when it is first opened.

import { useStore } from 'zustand'
import { finder, showFinder } from '../../session/finder'
import { IconButton } from '../kit/Button'
import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'

export function FinderButton() {
  const m = useMessages()
  const open = useStore(finder, (state) => state.open)
  return (
    <IconButton
      className="max-wide:[&_svg]:block!"
      label={m.page.find}
      title={`${m.page.find} (Ctrl K)`}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => showFinder(true)}
    >
      {icons.search}
    </IconButton>
  )
}
