// Words of the export: pictures, films, sequence diagrams and the log.

import { formatDuration, formatNumber } from './format'
import type { Phrase } from './notices'
import type { Words } from './words'

export const exportWords = {
  title: { zh: '导出', en: 'Export' },
  lead: {
    zh: '都在这个浏览器里生成，不上传任何东西。',
    en: 'Everything is made in this browser; nothing is uploaded.',
  },
  what: { zh: '导出什么', en: 'What to export' },
  picture: { zh: '图片', en: 'Picture' },
  film: { zh: '动画', en: 'Film' },
  sequence: { zh: '时序图', en: 'Sequence' },
  log: { zh: '日志', en: 'Log' },
  moment: { zh: '时刻（秒）', en: 'Moment (s)' },
  from: { zh: '从（秒）', en: 'From (s)' },
  to: { zh: '到（秒）', en: 'To (s)' },
  format: { zh: '格式', en: 'Format' },
  scale: { zh: '放大', en: 'Scale' },
  theme: { zh: '主题', en: 'Theme' },
  dark: { zh: '深色', en: 'Dark' },
  light: { zh: '浅色', en: 'Light' },
  size: { zh: '舞台大小', en: 'Stage size' },
  sizePage: { zh: '和页面上一样', en: 'As on the page' },
  headline: { zh: '带上那一刻的说明和时刻', en: 'With the sentence of the moment and its time' },
  link: { zh: '带上链接', en: 'With the link' },
  ground: { zh: '带底色', en: 'With a background' },
  speed: { zh: '速度', en: 'Speed' },
  framesPerSecond: { zh: '每秒帧数', en: 'Frames/s' },
  width: { zh: '宽度', en: 'Width' },
  subject: { zh: '画什么', en: 'What it shows' },
  stretch: { zh: '一段时间', en: 'A stretch of time' },
  oneMessage: { zh: '一条消息', en: 'One message' },
  message: { zh: '消息编号', en: 'Message number' },
  mermaid: { zh: 'Mermaid 文本', en: 'Mermaid text' },
  mermaidHint: {
    zh: '粘贴到支持 Mermaid 的地方（GitHub、GitLab、Notion 等）就会显示成图。',
    en: 'Paste it where Mermaid is understood (GitHub, GitLab, Notion and others) and it becomes a diagram.',
  },
  logHint: {
    zh: '与命令行 simulate 的 --json 和 --csv 一样：时间的单位是虚拟时间的毫秒，各字段的含义见 docs/trace.md。',
    en: 'The same as --json and --csv of the simulate command: times are ms of virtual time; docs/trace.md explains each field.',
  },
  jsonl: { zh: 'JSON，每行一个对象', en: 'JSON, one object a line' },
  csv: { zh: 'CSV 表格', en: 'CSV table' },
  save: { zh: '保存', en: 'Save' },
  make: { zh: '生成并保存', en: 'Make and save' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制。', en: 'Copied.' },
  copyFailed: {
    zh: '浏览器不允许本页面写剪贴板，请改用保存。',
    en: 'This browser does not let the page use the clipboard. Save it instead.',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  cancelled: { zh: '已取消，没有保存任何东西。', en: 'Cancelled. Nothing was saved.' },
  computing: { zh: '正在推算到这一段的末尾…', en: 'Computing up to the end of the stretch…' },
  progress: { zh: '进度', en: 'Progress' },
  preview: { zh: '预览', en: 'Preview' },
  notSeen: {
    zh: '这一刻还没有播放到，画面会透露后面发生的事。',
    en: 'This has not been played yet: the picture tells what is still to come.',
  },
  wrongMoment: { zh: '请填 0 到 86,400 之间的秒数。', en: 'Give a number of seconds from 0 to 86,400.' },
  wrongStretch: { zh: '“到”要比“从”晚。', en: 'The end must come after the beginning.' },
  wrongMessage: { zh: '请填消息编号，从 1 开始的整数。', en: 'Give the number of a message: 1 or more.' },
  noSuchMessage: {
    zh: '到目前推算的时刻为止，没有这条消息。',
    en: 'There is no such message, as far as the run has been computed.',
  },
  nothingHappened: { zh: '这一段里没有什么可画的。', en: 'Nothing happens in this stretch that could be drawn.' },
  empty: {
    zh: '这一段太短，连两帧都不到。请加长这一段，或放慢速度。',
    en: 'The stretch is too short for two frames. Make it longer, or slow it down.',
  },
  failed: { zh: '没有做出来：浏览器报告了错误。', en: 'It could not be made: the browser reported an error.' },
  tooLargePicture: {
    zh: '这张图太大，浏览器画不了。请缩小舞台或放大倍数。',
    en: 'This picture is larger than a browser can draw. Choose a smaller stage or scale.',
  },
  checking: { zh: '正在问浏览器能不能编码…', en: 'Asking the browser whether it can encode this…' },
} satisfies Record<string, Words>

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)

const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${megabytes(bytes)} MB`

export const exportPhrases = {
  pictureSize: {
    zh: (width: number, height: number) => `${width} × ${height} 像素`,
    en: (width: number, height: number) => `${width} × ${height} pixels`,
  },
  filmSize: {
    zh: (frames: number, width: number, height: number, ms: number) =>
      `${formatNumber(frames, 'zh')} 帧，${width} × ${height} 像素，播放 ${formatDuration(ms, 'zh')}`,
    en: (frames: number, width: number, height: number, ms: number) =>
      `${formatNumber(frames, 'en')} frames of ${width} × ${height} pixels, ${formatDuration(ms, 'en')} long`,
  },
  tooManyFrames: {
    zh: (frames: number, most: number) =>
      `共 ${formatNumber(frames, 'zh')} 帧，最多 ${formatNumber(most, 'zh')} 帧。请缩短这一段、加快速度或减少每秒帧数。`,
    en: (frames: number, most: number) =>
      `${formatNumber(frames, 'en')} frames; at most ${formatNumber(most, 'en')} can be made. Shorten the stretch, speed it up, or take fewer frames a second.`,
  },
  tooManyPixels: {
    zh: (frames: number, width: number) =>
      `${formatNumber(frames, 'zh')} 帧、宽 ${width} 像素，对浏览器来说太多了。请缩小宽度或缩短这一段。`,
    en: (frames: number, width: number) =>
      `${formatNumber(frames, 'en')} frames ${width} pixels wide are too many for a browser. Make it narrower or shorter.`,
  },
  tooManyBytes: {
    zh: (bytes: number) => `文件超过了 ${megabytes(bytes)} MB，已停止。请缩小宽度或缩短这一段。`,
    en: (bytes: number) => `Stopped: the file became larger than ${megabytes(bytes)} MB. Make it narrower or shorter.`,
  },
  noEncoder: {
    zh: (format: string) => `这个浏览器不能编码 ${format}。请选别的格式；GIF 总能生成。`,
    en: (format: string) => `This browser cannot encode ${format}. Choose another format; GIF always works.`,
  },
  frames: {
    zh: (done: number, all: number) => `第 ${formatNumber(done, 'zh')} 帧，共 ${formatNumber(all, 'zh')} 帧`,
    en: (done: number, all: number) => `Frame ${formatNumber(done, 'en')} of ${formatNumber(all, 'en')}`,
  },
  saved: {
    zh: (name: string, bytes: number) => `已保存 ${name}（${sizeText(bytes)}）。`,
    en: (name: string, bytes: number) => `Saved ${name} (${sizeText(bytes)}).`,
  },
  lines: {
    zh: (count: number) => `${formatNumber(count, 'zh')} 条日志`,
    en: (count: number) => (count === 1 ? '1 entry' : `${formatNumber(count, 'en')} entries`),
  },
  leftOut: {
    zh: (count: number) => `图里放不下更多：后面还有 ${formatNumber(count, 'zh')} 件事没有画出。`,
    en: (count: number) =>
      count === 1
        ? 'Mermaid takes no longer diagram: one more thing is left out.'
        : `Mermaid takes no longer diagram: ${formatNumber(count, 'en')} more things are left out.`,
  },
} satisfies Record<string, Phrase<never[]>>
