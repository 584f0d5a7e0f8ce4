// A packet may stand for several sends, the same number for a whole run. State and log count packets; people read sends.

import type { Settings } from './settings'

/** How many sends so many packets stand for: every figure that a person reads goes through here. */
export const sendsOf = ({ sendsPerPacket }: Pick<Settings, 'sendsPerPacket'>, packets: number): number =>
  packets * sendsPerPacket
