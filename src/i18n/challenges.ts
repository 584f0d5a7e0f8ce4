// Words of the challenges' own furniture: rules, progress, verdict, result. The challenges bring theirs along.

export interface ChallengesMessages {
  challenges: string
  challengesHint: string
  challenge: string
  goal: string
  situation: string
  rules: string
  soFar: string
  judged: string
  yourMoves: string
  noMovesYet: string
  jumpTo: string
  check: string
  checkHint: string
  again: string
  leave: string
  hint: string
  broken: string
  brokenHint: string
  won: string
  lost: string
  why: string
  behind: string
  guest: string
  playIt: string
  next: string
  toLibrary: string
  endsEarly: string
  writePerm: string
  openSettings: string
  result: string
  resultHint: string
  copyText: string
  copyLink: string
  copyPicture: string
  savePicture: string
  textCopied: string
  linkCopied: string
  pictureCopied: string
  byHand: string
  pictureFails: string
  drawing: string
  forget: string
  forgotten: string
  before: string
  notBegun: string
  level(level: number): string
  /** "★★☆" for ears. */
  stars(stars: number): string
  onBrokers(brokers: string): string
  moves(moves: number): string
  movesUsed(moves: number, most: number): string
  until(time: string): string
  exactly(value: string): string
  atLeast(value: string): string
  atMost(value: string): string
  between(low: string, high: string): string
  missedAt(time: string): string
  par(moves: string): string
  best(stars: string, moves: string): string
  notHere(id: string): string
  pictureOf(title: string, stars: number): string
  /** A result to be sent: its link follows. */
  text(level: number, title: string, stars: string, moves: string, par: string): string
  breaches: {
    scenario: string
    seed: string
    given(action: string): string
    action(action: string): string
    broker(action: string, brokers: string): string
    late(action: string, time: string): string
    setting(name: string): string
    many(moves: string, most: number): string
  }
}
