import type { QuestionsMessages } from '../questions'

export const questions: QuestionsMessages = {
  title: '大家常问的问题',
  question: '问题',
  hint: '问得最多的排在前面。数字的含义：71 份公开的笔记和面试题里，有多少份把它列为标题；搜到的前 12 个公开 issue 里，有多少个与它有关。排序时，写成问句的另加一次，一个 issue 按三次计。',
  search: '搜索问题',
  all: '全部问题',
  next: '下一个',
  leave: '关闭',
  answered: '已回答',
  half: '只演示一部分',
  notShown: '这里看不到的：',
  source: '对应源码：',
  issues: '相关讨论',
  unknown: (name) => `没有名为“${name}”的问题，它可能来自更新的版本。下面是现有的全部问题，你的运行没有变化。`,
  closest: '没有完全匹配的内容，最接近的是：',
  nothing: (typed) => `没有找到问题：${typed}`,
  rules: (rules) => `规则 ${rules}`,
  asked: (notes, threads) => `71 份笔记中有 ${notes} 份${threads === null ? '' : ` · 12 个 issue 中有 ${threads} 个`}`,
  allOf: (count) => `全部 ${count} 个问题`,
}
