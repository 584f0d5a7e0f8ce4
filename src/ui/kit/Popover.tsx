// A box beside what opened it. It is not modal: Escape, its cross and a press elsewhere close it. Loaded late: see decision 8.

import * as Radix from '@radix-ui/react-popover'
import { type ReactNode, type RefObject, useId } from 'react'
import { CloseButton } from './CloseButton'

interface PopoverProps {
  title: string
  /** What it stands beside and where the focus goes back to; a press on it is its own affair. */
  anchor: RefObject<HTMLElement | null>
  align?: 'start' | 'end'
  /** As wide as this where there is room, in rem. */
  width?: number
  className?: string
  /** Beside the title, instead of the cross. */
  aside?: ReactNode
  /** Which field is ready to be typed in; otherwise the first control has the focus. */
  firstField?: string
  onClose: () => void
  children: ReactNode
}

export function Popover({
  title,
  anchor,
  align = 'start',
  width = 27,
  className = '',
  aside,
  firstField,
  onClose,
  children,
}: PopoverProps) {
  const titleId = useId()
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          className={`z-50 max-h-(--radix-popover-content-available-height) w-[calc(100vw-1rem)] overflow-x-hidden overflow-y-auto rounded-xl border border-line-strong bg-panel px-10 pt-8 pb-10 text-text shadow-pop ${className}`}
          style={{ maxWidth: `${width}rem` }}
          side="top"
          align={align}
          sideOffset={8}
          collisionPadding={8}
          aria-labelledby={titleId}
          onOpenAutoFocus={(event) => {
            const field = (event.currentTarget as HTMLElement).querySelector<HTMLInputElement>(
              `input[name="${firstField}"]`,
            )
            if (!field) return
            event.preventDefault()
            field.focus()
            field.select()
          }}
          onInteractOutside={(event) => {
            // What opened it closes it too; closing it here as well would open it again.
            if (anchor.current?.contains(event.target as Node)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (document.activeElement === document.body) anchor.current?.focus({ preventScroll: true })
          }}
        >
          <div className="flex items-center justify-between gap-6 pb-3">
            <h2 id={titleId} className="text-large font-bold wrap-anywhere">
              {title}
            </h2>
            {aside ?? <CloseButton onClick={onClose} />}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
