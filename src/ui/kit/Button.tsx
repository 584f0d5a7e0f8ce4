// Buttons. What the first view shows needs no more than these.

import type { ComponentProps } from 'react'

interface Tone {
  /** primary: what one has most likely come for; make: the one that does what the dialog is for; danger: cannot be undone. */
  tone?: 'primary' | 'make' | 'danger'
}

type ButtonProps = ComponentProps<'button'> & Tone

export function Button({ tone, className = '', ...rest }: ButtonProps) {
  return <button type="button" className={`button ${className}`} data-tone={tone} {...rest} />
}

/** A button that reads as a link within a text. */
export function LinkButton({ className = '', ...rest }: ComponentProps<'button'>) {
  return <button type="button" className={`link ${className}`} {...rest} />
}

/** A sign without words: the label is what is heard. */
export function IconButton({
  label,
  quiet,
  className = '',
  ...rest
}: ComponentProps<'button'> & { label: string; quiet?: boolean }) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      data-quiet={quiet || undefined}
      {...rest}
    />
  )
}
