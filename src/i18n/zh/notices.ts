import type { NoticesMessages } from '../notices'

export const notices: NoticesMessages = {
  stage: '舞台',
  partFailed: '这一部分在此刻绘制失败，换个时刻会再试。',
  notLoaded: '页面有一部分加载失败：可能断网了，也可能网站刚更新。请重试，或联网后刷新；当前过程会保留。',
  tryAgain: '重试',
  pageFailed: '页面绘制失败，这是 RocketScope 的缺陷。过程还在：请刷新；如果仍然不行，就从默认场景开始。',
  reload: '刷新',
  startAnew: '从默认场景开始',
  timeline: '时间轴',
  brokenRun: '无法读取此标签页保存的过程，已打开默认场景。',
  pageTitle: () => 'RocketScope · RocketMQ 生产者发送过程可视化',
  dropped: (count) => `你改动了过去：其后的 ${count} 个操作已取消，原过程已存为分支。`,
  startedAgain: (name) => `${name} 对整个过程生效，已从头开始。`,
  languageNotLoaded: (name) => `${name} 加载失败：可能断网了，也可能网站刚更新。页面仍用中文。`,
}
