// On or off, at once.

import type { ComponentProps, ReactNode } from 'react'

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onChange'> {
  on: boolean
  /** Left of the track; the children are right of it. */
  before?: ReactNode
  onChange: (on: boolean) => void
}

export function Switch({ on, before, onChange, children, className = 'switch', ...rest }: SwitchProps) {
  return (
    <button type="button" role="switch" aria-checked={on} className={className} onClick={() => onChange(!on)} {...rest}>
      {before}
      <span className="switch-track" />
      {children}
    </button>
  )
}
