// Seeded 32-bit integer randomness. Each entity owns its stream, so that changing one parameter does not shift the others.

/** Mixes 32 bits so that neighbouring inputs give unrelated outputs. */
const mix = (value: number): number => {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** @returns the state a stream begins with: a 32-bit unsigned integer */
export const streamState = (seed: number, stream: number, first: number, second = 0): number =>
  mix(mix(mix(mix(seed) + stream * 0x9e3779b1) + first * 0x85ebca77) + second * 0xc2b2ae3d)

/** The state after one draw. */
export const nextState = (state: number): number => (state + 0x9e3779b9) >>> 0

/** @returns integer in 0 … bound-1 drawn from `state`; bound is 1 … 2^32 */
export const drawBelow = (state: number, bound: number): number => {
  // Two 16-bit halves keep every product an exact integer.
  const bits = mix(state)
  const high = (bits >>> 16) * bound
  const low = (bits & 0xffff) * bound
  return Math.floor((high + Math.floor(low / 0x10000)) / 0x10000)
}
