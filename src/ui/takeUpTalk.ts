// A talk that was being given before a reload goes on.

import { keptPresenting } from '../store/storage'

export function takeUpTalk(): void {
  if (keptPresenting() !== null) void import('../store/presenting').then((kept) => kept.takeUpPresenting())
}
