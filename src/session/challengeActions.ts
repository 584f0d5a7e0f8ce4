// What a person can do in a challenge: open it, check it, leave it. Whose result it is, and whether it has been judged, is
// known after a reload as well. Loaded with the first challenge.

import * as v from 'valibot'
import { type Breach, breachesOf, type Challenge, judge, moveCount, movesOf, type Verdict } from '../chapters/challenge'
import { CHALLENGES } from '../chapters/chapters'
import { messagesOf } from '../i18n/load'
import { MAX_INPUT_LENGTH } from '../io/inputSchema'
import { parsedJson } from '../io/outsideJson'
import { loadOwnChallenge, saveOwnChallenge } from '../io/storage'
import { withStore } from '../io/storePart'
import { linkText } from '../io/writeLink'
import { actionKey, type Run, type RunInput } from '../rocketmq'
import { begin, pause, seek, setSpeed, showLibrary, showPanel } from './actions'
import { type AppState, loadCurrentMessages, useApp } from './appStore'
import { keepResult } from './bestResults'
import { playUntil } from './clock'
import { endComparing } from './comparison'
import { afterJob, startJob } from './computeJob'
import { isUntouched, markWhole, saveBranch } from './history'

const get = useApp.getState
const set = useApp.setState

/** An input as one text, in whatever order its fields are. */
const textOf = (input: RunInput): string => linkText({ input, view: {} })

export const challengeById = (id: string): Challenge | undefined => CHALLENGES.find((one) => one.id === id)

/** The challenge that is open; null where none is, or one that is not here. */
export const openedChallenge = ({ challenge }: AppState = get()): Challenge | null =>
  (challenge && challengeById(challenge.id)) ?? null

/** Opens a challenge at its beginning. The run that was there can be had back by undoing, and is kept as a branch. */
export async function openChallenge(id: string): Promise<boolean> {
  await loadCurrentMessages('challenges')
  const challenge = challengeById(id)
  showLibrary(false)
  if (!challenge) {
    set({ challenge: { id, given: [], guest: null, settings: [] } })
    showPanel('challenge')
    return true
  }
  await withStore(challenge.input, () => undefined)
  if (!isUntouched() && !isUnplayed()) {
    saveBranch(messagesOf(get().language, 'challenges').challenges.before, null)
  }
  set({ lesson: null, challenge: null, chapter: null })
  pause()
  endComparing()
  const before = get().past.at(-1)
  begin(structuredClone(challenge.input))
  if (get().past.at(-1) !== before) markWhole()
  setSpeed(1)
  set({
    challenge: { id, given: challenge.input.actions.map(actionKey), guest: null, settings: challenge.rules.settings },
  })
  showPanel('challenge')
  return true
}

/** Whether a challenge is open in which nothing has been done. */
function isUnplayed(): boolean {
  const challenge = openedChallenge()
  return challenge !== null && textOf(challenge.input) === textOf(get().input)
}

const ownSchema = v.object({ id: v.string(), input: v.string(), judged: v.boolean() })

/** What this tab itself had done in a challenge. */
function ownOf(id: string): v.InferOutput<typeof ownSchema> | null {
  const read = v.safeParse(ownSchema, parsedJson(loadOwnChallenge(), 2 * MAX_INPUT_LENGTH))
  return read.success && read.output.id === id ? read.output : null
}

/**
 * Takes up the challenge that a link names, with the link's own run: what another person has done in it is computed to its
 * end, so that it can be judged; what this tab had done before a reload is as it was.
 */
export function showChallenge(id: string): void {
  const { challenge: open, input } = get()
  if (open?.id === id) return
  const challenge = challengeById(id)
  const own = ownOf(id)
  const text = textOf(input)
  const isOwn = own?.input === text
  const isPlayed = challenge !== undefined && textOf(challenge.input) !== text
  set({
    lesson: null,
    challenge: {
      id,
      given: challenge?.input.actions.map(actionKey) ?? [],
      guest: isPlayed && !isOwn ? text : null,
      settings: challenge?.rules.settings ?? [],
    },
  })
  if (!isOwn) showPanel('challenge')
  // What breaks the rules is not judged, and costs no more than being looked at.
  if (challenge && (isOwn ? own?.judged : isPlayed) && breachesOf(challenge, input).length === 0)
    computeToEnd(challenge)
}

/** Computes the run to the end of the challenge and leaves the playhead where it is. */
function computeToEnd({ endMs }: Challenge): void {
  afterJob(() => {
    const { run } = get()
    startJob({
      kind: 'jump',
      toMs: endMs,
      runs: () => [run],
      lookAt: () => null,
      done(end) {
        if (end === 'arrived' && get().run === run) {
          set(({ seenMs, runVersion }) => ({ seenMs: Math.max(seenMs, endMs), runVersion: runVersion + 1 }))
        }
      },
    })
  })
}

export function leaveChallenge(): void {
  playUntil(null)
  set({ challenge: null })
  showPanel('story')
}

/** Goes to the end of the challenge, where it is judged. */
export function checkChallenge(): void {
  const challenge = openedChallenge()
  if (!challenge) return
  pause()
  seek(challenge.endMs)
}

/** Shows a moment of the run. */
export function goTo(tMs: number): void {
  pause()
  seek(tMs)
}

/** Whether the run on the page is what another person has made of the challenge. */
export const isGuest = ({ challenge, input }: AppState): boolean =>
  challenge !== null && challenge.guest !== null && challenge.guest === textOf(input)

export interface Score {
  /** What breaks the rules: where there is any, nothing is judged. */
  breaches: readonly Breach[]
  moves: number
  /** Null as long as the end has not been reached. */
  verdict: Verdict | null
}

const verdicts = new WeakMap<Run, { id: string; verdict: Verdict | null }>()

/** The score of the run on the page. */
export function scoreOf(challenge: Challenge, { run, seenMs, input }: AppState): Score {
  const breaches = breachesOf(challenge, input)
  const moves = moveCount(movesOf(challenge, input).moves)
  if (breaches.length > 0 || Math.min(seenMs, run.endMs) < challenge.endMs) return { breaches, moves, verdict: null }
  let known = verdicts.get(run)
  if (known?.id !== challenge.id) {
    known = { id: challenge.id, verdict: judge(challenge, run) }
    verdicts.set(run, known)
  }
  return { breaches, moves, verdict: known.verdict }
}

/** What stands behind the # of the address that proves a result: the run at its end, with the challenge. */
export const proofText = ({ id, endMs }: Challenge, input: RunInput): string =>
  linkText({ input, view: { tMs: endMs, language: get().language, sidePanel: 'challenge', challenge: id } })

/** The whole address of a result. */
export function proofAddress(challenge: Challenge, input: RunInput): string {
  const url = new URL(location.href)
  url.hash = proofText(challenge, input)
  return url.href
}

useApp.subscribe((state, previous) => {
  const challenge = openedChallenge(state)
  if (!challenge || !state.challenge) return
  // A lesson puts a run of its own on the stage.
  if (state.lesson && !previous.lesson) {
    set({ challenge: null })
    return
  }
  const { endMs, id } = challenge
  if (state.playing && !previous.playing) playUntil(endMs)
  const isJudged = state.seenMs >= endMs
  const changed = state.input !== previous.input || state.challenge !== previous.challenge
  if (!changed && isJudged === previous.seenMs >= endMs) return
  if (isGuest(state)) return
  saveOwnChallenge(JSON.stringify({ id, input: textOf(state.input), judged: isJudged }))
  if (!isJudged) return
  const { verdict } = scoreOf(challenge, state)
  if (verdict) keepResult(id, verdict, proofText(challenge, state.input))
})
