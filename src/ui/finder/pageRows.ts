// What the page itself can do, grouped by purpose. Every row does what its button or key does.

import { nextLanguage } from '../../i18n/languages'
import type { Messages } from '../../i18n/messages'
import type { SidePanel } from '../../io/viewFields'
import { servingMaster } from '../../projections/groupStatus'
import { type BrokerGroup, MASTER_ID } from '../../rocketmq'
import {
  act,
  chooseComparison,
  restart,
  setFastForward,
  setTheme,
  showAccuracy,
  showCharts,
  showHelp,
  showLibrary,
  showPanel,
  slowDown,
  speedUp,
  togglePlay,
} from '../../session/actions'
import { useApp } from '../../session/appStore'
import { showBreakpoints } from '../../session/breakpoints'
import { jumpToNext, jumpToPrevious, stepBack, stepForward } from '../../session/jumps'
import { setLanguage } from '../../session/language'
import { showLife } from '../../session/lifeView'
import { wantSearch } from '../../session/logView'
import { openLuck } from '../../session/luckView'
import { resetRun } from '../../session/reset'
import { switchValues } from '../../session/restart'
import { currentState } from '../../session/runViews'
import { copyLink, saveFile } from '../../session/sharing'
import { showEmbed, showExport, showImportCluster, showQrCode } from '../../session/sharingState'
import { redo, undo } from '../../session/undo'
import { chooseFile } from '../shell/chooseFile'
import { killFirstMaster } from '../shell/keyboard'
import { brokerVerbs, serverVerbs, type Verb } from '../stage/menu/menuItems'
import type { Group, Row } from './rows'

const get = useApp.getState

const present = async () => (await import('../../session/presenting')).startPresenting()

const panel = (name: SidePanel & keyof Messages['page'], also: string, keyName?: string): Row => ({
  id: `panel-${name}`,
  name: (m) => m.finder.openPanel(m.page[name]),
  also,
  keyName,
  run: () => showPanel(name),
})

/** Verbs that need no further choice; people also search for what they stand for. */
const DONE_AT_ONCE: Partial<Record<Verb, string>> = {
  kill: 'crash down failure 杀掉 杀死 宕机 挂 故障',
  powerOff: 'crash silent no answer 掉电 断电 失联',
  freeze: 'pause gc stop the world 卡住 假死 冻结',
  resume: 'thaw 恢复',
  stop: 'shutdown graceful 下线 停机',
  restart: 'start recover 启动 恢复 重启',
  relocate: 'pod ip address 换地址',
}

const nodeRow = (target: string, name: string, verb: Verb): Row => ({
  id: `${verb} ${target}`,
  name: (m) => m.finder.nodeAction(name, m.stageMenu[verb as Exclude<Verb, 'slow'>]),
  also: `${target} ${DONE_AT_ONCE[verb]}`,
  run: () => act({ type: verb as Exclude<Verb, 'slow'>, target }),
})

/** With the role of the moment: one that died as Master has none once another serves. */
export function nodeName(group: BrokerGroup, node: number): string {
  const master = servingMaster(group)
  const wasMaster = group.nodes[node]?.brokerId === MASTER_ID
  const isMaster = master === null ? wasMaster : node === master
  return `${group.brokerName}${isMaster ? ' Master' : wasMaster ? '' : ' Slave'} (n${node})`
}

/** What can be done to each process now. */
function nodeRows(): Row[] {
  const { brokerGroups, nameServers } = currentState()
  const atOnce = (verbs: readonly Verb[]) => verbs.filter((verb) => verb in DONE_AT_ONCE)
  const brokers = brokerGroups.flatMap((group) => {
    if (group.removed) return []
    return group.nodes.flatMap(({ process, removed: gone }, node) => {
      if (gone) return []
      const name = nodeName(group, node)
      return atOnce(brokerVerbs(process)).map((verb) => nodeRow(`${group.brokerName}/n${node}`, name, verb))
    })
  })
  const servers = nameServers.flatMap(({ process }, index) =>
    atOnce(serverVerbs(process)).map((verb) => nodeRow(`nameserver/${index}`, `NameServer ${index + 1}`, verb)),
  )
  return [...brokers, ...servers]
}

export const PAGE_GROUPS: readonly Group[] = [
  {
    id: 'break',
    title: (m) => m.finder.groups.break,
    first: 3,
    rows: () => [
      {
        id: 'killFirst',
        name: (m) => m.finder.killFirst,
        also: 'kill crash leader failure down 杀掉 杀死 主节点 主库',
        keyName: 'K',
        run: killFirstMaster,
      },
      ...nodeRows(),
    ],
  },
  {
    id: 'run',
    title: (m) => m.finder.groups.run,
    first: 3,
    rows: () => [
      { id: 'play', name: (m) => m.finder.play, also: 'start stop resume 开始 停', keyName: 'Space', run: togglePlay },
      { id: 'jumpNext', name: (m) => m.page.jumpForward, also: 'skip 跳转', keyName: ']', run: () => jumpToNext() },
      {
        id: 'jumpPrevious',
        name: (m) => m.page.jumpBack,
        also: 'rewind 跳转',
        keyName: '[',
        run: () => jumpToPrevious(),
      },
      { id: 'stepNext', name: (m) => m.page.stepForward, also: 'step 单步', keyName: '→', run: () => stepForward() },
      { id: 'stepPrevious', name: (m) => m.page.stepBack, also: 'step 单步', keyName: '←', run: stepBack },
      {
        id: 'reset',
        name: (m) => m.more.reset,
        also: 'start over clean new 重置 从头',
        keyName: 'R',
        run: () => resetRun(),
      },
      { id: 'toStart', name: (m) => m.page.toStart, also: 'restart begin 重播', keyName: 'Home', run: restart },
      { id: 'faster', name: (m) => m.page.faster, also: 'speed 速度 倍速', keyName: '↑', run: speedUp },
      { id: 'slower', name: (m) => m.page.slower, also: 'speed 速度 慢放', keyName: '↓', run: slowDown },
      {
        id: 'fastForward',
        name: (m) => m.page.fastForward,
        hint: (m) => m.page.fastForwardHint,
        keyName: 'F',
        run: () => setFastForward(!get().fastForward),
      },
      { id: 'undo', name: (m) => m.editing.undo, keyName: 'Ctrl Z', run: undo },
      { id: 'redo', name: (m) => m.editing.redo, keyName: 'Ctrl Shift Z', run: redo },
    ],
  },
  {
    id: 'see',
    title: (m) => m.finder.groups.see,
    first: 3,
    rows: () => [
      {
        id: 'compare',
        name: (m) => m.page.compare,
        hint: (m) => m.page.compareHint,
        also: 'diff versus side by side',
        keyName: 'C',
        run: () => chooseComparison({ setting: null }),
      },
      {
        id: 'charts',
        name: (m) => m.page.charts,
        hint: (m) => m.page.chartsHint,
        also: 'graph metrics tps latency 监控 曲线',
        run: () => showCharts(!get().chartsOpen),
      },
      {
        id: 'breakpoints',
        name: (m) => m.breakpoints.title,
        hint: (m) => m.breakpoints.hint,
        also: 'stop when debug 调试',
        keyName: 'B',
        run: () => showBreakpoints(true),
      },
      {
        id: 'luck',
        name: (m) => `${m.luck.title}${m.format.colon}${m.luck.kinds.seeds}`,
        also: 'random seed chance monte carlo 随机 种子 运气',
        run: () => openLuck('seeds'),
      },
      {
        id: 'luckMoments',
        name: (m) => `${m.luck.title}${m.format.colon}${m.luck.kinds.moments}`,
        also: 'timing when random 时机 运气',
        run: () => openLuck('moments'),
      },
      {
        id: 'life',
        name: (m) => m.finder.life,
        also: 'message trace path disk flush lost survive 轨迹 落盘 丢失 存活 消息',
        keyName: 'M',
        run: () => void showLife(),
      },
      panel('story', 'decision explain reason 原因 为什么 选队列'),
      panel('log', 'events 事件'),
      panel('settings', 'options configuration parameters 参数 配置', 'S'),
      {
        id: 'searchLog',
        name: (m) => m.log.keySearch,
        also: 'grep filter 过滤',
        keyName: '/',
        run: () => {
          showPanel('log')
          wantSearch()
        },
      },
    ],
  },
  {
    id: 'share',
    title: (m) => m.finder.groups.share,
    first: 3,
    rows: () => [
      { id: 'copyLink', name: (m) => m.sharing.copyLink, also: 'share url 分享', keyName: 'Y', run: () => copyLink() },
      {
        id: 'export',
        name: (m) => m.sharing.exporting,
        also: 'png gif video csv mermaid 图片 动图',
        run: () => showExport(true),
      },
      {
        id: 'ownCluster',
        name: (m) => m.sharing.ownCluster,
        also: 'import config broker.conf spring yaml 导入',
        run: () => showImportCluster(true),
      },
      {
        id: 'copyPicture',
        name: (m) => m.sharing.copyPicture,
        also: 'screenshot png clipboard 截图',
        run: async () => (await import('../export/copyPicture')).copyPicture(),
      },
      { id: 'qrCode', name: (m) => m.sharing.showQrCode, also: 'phone scan 扫码', run: () => showQrCode(true) },
      { id: 'embed', name: (m) => m.sharing.embed, also: 'iframe blog 博客', run: () => showEmbed(true) },
      { id: 'saveFile', name: (m) => m.sharing.saveFile, also: 'download json 下载', run: saveFile },
      { id: 'openFile', name: (m) => m.sharing.openFile, also: 'load json 加载', run: chooseFile },
      {
        id: 'makeLesson',
        name: (m) => m.sharing.makeLesson,
        run: async () => (await import('../../session/lessonOpening')).makeLesson(),
      },
    ],
  },
  {
    id: 'page',
    title: (m) => m.finder.groups.page,
    first: 3,
    rows: () => [
      {
        id: 'library',
        name: (m) => m.page.learn,
        hint: (m) => m.page.learnHint,
        also: 'tutorial course 教程',
        run: () => showLibrary(true),
      },
      {
        id: 'present',
        name: (m) => m.presenting.present,
        hint: (m) => m.presenting.talksHint,
        also: 'slides projector full screen 投影 全屏',
        run: present,
      },
      { id: 'help', name: (m) => m.page.help, also: 'hotkeys keyboard', keyName: '?', run: () => showHelp(true) },
      {
        id: 'accuracy',
        name: (m) => m.proof.howTrue,
        also: 'conformance trust proof 准确 可信',
        run: () => showAccuracy(true),
      },
      {
        id: 'language',
        name: (m) => m.page.keyLanguage,
        also: 'language translate 语言',
        keyName: 'L',
        run: () => setLanguage(nextLanguage(get().language)),
      },
      {
        id: 'theme',
        name: (m) => m.page.keyTheme,
        also: 'colour color mode 主题 颜色',
        keyName: 'T',
        run: () => setTheme(get().theme === 'dark' ? 'light' : 'dark'),
      },
      ...(['teaching', 'real'] as const).map(
        (values): Row => ({
          id: `values-${values}`,
          name: (m) => `${m.page.values}${m.format.colon}${m.page[values]}`,
          hint: (m) => m.page[`${values}Hint`],
          also: 'default production 默认值 生产',
          run: () => get().values !== values && switchValues(values),
        }),
      ),
    ],
  },
]
