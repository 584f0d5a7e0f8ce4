import type { MoreMessages } from '../more'

export const more: MoreMessages = {
  run: '当前过程',
  reset: '重置到场景开头',
  gotchas: '意外与录制',
  values: '客户端版本、教学或真实数值',
  look: '外观',
  check: '核对',
  help: '帮助',
  everything: '显示全部',
}
