import { describe, expect, test } from 'vitest'
import { SvgPainter } from './svgPainter'

describe('what is painted on a canvas, as SVG', () => {
  test('a circle is two arcs, and its edge an attribute of the same element', () => {
    const painter = new SvgPainter()
    painter.fillStyle = '#0b67b2'
    painter.strokeStyle = '#fff'
    painter.lineWidth = 2
    painter.beginPath()
    painter.moveTo(15, 10)
    painter.arc(10, 10, 5, 0, 2 * Math.PI)
    painter.fill()
    painter.stroke()
    expect(painter.markup()).toBe(
      '<path d="M15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10" fill="#0b67b2" stroke="#fff" stroke-width="2"/>',
    )
  })

  test('an arc begins where it is, is joined to what was before, and goes the long way when it is long', () => {
    const painter = new SvgPainter()
    painter.beginPath()
    painter.arc(0, 0, 10, -Math.PI / 2, 0)
    painter.moveTo(100, 0)
    painter.arc(100, 10, 10, 0, 1.5 * Math.PI)
    painter.stroke()
    expect(painter.markup()).toContain('d="M0 -10A10 10 0 0 1 10 0M100 0L110 10A10 10 0 1 1 100 0"')
  })

  test('as on a canvas, a width of nothing changes nothing, and a path without points paints nothing', () => {
    const painter = new SvgPainter()
    painter.lineWidth = 3
    painter.lineWidth = 0
    painter.beginPath()
    painter.fill()
    painter.stroke()
    expect([painter.lineWidth, painter.markup()]).toEqual([3, ''])
  })

  test('a text keeps its place, its weight and its signs', () => {
    const painter = new SvgPainter()
    painter.font = '600 13px "Inter", sans-serif'
    painter.textAlign = 'center'
    painter.textBaseline = 'middle'
    painter.fillStyle = '#000'
    painter.globalAlpha = 0.5
    painter.fillText('<34> & "x"', 1.005, 2)
    expect(painter.markup()).toBe(
      '<text x="1" y="2" dy="0.35em" font-size="13" font-weight="600" text-anchor="middle" fill="#000" opacity="0.5">&lt;34&gt; &amp; &quot;x&quot;</text>',
    )
  })
})
