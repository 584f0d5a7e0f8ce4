// The card of a result: a picture of one size that says what was done, how it was judged, and shows the run. As SVG, in the
// colours of a theme.

import { type Challenge, movesOf, type Verdict } from '../../chapters/challenge'
import { figureText } from '../../chapters/fill'
import { LANGUAGES } from '../../i18n/languages'
import { localize } from '../../i18n/localized'
import type { MessagesWith } from '../../i18n/messages'
import type { Theme } from '../../io/browserStorage'
import { entryAt, entryKind, entryTime, logLength, type Run } from '../../rocketmq'
import { wrapped } from '../../stage/caption'
import { coloured } from '../export/coloured'
import { type Picture, StagePicture } from '../export/StagePicture'
import { escaped } from '../export/svgPainter'
import { momentText } from './words'

/** px, as sites that show a link with its picture want it. */
const WIDTH = 1200
const HEIGHT = 630
const EDGE = 48
/** Of the text beside the stage. */
const TEXT_WIDTH = 420
const STAGE = { x: 492, y: 44, w: 660, h: 400, room: { width: 990, height: 600 } }
const STRIP = { y: 512, from: EDGE, to: WIDTH - EDGE }
/** Failed sends that are drawn: more would only be a bar. */
const MAX_CROSSES = 200

/** The middle of the story: shortly after what was done last. */
function shownMs(challenge: Challenge, run: Run): number {
  const { moves } = movesOf(challenge, run.input)
  const last = Math.max(0, ...moves.actions.map(({ atMs }) => atMs)) || (run.input.actions[0]?.atMs ?? 0)
  return Math.min(challenge.endMs, last + 700)
}

interface TextLook {
  size: number
  fill?: string
  bold?: boolean
  anchor?: 'end' | 'middle'
}

const text = (x: number, y: number, words: string, { size, fill = 'text', bold = false, anchor }: TextLook): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${bold ? 700 : 400}" fill="var(--${fill})"` +
  `${anchor ? ` text-anchor="${anchor}"` : ''}>${escaped(words)}</text>`

function star(cx: number, cy: number, r: number, full: boolean): string {
  const points = Array.from({ length: 10 }, (_, at) => {
    const angle = (Math.PI * at) / 5 - Math.PI / 2
    const radius = at % 2 === 0 ? r : r * 0.42
    return `${(cx + radius * Math.cos(angle)).toFixed(1)},${(cy + radius * Math.sin(angle)).toFixed(1)}`
  })
  return `<polygon points="${points.join(' ')}" fill="${full ? 'var(--avoid)' : 'none'}" stroke="var(--avoid)" stroke-width="2"/>`
}

/** The run from its start to its end: what was done and what failed. */
function strip(challenge: Challenge, run: Run): string {
  const { endMs } = challenge
  const { y, from, to } = STRIP
  const x = (tMs: number) => Math.round((from + ((to - from) * Math.min(tMs, endMs)) / endMs) * 10) / 10
  const own = new Set(movesOf(challenge, run.input).moves.actions)
  const parts = [
    `<rect x="${from}" y="${y - 2}" width="${to - from}" height="4" rx="2" fill="var(--line-strong)"/>`,
    text(from, y + 34, momentText(0), { size: 20, fill: 'muted' }),
    text(to, y + 34, momentText(endMs), { size: 20, fill: 'muted', anchor: 'end' }),
  ]
  let crosses = 0
  for (let at = 0; at < logLength(run.log) && crosses < MAX_CROSSES; at++) {
    if (entryTime(run.log, at) > endMs) break
    if (entryKind(run.log, at) !== 'messageFailed') continue
    const cx = x(entryAt(run.log, at).atMs)
    parts.push(`<path d="M${cx - 6} ${y - 6}l12 12m0 -12l-12 12" stroke="var(--bad)" stroke-width="3"/>`)
    crosses++
  }
  for (const action of run.input.actions) {
    const cx = x(action.atMs)
    const isOwn = own.has(action)
    const fill = isOwn ? 'var(--flight)' : 'var(--muted)'
    parts.push(`<path d="M${cx - 10} ${y - 26}h20l-10 18z" fill="${fill}"/>`)
  }
  return parts.join('')
}

/**
 * @param run - computed to the end of the challenge
 * @param address - where the page is, in short; '' for nowhere
 */
export function resultCard(
  challenge: Challenge,
  verdict: Verdict,
  run: Run,
  { theme, address, m }: { theme: Theme; address: string; m: MessagesWith<'challenges'> },
): Picture {
  const { level, title, goal, par } = challenge
  const words = m.challenges
  const parts = [`<rect width="${WIDTH}" height="${HEIGHT}" fill="var(--ground)"/>`]
  let y = 78
  parts.push(text(EDGE, y, 'RocketScope', { size: 34, bold: true, fill: 'flight' }))
  y += 40
  parts.push(text(EDGE, y, `${words.challenge} · ${words.level(level)}`, { size: 24, fill: 'muted' }))
  y += 18
  for (const line of wrapped(localize(title, m), TEXT_WIDTH, 36, true).slice(0, 3)) {
    y += 42
    parts.push(text(EDGE, y, line, { size: 36, bold: true }))
  }
  y += 56
  for (let at = 0; at < 3; at++) parts.push(star(EDGE + 26 + at * 64, y, 26, at < verdict.stars))
  const moves = words.moves(verdict.moves)
  parts.push(text(EDGE + 206, y + 10, moves, { size: 28, bold: true }))
  y += 26
  for (const [at, { label, claim }] of challenge.judge.entries()) {
    y += 40
    const value = verdict.results[at]?.value ?? null
    parts.push(
      text(EDGE, y, localize(label, m), { size: 22, fill: 'muted' }),
      text(EDGE + TEXT_WIDTH, y, figureText(claim.figure, value, m), { size: 26, bold: true, anchor: 'end' }),
    )
  }
  parts.push(strip(challenge, run))
  const aim = wrapped(localize(goal, m), WIDTH - 2 * EDGE - 300, 22, false)
  parts.push(
    ...aim.slice(0, 2).map((line, at) => text(EDGE, 578 + at * 28, line, { size: 22 })),
    text(WIDTH - EDGE, 606, address, { size: 20, fill: 'muted', anchor: 'end' }),
    text(WIDTH - EDGE, 578, words.par(words.moves(par)), { size: 20, fill: 'muted', anchor: 'end' }),
  )

  const stage = new StagePicture({
    run,
    ...STAGE.room,
    asOnPage: false,
    theme,
    m,
    ground: true,
    headline: false,
    link: '',
    selection: null,
    pace: null,
  })
  const probe = document.createElement('div')
  probe.dataset.theme = theme
  probe.hidden = true
  document.body.append(probe)
  try {
    const { svg } = stage.at(shownMs(challenge, run))
    const { x, w, h } = STAGE
    // The stage is a document of its own: it is put into this one in its place and size.
    parts.push(
      svg.replace(/ width="[\d.]+" height="[\d.]+"/, ` x="${x}" y="${STAGE.y}" width="${w}" height="${h}"`),
      `<rect x="${x}" y="${STAGE.y}" width="${w}" height="${h}" rx="8" fill="none" stroke="var(--line-strong)"/>`,
    )
    const font = escaped(getComputedStyle(document.body).fontFamily)
    const whole =
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
      `font-family="${font}" style="font-variant-numeric:tabular-nums" lang="${LANGUAGES[m.language].tag}">${parts.join('')}</svg>`
    return { svg: coloured(whole, probe), width: WIDTH, height: HEIGHT }
  } finally {
    stage.end()
    probe.remove()
  }
}
