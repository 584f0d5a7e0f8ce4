// What a first visit reads: one line for each sign as it first means something, and the invitations of the guide.

/** By sign, see session/signs.ts. */
export type SignLines = Record<
  | 'chips'
  | 'term'
  | 'window'
  | 'switch'
  | 'index'
  | 'poll'
  | 'why'
  | 'steps'
  | 'speed'
  | 'timeline'
  | 'undo'
  | 'branches'
  | 'log'
  | 'totals'
  | 'charts'
  | 'compare'
  | 'breakpoints'
  | 'settings'
  | 'values'
  | 'scenario'
  | 'chapter'
  | 'share'
  | 'present',
  string
>

/** One invitation: what to do or to watch, and in a word or two at its place on the stage. */
export interface Invitation {
  text: string
  tag: string
}

export interface IntroducedMessages {
  signs: SignLines
  /** By step of the guide, see session/guide.ts; offLate in the place of off when nothing would fail any more. @param broker - the Broker that was killed; broker-a before that */
  guide(broker: string): Record<'wheel' | 'kill' | 'round' | 'off' | 'offLate' | 'newMaster', Invitation>
  jumpBack: string
  title: string
  newSign: string
  stepOf(now: number, all: number): string
  skip: string
  endGuide: string
  /** Where it goes on from here. */
  over: string
  close: string
  everything: string
  everythingHint: string
}
