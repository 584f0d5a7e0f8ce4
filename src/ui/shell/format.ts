// Texts for speeds, countdowns and the axis; i18n/format.ts has the rest. Virtual time in, text out.

import { formatTime } from '../../i18n/format'
import { countdownSeconds, secondsText } from '../../i18n/seconds'

/** A wait that counts down in tenths of a second, 0 only when it is over: 2140 -> "2.2 s", 600_000 -> "600 s". */
export const countdownText = (ms: number): string => `${countdownSeconds(Math.ceil(ms / 100))} s`

/** 0.05 -> "1/20", 12.4 -> "12". */
export function speedText(speed: number): string {
  if (speed < 0.95) return `1/${Math.round(1 / speed)}`
  return speed < 9.95 && Math.abs(speed - Math.round(speed)) > 0.05 ? speed.toFixed(1) : String(Math.round(speed))
}

/** A mark on the time axis, no longer than it must be. */
export function axisText(tMs: number, stepMs: number): string {
  if (tMs < 60_000 && stepMs < 60_000) return `${stepMs < 1000 ? secondsText(tMs) : Math.round(tMs / 1000)} s`
  return formatTime(tMs, stepMs < 1000 ? 1 : 0)
}
