import type { NoticesMessages } from '../notices'

export const notices: NoticesMessages = {
  stage: '舞台',
  partFailed: '这一部分此刻没有画出来，换个时刻会再试。',
  notLoaded: '有一部分没有加载出来：可能断网了，也可能网站刚更新过。请再试一次，或者联网后刷新，当前的过程会保留。',
  tryAgain: '再试一次',
  pageFailed: '页面没有画出来，这是 RocketScope 的缺陷。过程还在：请刷新；仍然不行，就从默认场景开始。',
  reload: '刷新',
  startAnew: '从默认场景开始',
  timeline: '时间轴',
  brokenRun: '这个标签页保存的过程读不出来了，已从默认场景开始。',
  pageTitle: () => 'RocketScope · RocketMQ 生产者发送过程可视化',
  dropped: (count) => `你改动了过去：其后的 ${count} 个操作已取消，原过程已存为分支。`,
  startedAgain: (name) => `${name} 管整个过程，已从头开始。`,
  languageNotLoaded: (name) => `${name} 没有加载出来：可能断网了，也可能网站刚更新过。页面仍用中文。`,
}
