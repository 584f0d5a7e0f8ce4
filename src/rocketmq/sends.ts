// What a send is about, and how many of them a packet is.
//
// A packet may stand for several sends, the same number for a whole run. State and log count packets; people read sends.

import type { Settings } from './settings'

/** How many sends so many packets stand for: every figure that a person reads goes through here. */
export const sendsOf = ({ sendsPerPacket }: Pick<Settings, 'sendsPerPacket'>, packets: number): number =>
  packets * sendsPerPacket

/** Key of the order that a message belongs to, from 0: orders take turns. RocketMQ: the `arg` of MessageQueueSelector */
export const orderKeyOf = ({ orderKeyCount }: Pick<Settings, 'orderKeyCount'>, message: number): number =>
  (message - 1) % orderKeyCount
