// The cross of whatever can be closed. Apart from the other buttons, which the first view needs without signs and words.

import { icons } from '../shell/icons'
import { useMessages } from '../shell/useMessages'
import { IconButton } from './Button'

export function CloseButton({ onClick }: { onClick: () => void }) {
  return (
    <IconButton label={useMessages().page.close} onClick={onClick}>
      {icons.close}
    </IconButton>
  )
}
