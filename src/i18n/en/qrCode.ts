import type { QrCodeMessages } from '../qrCode'
import { formatNumber } from './format'

export const qrCode: QrCodeMessages = {
  title: 'QR code of this moment',
  intro: 'Scan it to open this run, paused at this moment.',
  onlyHere:
    'Note: only this computer can open the current address, so a phone cannot. Open this page from a web server first.',
  tooLong: (bytes, max) =>
    `Too long for a QR code: the link has ${formatNumber(bytes)} bytes, a readable code holds ${formatNumber(max)}. Save the run as a file instead.`,
}
