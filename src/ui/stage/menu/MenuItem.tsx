// One line of the menu of a node: sign, words and its letter.

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { Sign, type SignName } from '../Sign'

export function MenuItem({
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
