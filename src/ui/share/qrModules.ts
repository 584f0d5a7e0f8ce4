// A text as the squares of a QR code: pure, so that a test can read the code back. The encoder is uqr (docs/decisions/0036).

import { encode } from 'uqr'

/** The largest symbol that a phone still reads from a projector or a screen: 117 squares a side, 1,273 bytes. */
const MAX_VERSION = 25
export const MAX_QR_BYTES = 1273

/** White squares around the code, as the standard asks. */
const QUIET_ZONE = 4

export interface QrModules {
  /** Squares a side, the quiet zone included. */
  size: number
  /** The dark squares as one SVG path in units of a square. */
  path: string
}

export const byteLength = (text: string): number => new TextEncoder().encode(text).length

/** @returns null where the text is too long for a code that can be read */
export function qrModules(text: string): QrModules | null {
  if (byteLength(text) > MAX_QR_BYTES) return null
  const { data, size } = encode(text, { ecc: 'L', boostEcc: true, maxVersion: MAX_VERSION, border: QUIET_ZONE })
  return { size, path: data.map(rowPath).join('') }
}

/** One rectangle for each run of dark squares: neighbours drawn one by one show hairlines. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue
    const from = x
    while (row[x + 1]) x++
    path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`
  }
  return path
}
