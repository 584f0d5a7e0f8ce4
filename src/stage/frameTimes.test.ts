import { expect, test } from 'vitest'
import { frameCount, frameDelay, frameTime } from './frameTimes'

test('a film has a picture at both ends, and none after the end', () => {
  const film = { fromMs: 4000, toMs: 6000, speed: 1, framesPerSecond: 10 }
  expect(frameCount(film)).toBe(21)
  expect(frameTime(film, 0)).toBe(4000)
  expect(frameTime(film, 7)).toBe(4700)
  expect(frameTime(film, 20)).toBe(6000)
  expect(frameCount({ ...film, toMs: 6050 })).toBe(21)
  expect(frameCount({ ...film, toMs: 4000 })).toBe(1)
  expect(frameCount({ ...film, toMs: 3999 })).toBe(0)
})

test('speed and rate do not lose or shift pictures, however long the film is', () => {
  for (const speed of [0.1, 0.25, 0.5, 1, 2, 5]) {
    for (const framesPerSecond of [5, 10, 12, 15, 20, 25, 30]) {
      const film = { fromMs: 1000, toMs: 61_000, speed, framesPerSecond }
      const count = frameCount(film)
      expect(count).toBe(Math.floor((60 / speed) * framesPerSecond + 1e-6) + 1)
      let worst = 0
      for (let frame = 1; frame < count; frame++) {
        const step = frameTime(film, frame) - frameTime(film, frame - 1)
        worst = Math.max(worst, Math.abs(step - (1000 * speed) / framesPerSecond))
      }
      expect(worst).toBeLessThan(1e-5)
      expect(frameTime(film, count - 1)).toBeLessThanOrEqual(61_000)
    }
  }
})

test('delays are whole hundredths of a second and add up to the time of the film', () => {
  for (const framesPerSecond of [5, 10, 12, 15, 20, 25, 30]) {
    let sum = 0
    for (let frame = 0; frame < 1000; frame++) {
      const delay = frameDelay(framesPerSecond, frame)
      expect(Number.isInteger(delay)).toBe(true)
      // Browsers slow down what is quicker.
      expect(delay).toBeGreaterThanOrEqual(2)
      sum += delay
      expect(Math.abs(sum - ((frame + 1) * 100) / framesPerSecond)).toBeLessThanOrEqual(0.5)
    }
  }
})
