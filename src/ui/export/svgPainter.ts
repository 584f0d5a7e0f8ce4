// Takes what is painted on a canvas and writes it as SVG: the dots and pointers of a picture that leaves the page.

import type { Painter } from '../stage/packets/paintPackets'

const TURN = 2 * Math.PI

/** Two decimals: a hundredth of a pixel cannot be seen. */
const rounded = (value: number): string => String(Math.round(value * 100) / 100)

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text inside SVG, also between quotation marks. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPED[character] as string)

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', end: 'end', right: 'end' }

/** A painter, and what it has painted so far. */
export class SvgPainter implements Painter {
  fillStyle: Painter['fillStyle'] = '#000'
  strokeStyle: Painter['strokeStyle'] = '#000'
  globalAlpha = 1
  font = '10px sans-serif'
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  private width = 1
  private path = ''
  private endX = 0
  private endY = 0
  private readonly elements: string[] = []
  /** The path that the last element fills: its edge can be an attribute. */
  private filled = ''

  get lineWidth(): number {
    return this.width
  }

  set lineWidth(width: number) {
    // As on a canvas: no width at all is no change.
    if (width > 0) this.width = width
  }

  beginPath(): void {
    this.path = ''
  }

  moveTo(x: number, y: number): void {
    this.path += `M${rounded(x)} ${rounded(y)}`
    this.setEnd(x, y)
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === '' ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`
    this.setEnd(x, y)
  }

  /** Clockwise only: nothing is painted the other way round. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const startX = x + Math.cos(from) * radius
    const startY = y + Math.sin(from) * radius
    if (this.path === '' || Math.hypot(startX - this.endX, startY - this.endY) > 0.005) this.lineTo(startX, startY)
    const r = rounded(radius)
    const whole = to - from >= TURN
    const turn = whole ? TURN : (((to - from) % TURN) + TURN) % TURN
    const pieces = whole ? 2 : 1
    for (let piece = 1; piece <= pieces; piece++) {
      const angle = from + (turn * piece) / pieces
      const endX = x + Math.cos(angle) * radius
      const endY = y + Math.sin(angle) * radius
      this.path += `A${r} ${r} 0 ${turn / pieces > Math.PI ? 1 : 0} 1 ${rounded(endX)} ${rounded(endY)}`
      this.setEnd(endX, endY)
    }
  }

  fill(): void {
    if (this.path === '') return
    this.elements.push(`<path d="${this.path}" fill="${this.colour(this.fillStyle)}"${this.opacity()}/>`)
    this.filled = this.path
  }

  stroke(): void {
    if (this.path === '') return
    const edge = `stroke="${this.colour(this.strokeStyle)}" stroke-width="${rounded(this.width)}"${this.opacity()}`
    const last = this.elements.at(-1)
    if (last !== undefined && this.filled === this.path && this.globalAlpha === 1) {
      this.elements[this.elements.length - 1] = `${last.slice(0, -2)} ${edge}/>`
    } else this.elements.push(`<path d="${this.path}" fill="none" ${edge}/>`)
    this.filled = ''
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight, size] = /^(?:(\d+) )?([\d.]+)px/.exec(this.font) ?? []
    // Many programs do not know dominant-baseline; this is where the middle of a line is.
    const middle = this.textBaseline === 'middle' ? ' dy="0.35em"' : ''
    const anchor = ANCHORS[this.textAlign]
    this.elements.push(
      `<text x="${rounded(x)}" y="${rounded(y)}"${middle} font-size="${size ?? 10}"${weight ? ` font-weight="${weight}"` : ''}` +
        `${anchor ? ` text-anchor="${anchor}"` : ''} fill="${this.colour(this.fillStyle)}"${this.opacity()}>${escaped(text)}</text>`,
    )
    this.filled = ''
  }

  /** Everything painted, as elements of SVG. */
  markup(): string {
    return this.elements.join('')
  }

  private setEnd(x: number, y: number): void {
    this.endX = x
    this.endY = y
  }

  private opacity(): string {
    return this.globalAlpha === 1 ? '' : ` opacity="${this.globalAlpha}"`
  }

  private colour(style: Painter['fillStyle']): string {
    if (typeof style !== 'string') throw new TypeError('only plain colours can be written as SVG')
    return escaped(style)
  }
}
