import { describe, expect, test } from 'vitest'
import { createMarks } from '../../../stage/packets'
import { messageAt } from './pickMessage'

const layout = { roomy: true, size: 14 } as Parameters<typeof messageAt>[1]

/** Marks of messages at places; -1 is no message. */
const marksAt = (...places: [message: number, x: number, y: number][]) => {
  const marks = createMarks()
  marks.count = places.length
  places.forEach(([message, x, y], i) => {
    marks.message[i] = message
    marks.x[i] = x
    marks.y[i] = y
  })
  return marks
}

describe('the message under a click', () => {
  test('is the nearest one within reach', () => {
    const marks = marksAt([1, 100, 100], [2, 112, 100], [-1, 109, 100])
    expect(messageAt(marks, layout, 109, 100)).toBe(2)
    expect(messageAt(marks, layout, 103, 100)).toBe(1)
    expect(messageAt(marks, layout, 100, 119)).toBe(1)
  })

  test('is none where none is near, and what is no message does not count', () => {
    expect(messageAt(marksAt([1, 100, 100]), layout, 100, 121)).toBeNull()
    expect(messageAt(marksAt([-1, 100, 100]), layout, 100, 100)).toBeNull()
    expect(messageAt(createMarks(), layout, 0, 0)).toBeNull()
  })

  test('in a crowd one has to aim better', () => {
    const crowded = { ...layout, roomy: false }
    expect(messageAt(marksAt([1, 100, 100]), crowded, 100, 112)).toBe(1)
    expect(messageAt(marksAt([1, 100, 100]), crowded, 100, 114)).toBeNull()
  })
})
