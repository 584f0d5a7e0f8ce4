// The BroadcastChannel between a stage and its notes window.

import { channelName } from './notesProtocol'

/** @returns null in a browser that has no such thing, or does not let this page have it */
export function openWire(channel: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(channelName(channel))
  } catch {
    return null
  }
}
