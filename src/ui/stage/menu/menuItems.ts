// What the menu of a node can offer: what is done to its process, and faults that begin and end in the same place.

import type { Messages } from '../../../i18n/messages'
import type { ClusterState, ProcessState, TimelessAction, Trouble } from '../../../rocketmq'
import type { SignName } from '../Sign'
import type { BreakpointSubject } from './BreakpointChoice'

export type Verb = 'kill' | 'powerOff' | 'freeze' | 'resume' | 'slow' | 'stop' | 'restart' | 'relocate'

/** Everything a menu shows and does. Faults are read again in each frame while it is open. */
export interface NodeMenuContent {
  /** Whom it is about, e.g. "broker-a/n0". */
  target: string
  /** Kill is first: two clicks. */
  verbs: readonly Verb[]
  restartLabel: string
  /** Added latency now, ms. */
  slowMs: number
  /** What a breakpoint can be limited to; null where it cannot. */
  breakpoint: BreakpointSubject | null
  /** Shows the inside of it, or puts it away; null where there is none. */
  inside: { label: string; show: () => void } | null
  faultsTitle: string
  faults(state: ClusterState): FaultItem[]
}

/** What makes sense for the process of a server. */
export function serverVerbs(process: ProcessState): readonly Verb[] {
  switch (process) {
    case 'running':
      return ['kill', 'powerOff', 'freeze', 'slow', 'stop', 'restart']
    case 'frozen':
      return ['kill', 'resume', 'powerOff', 'restart']
    case 'stopping':
    case 'portClosed':
      return ['kill', 'powerOff', 'restart']
    case 'dying':
      return ['powerOff', 'restart']
    case 'starting':
      return ['kill', 'powerOff']
    default:
      return ['restart']
  }
}

/** Opens the choice of any of its links. */
export const linksItem = (m: Messages): FaultItem => ({
  id: 'links',
  letter: 'N',
  sign: 'gap',
  label: m.stageMenu.links,
  action: null,
  ends: false,
})

/** A Broker can come back under a new address, too: whenever it can be started again. */
export const brokerVerbs = (process: ProcessState): readonly Verb[] => {
  const verbs = serverVerbs(process)
  return verbs.includes('restart') ? [...verbs, 'relocate'] : verbs
}

export interface FaultItem {
  id: Trouble | 'answer' | 'links' | 'linkCut' | 'linkFlaky' | 'linkMended' | 'writePerm'
  /** Letter that chooses it while the menu is open. */
  letter: string
  sign: SignName
  label: string
  /** Null opens a choice instead: of response codes, or of links. */
  action: TimelessAction | null
  /** It ends something. */
  ends: boolean
}

/** What a flaky link loses, percent. */
export const FLAKY_PERCENT = 30

/**
 * Faults of the link between a producer and a node.
 *
 * @param peer - the node, e.g. "nameserver/0"
 * @param lossPercent - what the link loses now
 * @param canBegin - the node runs, so that a fault of the link would show
 */
export function linkFaults(
  m: Messages,
  state: ClusterState,
  peer: string,
  producer: number,
  lossPercent: number,
  mayBeFlaky: boolean,
  canBegin: boolean,
): FaultItem[] {
  const several = state.producers.filter(({ removed }) => !removed).length > 1
  const number = several ? producer + 1 : null
  const link = (percent: number): TimelessAction => ({
    type: 'link',
    target: `producer/${producer}`,
    peer,
    lossPercent: percent,
  })
  const { linkCut, linkLossy, linkMended } = m.stageMenu
  if (lossPercent > 0) {
    const label = linkMended(number)
    return [{ id: 'linkMended', letter: 'M', sign: 'tick', label, action: link(0), ends: true }]
  }
  if (!canBegin) return []
  const cut: FaultItem = {
    id: 'linkCut',
    letter: 'C',
    sign: 'gap',
    label: linkCut(number),
    action: link(100),
    ends: false,
  }
  if (!mayBeFlaky) return [cut]
  const label = linkLossy(number, FLAKY_PERCENT)
  return [cut, { id: 'linkFlaky', letter: 'L', sign: 'loss', label, action: link(FLAKY_PERCENT), ends: false }]
}
