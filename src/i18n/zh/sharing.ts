import { exactNumber } from '../format'
import type { SharingMessages } from '../sharing'

export const sharing: SharingMessages = {
  makeLesson: '把当前过程做成课程',
  embed: '嵌入网页…',
  copyLink: '复制此刻的链接',
  copyPicture: '复制此刻的图片',
  showQrCode: '显示二维码…',
  saveFile: '保存为文件',
  openFile: '打开文件…',
  exporting: '导出图片、动画、日志…',
  ownCluster: '你自己的集群…',
  linkOpened: '已定位到链接指定的时刻。点“播放”继续。',
  fileOpened: '已打开文件。点“播放”开始。',
  saved: '已保存为文件。',
  copiedOnlyHere:
    '链接已复制，但只有这台电脑能打开。要给别人看，请在分享菜单里保存为文件；或者把链接从 # 起的部分，接到对方能打开的 RocketScope 地址后面。',
  copyTitle: '这一刻的链接',
  copyHint: '浏览器不允许本页面写剪贴板。链接已选中，请自行复制。',
  linkHalfRead: '链接有一部分无法读取',
  linkNotRead: '无法读取这个链接',
  fileHalfRead: '文件有一部分无法读取',
  fileNotRead: '无法打开这个文件',
  restOpened: '其余部分已打开。无法读取的是：',
  nothingOpened: '画面保持原样。问题在于：',
  dropHere: '松开鼠标，打开文件',
  copied: (length) =>
    length > 2000
      ? `链接已复制，有 ${exactNumber(length)} 个字符。有些软件会截断这么长的链接，这时请发文件。`
      : '链接已复制，打开它就能看到同一时刻、同一画面。',
  more: (count) => `还有 ${count} 处。`,
}
