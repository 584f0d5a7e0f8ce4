// A small round button: on or off, a filter that is on and can be taken away, or one that is offered.

import type { ComponentProps } from 'react'

export function Chip({ kind, ...rest }: ComponentProps<'button'> & { kind?: 'on' | 'offer' }) {
  return (
    <button
      type="button"
      className="inline-flex min-h-19 items-center gap-3 rounded-full border border-line bg-inset px-6 text-small text-muted data-[kind=offer]:border-dashed data-[kind=offer]:border-line-strong data-[kind=offer]:bg-transparent data-[kind=offer]:text-text data-[kind=on]:border-flight data-[kind=on]:bg-flight-soft data-[kind=on]:font-semibold data-[kind=on]:text-text max-wide:min-h-27.5 max-wide:px-9 [&_svg]:size-[0.95em]"
      data-kind={rest['aria-pressed'] ? 'on' : kind}
      {...rest}
    />
  )
}
