// The pictures on the buttons for undo, redo and branches; 20 x 20, drawn with the colour of the text around them.

import type { ReactNode } from 'react'

const icon = (children: ReactNode) => (
  <svg viewBox="0 0 20 20" width="1.25em" height="1.25em" fill="none" stroke="currentColor" aria-hidden="true">
    <g strokeWidth={1.9} strokeLinecap="round" strokeLinejoin="round">
      {children}
    </g>
  </svg>
)

export const historyIcons = {
  undo: icon(<path d="M7 4 3.2 7.8 7 11.6M3.6 7.8h8a4.4 4.4 0 0 1 0 8.8H8.2" />),
  redo: icon(<path d="M13 4l3.8 3.800L13 11.600M16.4 7.800h-8a4.4 4.4 0 0 0 0 8.800h3.4" />),
  branch: icon(
    <>
      <path d="M5.5 6.500v7M5.5 13.200c0-3.8 9-2.2 9-6" />
      <circle cx="5.5" cy="4.5" r="2" />
      <circle cx="5.5" cy="15.5" r="2" />
      <circle cx="14.5" cy="5" r="2" />
    </>,
  ),
}
