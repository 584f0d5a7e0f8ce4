// The dialog: native, modal, closed by Escape, its cross and a press beside it; focus goes back to where it was.

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { CloseButton } from './CloseButton'

interface DialogProps {
  title: string
  /** As wide as this where there is room, in rem. */
  width?: number
  className?: string
  /** While something is at work: a press beside the dialog does not close it. */
  busy?: boolean
  /** Begins near the top, so that it does not jump while its content changes; on a phone it is as wide as the screen. */
  sheet?: boolean
  onClose: () => void
  children: ReactNode
}

export function Dialog({
  title,
  width = 34,
  className = '',
  busy = false,
  sheet = false,
  onClose,
  children,
}: DialogProps) {
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Gone from the page without being closed, it would take the focus along.
    return () => element?.close()
  }, [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes by Escape by itself; the click is for its backdrop
    <dialog
      ref={dialog}
      className={`${sheet ? 'mx-auto mt-[8dvh] mb-auto max-wide:mt-0 max-wide:w-full max-wide:max-w-none! max-wide:rounded-t-none' : 'm-auto'} max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] rounded-2xl border border-line-strong bg-panel text-text backdrop:bg-black/50`}
      style={{ maxWidth: `${width}rem` }}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && !busy && close()}
    >
      <div className="sticky top-0 z-1 flex items-center justify-between bg-panel px-13 pt-9 pb-4 text-[1.2rem] font-bold">
        <h2 id={titleId}>{title}</h2>
        <CloseButton onClick={close} />
      </div>
      <div className={`px-13 pb-13 ${className}`}>{children}</div>
    </dialog>
  )
}

/** The last row of a dialog: stays in sight while what is above it scrolls. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 -mx-13 -mb-13 flex items-center justify-end gap-6 border-t border-line bg-panel px-13 pt-7 pb-9">
      {children}
    </div>
  )
}
