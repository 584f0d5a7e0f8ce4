import type { OfflineMessages } from '../offline'

export const offline: OfflineMessages = {
  renewed: '新版本已就绪，刷新后启用，当前的过程会保留。',
  reload: '刷新',
  asking: '正在检查这个浏览器能否离线使用……',
  storing: '正在存到这台设备上，之后断网也能用……',
  stored: '已存到这台设备上，断网也能用。',
  failed: '存到这台设备失败（空间不够、网络中断，或浏览器不允许），断网时无法打开。下次打开时会再试。',
  single: '这是单文件版，不需要网络。',
  insecure: '浏览器只把 https 网站和本机的页面存到设备上，所以断网时无法打开。',
  embedded: '嵌在别的网页里时，不存到设备上。',
  development: '开发服务器上的页面不存到设备上。',
}
