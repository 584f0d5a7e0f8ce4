// Words about working without a network and about newer versions.

import type { Words } from './words'

export const offlineWords = {
  renewed: {
    zh: '新版本已就绪，刷新后启用，当前的过程会保留。',
    en: 'A new version is ready. It is used after a reload; your run is kept.',
  },
  reload: { zh: '刷新', en: 'Reload' },
  asking: { zh: '正在看这个浏览器能不能离线使用……', en: 'Looking whether this browser can work offline …' },
  storing: {
    zh: '正在存到这台设备上，存好之后断网也能用……',
    en: 'Being stored on this device, so that it works without a network …',
  },
  stored: { zh: '已存到这台设备上，断网也能用。', en: 'Stored on this device: it works without a network.' },
  failed: {
    zh: '没能存到这台设备上（空间不够、网络中断，或浏览器不允许），断网时打不开。下次打开时会再试。',
    en: 'It could not be stored on this device (no space, a lost connection, or forbidden by the browser) and needs the network to open. The next visit tries again.',
  },
  single: { zh: '这是单文件版，不需要网络。', en: 'This is the single file: it needs no network.' },
  insecure: {
    zh: '浏览器只把 https 网站和本机的页面存到设备上，所以断网时打不开。',
    en: 'Browsers store only pages from https or from this computer, so it needs the network to open.',
  },
  embedded: { zh: '嵌在别的网页里时，不存到设备上。', en: 'Inside another page it is not stored on this device.' },
  development: { zh: '开发服务器上的页面不存到设备上。', en: 'A page of the development server is not stored.' },
} satisfies Record<string, Words>
