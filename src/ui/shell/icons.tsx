// The few pictures on buttons. All 20 x 20, drawn with the colour of the text around them.

import type { ReactNode } from 'react'

const icon = (children: ReactNode) => (
  <svg viewBox="0 0 20 20" width="1.25em" height="1.25em" fill="currentColor" aria-hidden="true">
    {children}
  </svg>
)

const LENS =
  'M8.5 2a6.5 6.5 0 0 1 5.2 10.4l4.1 4.1-1.3 1.3-4.1-4.1A6.5 6.5 0 1 1 8.5 2Zm0 1.8a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.4Z'

export const icons = {
  play: icon(<path d="M5.5 3.2v13.6a.8.8 0 0 0 1.2.7l10.6-6.8a.8.8 0 0 0 0-1.4L6.7 2.5a.8.8 0 0 0-1.2.7Z" />),
  pause: icon(<path d="M5 3.5h3.6v13H5zM11.4 3.5H15v13h-3.6z" />),
  toStart: icon(
    <path d="M3 4h2.2v12H3zM16.5 4.3v11.4a.7.7 0 0 1-1.1.6L7 10.6a.7.7 0 0 1 0-1.2l8.4-5.7a.7.7 0 0 1 1.1.6Z" />,
  ),
  stepBack: icon(
    <path d="M11.5 4.3v11.4a.7.7 0 0 1-1.1.6L2.3 10.6a.7.7 0 0 1 0-1.2l8.1-5.7a.7.7 0 0 1 1.1.6ZM14.6 4H17v12h-2.4z" />,
  ),
  stepForward: icon(
    <path d="M8.5 4.3v11.4a.7.7 0 0 0 1.1.6l8.1-5.7a.7.7 0 0 0 0-1.2L9.6 3.7a.7.7 0 0 0-1.1.6ZM3 4h2.4v12H3z" />,
  ),
  jumpBack: icon(
    <path d="M10.2 5v10a.6.6 0 0 1-1 .5L2.7 10.5a.6.6 0 0 1 0-1L9.2 4.5a.6.6 0 0 1 1 .5ZM17.7 5v10a.6.6 0 0 1-1 .5l-6.5-5a.6.6 0 0 1 0-1l6.5-5a.6.6 0 0 1 1 .5Z" />,
  ),
  jumpForward: icon(
    <path d="M9.8 5v10a.6.6 0 0 0 1 .5l6.5-5a.6.6 0 0 0 0-1l-6.5-5a.6.6 0 0 0-1 .5ZM2.3 5v10a.6.6 0 0 0 1 .5l6.5-5a.6.6 0 0 0 0-1l-6.5-5a.6.6 0 0 0-1 .5Z" />,
  ),
  sun: icon(
    <path d="M10 6.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6ZM9.2 1.5h1.6v2.7H9.2zM9.2 15.8h1.6v2.7H9.2zM1.5 9.2h2.7v1.6H1.5zM15.8 9.2h2.7v1.6h-2.7zM3.4 4.6l1.2-1.2 1.9 1.9-1.2 1.2zM13.5 14.7l1.2-1.2 1.9 1.9-1.2 1.2zM3.4 15.4l1.9-1.9 1.2 1.2-1.9 1.9zM13.5 5.3l1.9-1.9 1.2 1.2-1.9 1.9z" />,
  ),
  moon: icon(<path d="M16.8 12.4A7.3 7.3 0 0 1 7.6 3.2a.6.6 0 0 0-.8-.7 8.1 8.1 0 1 0 10.7 10.7.6.6 0 0 0-.7-.8Z" />),
  keyboard: icon(
    <path
      fillRule="evenodd"
      d="M3 4.5h14A1.5 1.5 0 0 1 18.5 6v8a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 14V6A1.5 1.5 0 0 1 3 4.5Zm.8 2.2v1.6h1.6V6.7Zm3 0v1.6h1.6V6.7Zm3 0v1.6h1.6V6.7Zm3 0v1.6h3.4V6.7Zm-9 3v1.6h1.6V9.7Zm3 0v1.6h1.6V9.7Zm3 0v1.6h1.6V9.7Zm3 0v1.6h3.4V9.7Zm-7.3 3v1.4h7V12.7Z"
    />,
  ),
  checked: icon(
    <path
      fillRule="evenodd"
      d="M10 1.6 17 4v5.4c0 4-2.8 7.2-7 9-4.2-1.8-7-5-7-9V4l7-2.4Zm0 1.9L4.8 5.3v4.1c0 3 2 5.5 5.2 7 3.2-1.5 5.2-4 5.2-7V5.3L10 3.5Zm3.9 3.3 1.1 1.3-5.7 5.6-3.4-3.3 1.2-1.3 2.2 2.1 4.6-4.4Z"
    />,
  ),
  share: icon(
    <path d="m10 1.6 4.3 4.3-1.2 1.2-2.2-2.2v7.6H9.1V4.9L6.9 7.1 5.7 5.9 10 1.6ZM4 8.7h3v1.7H5.7v6.2h8.6v-6.2H13V8.7h3v9.6H4V8.7Z" />,
  ),
  search: icon(<path fillRule="evenodd" d={LENS} />),
  zoomIn: icon(<path fillRule="evenodd" d={`${LENS}M5.6 7.7h2.1V5.6h1.6v2.1h2.1v1.6H9.3v2.1H7.7V9.3H5.6Z`} />),
  zoomOut: icon(<path fillRule="evenodd" d={`${LENS}M5.6 7.7h5.8v1.6H5.6Z`} />),
  close: icon(<path d="m5.3 4 4.7 4.7L14.7 4 16 5.3 11.3 10l4.7 4.7-1.3 1.3-4.7-4.7L5.3 16 4 14.7 8.7 10 4 5.3z" />),
  chart: icon(<path d="M3 3h1.8v12.2H17V17H3zM6.5 9h2.3v5H6.5zM10.1 6h2.3v8h-2.3zM13.7 11H16v3h-2.3z" />),
  compare: icon(<path fillRule="evenodd" d="M2.5 3.5h6.6v13H2.5zM4.2 5.2v9.6h3.2V5.2zM10.9 3.5h6.6v13h-6.6z" />),
  plus: icon(<path d="M9.1 4h1.8v5.1H16v1.8h-5.1V16H9.1v-5.1H4V9.1h5.1z" />),
  up: icon(<path d="m10 6.2 6 6-1.3 1.3-4.7-4.7-4.7 4.7L4 12.2z" />),
  down: icon(<path d="m10 13.8-6-6 1.3-1.3 4.7 4.7 4.7-4.7L16 7.8z" />),
  copy: icon(
    <path
      fillRule="evenodd"
      d="M7 2h8.5A1.5 1.5 0 0 1 17 3.5V13h-1.7V3.7H7ZM4.5 5.5h7A1.5 1.5 0 0 1 13 7v9.5a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 16.5V7a1.5 1.5 0 0 1 1.5-1.5Zm.2 1.7v9.1h6.6V7.2Z"
    />,
  ),
  book: icon(
    <path
      fillRule="evenodd"
      d="M2 3.6c3-.9 5.6-.6 8 .9 2.4-1.5 5-1.8 8-.9v12.2c-3-.8-5.6-.5-8 1-2.4-1.5-5-1.8-8-1Zm1.7 1.3v9c2-.3 3.800 0 5.450.9V5.900C7.500 4.900 5.700 4.600 3.700 4.900Zm12.600 0c-2-.3-3.800 0-5.450 1v8.900c1.650-.9 3.450-1.200 5.450-.9Z"
    />,
  ),
  screen: icon(
    <path
      fillRule="evenodd"
      d="M2 3h16v10.5h-7.1v1.7l3 2.200-1.050 1.400L10 16.600l-2.850 2.200L6.100 17.400l3-2.200v-1.700H2Zm1.800 1.800v6.900h12.400V4.800Zm4.400 1.200 4.200 2.250-4.200 2.250Z"
    />,
  ),
  more: icon(<path d="M3 4.500h14v1.800H3zM3 9.100h14v1.800H3zM3 13.700h14v1.800H3z" />),
  minus: icon(<path d="M4 9.1h12v1.8H4z" />),
}

/** The mark of the program: four queues around a producer, one of them in use. */
export const logo = (
  <svg viewBox="0 0 32 32" width="1.8em" height="1.8em" aria-hidden="true">
    <g fill="none" strokeWidth="5" stroke="var(--line-strong)">
      <path d="M17.5 5.1A11 11 0 0 1 26.9 14.5" stroke="var(--avoid)" strokeDasharray="2.2 1.6" />
      <path d="M26.9 17.5A11 11 0 0 1 17.5 26.9" />
      <path d="M14.5 26.9A11 11 0 0 1 5.1 17.5" stroke="var(--flight)" />
      <path d="M5.1 14.5A11 11 0 0 1 14.5 5.1" />
    </g>
    <circle cx="16" cy="16" r="3.4" fill="var(--flight)" />
  </svg>
)
