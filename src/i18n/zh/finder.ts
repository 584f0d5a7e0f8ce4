import type { FinderMessages } from '../finder'

export const finder: FinderMessages = {
  title: '快速查找',
  placeholder: '想做什么、看什么、查什么，直接输入',
  results: '查找结果',
  back: '返回列表',
  explainedIn: '相关内容',
  groups: {
    recent: '最近使用',
    run: '播放',
    break: '制造故障',
    see: '查看',
    share: '分享与文件',
    page: '页面',
    settings: '设置',
    releases: '客户端版本',
    terms: '术语',
    lessons: '课程',
    incidents: '线上案例',
  },
  play: '播放 / 暂停',
  killFirst: '让第一组 Broker 的 Master 宕机',
  openPanel: (panel) => `打开“${panel}”`,
  nodeAction: (node, action) => `${node}：${action}`,
  found: (count) => `共 ${count} 条`,
  nothing: (typed) => `没有与“${typed}”匹配的内容。换一个词，或者输入 RocketMQ 的名称，例如 sendMsgTimeout。`,
  all: (count) => `显示全部 ${count} 条`,
}
