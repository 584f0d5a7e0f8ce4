import type { FailuresMessages } from '../failures'

export const failures: FailuresMessages = {
  titles: {
    stopped: '模拟无法从这里继续',
    besideStopped: '对比的过程无法从这里继续',
    refused: '这一步计算失败',
    drawing: '页面有一部分绘制失败',
    page: '页面出了错',
  },
  means: {
    stopped: '再往后一毫秒，模拟就出错了，所以停在这一刻；到这里为止的画面都是对的。',
    besideStopped: '再往后一毫秒，它就出错了，所以两边都停在这一刻；到这里为止的画面都是对的。',
    refused: '画面保持原样，没有丢失任何内容。',
    drawing: '时间已停下，其余部分照常可用；换个时刻会重新绘制这一部分。',
    page: '时间已停下，过程本身没有受影响。',
  },
  whose: '这是 RocketScope 的缺陷，不是 RocketMQ 的行为，也不是你的操作有误。',
  reproduce: '链接和文件里都有全部输入和这一刻。反馈问题时，请附上其中一个。',
  reproducePlay: '打开链接后按播放，就会再次出错。',
  copyLink: '复制可重现的链接',
  saveFile: '保存为文件',
  undo: '撤销上一步',
  endComparing: '结束对比',
  startAnew: '从默认场景重新开始',
  details: '技术细节',
  facts: (time, seed, client, page) => `时刻 ${time} · 种子 ${seed} · 客户端 ${client} · RocketScope ${page}`,
}
