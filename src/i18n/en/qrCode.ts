import type { QrCodeMessages } from '../qrCode'
import { formatNumber } from './format'

export const qrCode: QrCodeMessages = {
  tooLong: (bytes, max) =>
    `Too long for a QR code: the link has ${formatNumber(bytes)} bytes, a readable code holds ${formatNumber(max)}. Save the run as a file instead.`,
}
