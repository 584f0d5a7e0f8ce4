// A menu of things to do. Loaded late: see decision 8.

import * as Radix from '@radix-ui/react-dropdown-menu'
import type { ReactElement, ReactNode } from 'react'

interface MenuProps {
  /** The button that opens it; or, where it is open from the start, what it stands beside. */
  trigger: ReactElement
  label?: string
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
  /** Given: it is open from the start, and this is told when it has closed. */
  onClose?: () => void
  children: ReactNode
}

export function Menu({ trigger, label, side = 'bottom', align = 'end', onClose, children }: MenuProps) {
  const opened = onClose && { open: true, onOpenChange: (open: boolean) => !open && onClose() }
  return (
    <Radix.Root modal={false} {...opened}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="z-50 max-w-[calc(100vw-1rem)] min-w-110 rounded-xl border border-line-strong bg-panel p-3.5 text-text shadow-pop"
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Items that belong together; a line parts them from those above. */
export function MenuGroup({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <Radix.Group className="not-first:mt-3 not-first:border-t not-first:border-line not-first:pt-3">
      {label && <Radix.Label className="px-7 py-2 text-muted">{label}</Radix.Label>}
      {children}
    </Radix.Group>
  )
}

export function MenuItem({
  keyName,
  checked,
  onSelect,
  children,
}: {
  keyName?: string
  /** Of a few, of which one is chosen; left out: it is none of these. */
  checked?: boolean
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <Radix.Item
      className="flex min-h-23 cursor-pointer items-center justify-between gap-14 rounded-lg px-7 py-2 outline-none data-highlighted:bg-inset data-highlighted:outline-2 data-highlighted:outline-solid data-highlighted:-outline-offset-2 data-highlighted:outline-flight max-wide:min-h-30"
      onSelect={onSelect}
      {...(checked !== undefined && { role: 'menuitemradio', 'aria-checked': checked })}
    >
      <span>{children}</span>
      {checked && <span aria-hidden="true">✓</span>}
      {keyName && <kbd className="m-0 border-line text-muted">{keyName}</kbd>}
    </Radix.Item>
  )
}
