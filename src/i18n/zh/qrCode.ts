import type { QrCodeMessages } from '../qrCode'
import { formatNumber } from './format'

export const qrCode: QrCodeMessages = {
  tooLong: (bytes, max) =>
    `链接太长，放不进二维码：共 ${formatNumber(bytes)} 字节，扫得出的二维码最多 ${formatNumber(max)} 字节。请改为保存文件。`,
}
