import type { QrCodeMessages } from '../qrCode'
import { formatNumber } from './format'

export const qrCode: QrCodeMessages = {
  title: '此刻的二维码',
  intro: '扫码打开同一个过程，停在同一刻。',
  onlyHere: '注意：当前地址只有这台电脑能打开，手机无法访问。请先从网站上打开 RocketScope，再显示二维码。',
  tooLong: (bytes, max) =>
    `链接太长，放不进二维码：共 ${formatNumber(bytes)} 字节，扫得出的二维码最多 ${formatNumber(max)} 字节。请改为保存文件。`,
}
