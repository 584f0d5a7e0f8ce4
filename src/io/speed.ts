// How fast virtual time may go: ms of virtual time per ms.

export const MIN_SPEED = 1 / 20
export const MAX_SPEED = 50
/** The speeds that keys and the slider stop at. */
export const SPEEDS: readonly number[] = [1 / 20, 1 / 10, 1 / 5, 1 / 2, 1, 2, 5, 10, 20, 50]

export const clampSpeed = (speed: number): number =>
  Number.isFinite(speed) ? Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed)) : 1
