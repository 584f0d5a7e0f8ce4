// Small signs: crown, cross, clock, ... They are paths, not characters, so that they look the same on every machine.

import { memo } from 'react'

/** Drawn in a square from -8 to 8. */
const SIGNS = {
  crown: 'M-7 5.500 L-7.500 -4 L-3.200 -0.500 L0 -6 L3.200 -0.500 L7.500 -4 L7 5.500 Z',
  bolt: 'M1.500 -8 L-5 1.500 H-0.800 L-1.800 8 L5 -2 H0.800 Z',
  cross: 'M-6 -4 L-4 -6 L0 -2 L4 -6 L6 -4 L2 0 L6 4 L4 6 L0 2 L-4 6 L-6 4 L-2 0 Z',
  tick: 'M-7 0.500 L-5 -1.500 L-2.200 1.300 L5 -5.700 L7 -3.700 L-2.200 5.500 Z',
  ballot: 'M0 -6.500 L6.800 5.500 H-6.800 Z',
  pause: 'M-5 -6 H-1.500 V6 H-5 Z M1.500 -6 H5 V6 H1.500 Z',
  disk: 'M-6.500 -4.500 C-6.500 -8.200 6.500 -8.200 6.500 -4.500 V4.500 C6.500 8.200 -6.500 8.200 -6.500 4.500 Z',
  diamond: 'M0 -7 L6 0 L0 7 L-6 0 Z',
} as const

const LINE_SIGNS = {
  snow: 'M0 -7 V7 M-6 -3.500 L6 3.500 M-6 3.500 L6 -3.500 M-2 -6 L0 -4.200 L2 -6 M-2 6 L0 4.200 L2 6',
  power: 'M0 -7.500 V-1 M-3.600 -4.500 A6 6 0 1 0 3.600 -4.500',
  clock: 'M0 -7 A7 7 0 1 0 0.010 -7 Z M0 -3.800 V0 L2.800 1.800',
  differ: 'M-6 -2.500 H6 M-6 2.500 H6 M3.200 -6.500 L-3.200 6.500',
  gauge: 'M-6.600 5 A7.500 7.500 0 1 1 6.600 5 M0 2.500 L4 -2.800',
  diskHeld:
    'M-6.500 -4.800 C-6.500 -8.200 6.500 -8.200 6.500 -4.800 V4.800 C6.500 8.200 -6.500 8.200 -6.500 4.800 Z M-2.200 -2 V3.500 M2.200 -2 V3.500',
  bubble: 'M-7 -6.500 H7 V3.200 H0.500 L-3.800 7.200 V3.200 H-7 Z M-3.200 -1.700 H3.200',
  gap: 'M-8 0 H-3.600 M3.600 0 H8 M-4.600 -5.500 L-1.600 5.500 M1.600 -5.500 L4.600 5.500',
  loss: 'M-8 0 H-4.500 M-0.800 0 H0.800 M4.500 0 H8',
  pen: 'M-7 7 L-5.800 2.600 L4 -7 L7 -4 L-2.600 5.800 Z',
  octagon: 'M-2.900 -7 H2.900 L7 -2.900 V2.900 L2.900 7 H-2.900 L-7 2.900 V-2.900 Z',
  again: 'M5.300 -4.300 A6.800 6.800 0 1 0 6.800 1 M6 -7.800 V-3.800 H2',
  dots: 'M-5 0 H-4.900 M0 0 H0.100 M5 0 H5.100',
} as const

export type SignName = keyof typeof SIGNS | keyof typeof LINE_SIGNS

/** A small sign, `size` px high, centred on x and y. */
export const Sign = memo(function Sign({
  name,
  x,
  y,
  size,
  fill = 'var(--text)',
}: {
  name: SignName
  x: number
  y: number
  size: number
  fill?: string
}) {
  const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(size / 16).toFixed(3)})`
  if (name in SIGNS) return <path d={SIGNS[name as keyof typeof SIGNS]} transform={transform} fill={fill} />
  return (
    <path
      d={LINE_SIGNS[name as keyof typeof LINE_SIGNS]}
      transform={transform}
      fill="none"
      stroke={fill}
      strokeWidth={name === 'dots' ? 3.2 : 2.2}
      strokeLinecap="round"
    />
  )
})
