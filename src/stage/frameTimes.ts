// When each picture of a film is taken, and how long it stands. Pure.

/** A stretch of a run as a film: ms of virtual time, both ends included. */
export interface FilmStretch {
  fromMs: number
  toMs: number
  /** ms of virtual time per ms of the film */
  speed: number
  framesPerSecond: number
}

/** How many pictures a film has: one at its beginning, then one per frame as long as the end is not passed. */
export function frameCount({ fromMs, toMs, speed, framesPerSecond }: FilmStretch): number {
  // Lengths that divide evenly must not lose their last picture to rounding.
  return toMs < fromMs ? 0 : Math.floor(((toMs - fromMs) * framesPerSecond) / (1000 * speed) + 1e-9) + 1
}

/** The moment that picture `frame` shows, ms of virtual time; may have a fraction. Computed anew for each, so no error adds up. */
export function frameTime({ fromMs, toMs, speed, framesPerSecond }: FilmStretch, frame: number): number {
  const tMs = fromMs + (frame * 1000 * speed) / framesPerSecond
  // A fraction that is nothing but rounding would be another moment for whoever asks for whole ones.
  return Math.min(toMs, Math.abs(tMs - Math.round(tMs)) < 1e-6 ? Math.round(tMs) : tMs)
}

/** How long picture `frame` stands in a GIF, which counts in hundredths of a second: rounded so that the whole is never late. */
export function frameDelay(framesPerSecond: number, frame: number): number {
  return Math.round(((frame + 1) * 100) / framesPerSecond) - Math.round((frame * 100) / framesPerSecond)
}
