// A talk that was being given before a reload goes on.

import { keptPresenting } from '../../io/storage'

export function takeUpTalk(): void {
  if (keptPresenting() !== null) void import('../../session/presenting').then((kept) => kept.takeUpPresenting())
}
