// A QR code of any text, usually a link, or a sentence that says by how much the text is too long. Always dark on white, in
// both themes: many readers know no inverted code. A part that shows it asks for the section 'qrCode'.

import { useMemo } from 'react'
import { useMessages } from '../shell/useMessages'
import { byteLength, MAX_QR_BYTES, qrModules } from './qrModules'

/**
 * @param text - what a reader of the code gets, exactly
 * @param label - what the code opens, for who does not see it
 * @param className - the size: the code fills its box
 */
export function QrCode({ text, label, className = '' }: { text: string; label: string; className?: string }) {
  const m = useMessages('qrCode')
  const code = useMemo(() => qrModules(text), [text])
  if (code === null) return <p role="note">{m.qrCode.tooLong(byteLength(text), MAX_QR_BYTES)}</p>
  return (
    <svg
      className={`qr-code rounded-md ${className}`}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width="100%" height="100%" fill="white" />
      <path d={code.path} fill="black" />
    </svg>
  )
}
