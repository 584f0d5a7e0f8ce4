import { exactNumber } from '../format'
import type { OwnLessonsMessages } from '../ownLessons'

export const ownLessons: OwnLessonsMessages = {
  hint: '把课程文件拖到页面上就能打开；也可以把舞台上的过程做成课程，再改文件里的文字。只保存在这台设备上。',
  openFile: '打开课程文件…',
  saveFile: '存为文件',
  copyLink: '复制链接',
  rename: '改名',
  newName: '课程名',
  keepName: '确定',
  keepOldName: '取消',
  remove: '删除',
  undo: '撤销',
  checking: '正在核对这一课的断言…',
  opened: '课程已打开，并存入“你的课程”。撤销一次，回到刚才的过程。',
  openedFromLink: '链接里的课程已打开，并存入“你的课程”。',
  notKept: '课程可以使用，但这台设备无法保存它（存储已满或已禁用）：关闭页面前请存为文件。',
  refused: '无法打开这一课',
  broken: '这一课有些断言不成立',
  brokenHint: '课程已打开；文字里的数字始终取自过程。不成立的是：',
  nothingYet: '还没有可讲的事件：先播放一会儿，或者制造一个故障。',
  tooMuch: '到这一刻的事件太多，无法做成一课：请回到更早的时刻再试。',
  saved: '已存为文件。',
  linkLeavesOut: '链接已复制，但不含打开的课程（太长）：请另外发送课程文件。',
  copied: '链接已复制，打开它就能上这一课。',
  beforeLesson: '打开课程之前',
  made: (title, steps) => `“${title}”已生成，共 ${steps} 步，已存入“你的课程”，并存为文件。`,
  tooLong: (length, most) =>
    `这一课太长，无法放进链接（${exactNumber(length)} 个字符，最多 ${exactNumber(most)}）。请发文件：`,
  deleted: (title) => `已删除“${title}”。`,
  unreadable: (count) => `这台设备上还有 ${count} 课无法读取，可能来自更新的版本；它们保持原样。`,
  toolOf: (tool, title) => `${tool}：${title}`,
}
