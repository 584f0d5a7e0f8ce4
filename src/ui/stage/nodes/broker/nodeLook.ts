// How a node of a Broker group looks, by its condition: tone, sign and wordings.

import type { FirstMessages } from '../../../../i18n/messages'
import type { NodeView } from '../../../../stage/nodes/broker/nodeView'
import type { SignName } from '../../Sign'
import type { Tone } from '../../tones'
import { ACTUAL, word } from './statusChips'

export interface NodeLook {
  tone: Tone
  sign: SignName | null
  words: readonly string[]
  /** The process does not run: broken look. */
  broken: boolean
  dashed: boolean
}

/** How a node looks and what is said of it. */
export function nodeLook(view: NodeView, m: FirstMessages): NodeLook {
  const look = (
    tone: Tone,
    sign: SignName | null,
    words: readonly string[],
    broken = false,
    dashed = false,
  ): NodeLook => ({
    tone,
    sign,
    words,
    broken,
    dashed,
  })
  switch (view.condition) {
    case 'killed':
      return look('bad', 'cross', word('node_killed', m), true)
    case 'poweredOff':
      return look('bad', 'power', word('node_poweredOff', m), true)
    case 'stopped':
      return look('muted', 'cross', word('node_stopped', m), true)
    case 'frozen':
      return look('flight', 'snow', word('node_frozen', m))
    case 'stopping':
      return look('muted', 'dots', word('node_stopping', m), false, true)
    case 'starting':
      return look('muted', 'dots', word('node_starting', m), false, true)
    case 'candidate':
      return look('vote', 'ballot', m.stage.candidate(view.detail, view.needed), false, true)
    case 'voted':
      return look('vote', null, m.stage.voted(view.detail), false, true)
    case 'elected':
      return look('vote', 'crown', word('node_elected', m))
    case 'overloaded':
    case 'diskFull':
    case 'diskStalled': {
      const { tone, sign } = ACTUAL[view.condition]
      return look(tone, sign, word(`actual_${view.condition}`, m))
    }
    case 'answering':
      return look('bad', 'bubble', m.stage.answering(view.detail))
    case 'linkBroken':
      return view.detail === 100
        ? look('bad', 'gap', m.stage.linkCut)
        : look('avoid', 'loss', m.stage.linkLossy(view.detail))
    case 'slow':
      return look('avoid', 'clock', m.stage.slowBy(view.detail).slice(1))
    case 'acting':
      return look('avoid', 'crown', word('node_acting', m), false, true)
    case 'inSync':
      return look('muted', null, word('node_inSync', m))
    case 'outOfSync':
      return look('avoid', null, word('node_outOfSync', m), false, true)
    default:
      return view.master ? look('good', null, word('node_master', m)) : look('muted', null, word('node_slave', m))
  }
}
