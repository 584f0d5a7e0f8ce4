// What carries content in panels and over the stage.

import type { ComponentProps } from 'react'

/** One part of a panel, with its own head. */
export function Section({ className = '', ...rest }: ComponentProps<'section'>) {
  return <section className={`block pb-9.5 [&_h2]:text-base [&_h2]:font-semibold ${className}`} {...rest} />
}

/** A message that comes and goes. */
export function Notice({ className = '', ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={`notice pointer-events-auto flex flex-wrap items-center gap-x-7.5 rounded-xl border border-line-strong bg-card py-3.5 pr-3.5 pl-8 shadow-pop data-[tone=problem]:border-bad [&_.icon-button]:border-transparent [&_.link]:min-h-27.5 [&_.link]:min-w-27.5 embedded:[&_.icon-button]:min-h-22 embedded:[&_.icon-button]:w-22 embedded:max-h-full embedded:text-small embedded:leading-[1.35] ${className}`}
      {...rest}
    />
  )
}

/** How far something has come, in the colours of the page in every browser. */
export function Progress({ className = '', ...rest }: ComponentProps<'progress'>) {
  return (
    <progress
      className={`appearance-none overflow-hidden bg-line [&::-moz-progress-bar]:bg-flight [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-flight ${className}`}
      {...rest}
    />
  )
}
