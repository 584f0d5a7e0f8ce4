// How a node of a Broker group looks, by its condition: tone, sign and wordings.

import { stagePhrases } from '../../../../i18n/stage'
import type { Language } from '../../../../i18n/words'
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
export function nodeLook(view: NodeView, language: Language): NodeLook {
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
      return look('bad', 'cross', word('node_killed', language), true)
    case 'poweredOff':
      return look('bad', 'power', word('node_poweredOff', language), true)
    case 'stopped':
      return look('muted', 'cross', word('node_stopped', language), true)
    case 'frozen':
      return look('flight', 'snow', word('node_frozen', language))
    case 'stopping':
      return look('muted', 'dots', word('node_stopping', language), false, true)
    case 'starting':
      return look('muted', 'dots', word('node_starting', language), false, true)
    case 'candidate':
      return look('vote', 'ballot', stagePhrases.candidate[language](view.detail, view.needed), false, true)
    case 'voted':
      return look('vote', null, stagePhrases.voted[language](view.detail), false, true)
    case 'elected':
      return look('vote', 'crown', word('node_elected', language))
    case 'overloaded':
    case 'diskFull':
    case 'diskStalled': {
      const { tone, sign } = ACTUAL[view.condition]
      return look(tone, sign, word(`actual_${view.condition}`, language))
    }
    case 'answering':
      return look('bad', 'bubble', stagePhrases.answering[language](view.detail))
    case 'slow':
      return look('avoid', 'clock', stagePhrases.slowBy[language](view.detail).slice(1))
    case 'acting':
      return look('avoid', 'crown', word('node_acting', language), false, true)
    case 'inSync':
      return look('muted', null, word('node_inSync', language))
    case 'outOfSync':
      return look('avoid', null, word('node_outOfSync', language), false, true)
    default:
      return view.master
        ? look('good', null, word('node_master', language))
        : look('muted', null, word('node_slave', language))
  }
}
