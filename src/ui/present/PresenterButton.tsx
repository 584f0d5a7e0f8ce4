// A small button beside the sentence: for the speaker, who has keys for the same.

import type { ReactNode } from 'react'
import type { Text } from '../../i18n/messages'
import { useMessages } from '../shell/useMessages'

export function PresenterButton({
  words,
  pressed,
  onClick,
  children,
}: {
  words: Text<'presenting'>
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}) {
  const m = useMessages('presenting')
  return (
    <button
      type="button"
      className="grid place-items-center size-[max(2rem,24px)] rounded-md text-muted hover:bg-inset hover:text-text max-[701px]:size-[44px]"
      aria-label={words(m)}
      title={words(m)}
      aria-expanded={pressed}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
