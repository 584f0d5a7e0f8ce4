// Words of the interface, each written natively in both languages. RocketMQ's own names stay as they are in the code.
// What happens in a run is told in narration.ts, not here.

export interface PageMessages {
  nothingAhead: string
  nowTeaching: string
  nowReal: string
  // Top bar
  subtitle: string
  preset: string
  clientVersion: string
  client: string
  values: string
  teaching: string
  real: string
  teachingHint: string
  realHint: string
  toLight: string
  toDark: string
  help: string
  learn: string
  present: string
  presentHint: string
  share: string
  more: string
  /** The entry that opens gotchas and recordings; their title without its last character. */
  moreScenarios: string
  wasReset: string
  lastRunSaved: string
  learnHint: string
  close: string
  // Regions
  transport: string
  timeline: string
  legend: string
  panel: string
  // Playing
  play: string
  pause: string
  /** A word below the sign of a button. */
  captions: Record<
    | 'toStart'
    | 'jumpBack'
    | 'stepBack'
    | 'stepForward'
    | 'jumpForward'
    | 'undo'
    | 'redo'
    | 'branches'
    | 'breakpoints'
    | 'legend',
    string
  >
  toStart: string
  stepBack: string
  stepForward: string
  jumpBack: string
  jumpForward: string
  now: string
  speed: string
  slower: string
  faster: string
  fastForward: string
  fastForwardShort: string
  fastForwardHint: string
  compare: string
  compareHint: string
  verdict: string
  keyCompare: string
  playhead: string
  charts: string
  chartsHint: string
  zoomIn: string
  zoomOut: string
  timelineOfA: string
  routeLane: string
  nextPoll: string
  pollPhase: string
  // Side panel
  story: string
  lesson: string
  question: string
  /** In the place of the headline while a lesson asks. */
  guessFirst: string
  challenge: string
  log: string
  settings: string
  whatHappened: string
  whyThisQueue: string
  noSendYet: string
  findMessage: string
  goToMessage: string
  chosen: string
  unreachable: string
  sameBroker: string
  notSameBroker: string
  newest: string
  timeBudget: string
  budgetWaiting: string
  budgetStored: string
  faultTable: string
  broker: string
  latestLatency: string
  avoidedUntil: string
  available: string
  noFaultItems: string
  faultOff: string
  ladder: string
  ladderAtLeast: string
  ladderAvoid: string
  ladderFrom: string
  ladderFor: string
  route: string
  noRoute: string
  inFlight: string
  sent: string
  stored: string
  failed: string
  totals: string
  moments: string
  producer: string
  // Settings
  loading: string
  seed: string
  seedHint: string
  startsAgain: string
  startsAgainHint: string
  notInRelease: string
  teachingTag: string
  on: string
  off: string
  random: string
  ownTable: string
  useOwnTable: string
  addStep: string
  removeStep: string
  activeStep: string
  perBroker: string
  timedHint: string
  noMasterToKill: string
  // Keys
  keyPlay: string
  keyStep: string
  keyJump: string
  keySpeed: string
  keyFast: string
  keyStart: string
  keyKill: string
  keyFocus: string
  keyLanguage: string
  keyTheme: string
  keySettings: string
  keyPages: string
  keyHelp: string
  find: string
  keyReset: string
  beginAgain: string
  retryAt(time: string, broker: string): string
  endsUnlisted(time: string, broker: string): string
  msLeft(ms: number): string
  budgetEach(ms: number): string
  callGoesOn(ms: number): string
  left(time: string): string
  attemptOf(message: number, thread: number | null, attempt: number): string
  reset(value: number, from: number): string
  noSuchMessage(given: string, highest: number): string
  standIn(seconds: number): string
  moreLooks(count: number): string
  routeAge(age: string, asked: string, queues: number): string
  routeNext(time: string): string
  routeStaleGone(broker: string): string
  routeStaleNew(broker: string): string
  realDefault(value: string): string
  takeReal(value: string): string
  perSecond(rate: string): string
  queuesInAll(each: string, sum: number): string
  needsInteger(name: string, min: number, max: number, given: string): string
  needsAscending(name: string): string
  producerNumber(number: number): string
  stepNumber(number: number): string
  speedValue(text: string): string
  /** Head of the recordings in the Scenario menu. */
  recordings: string
  /** The mark of a recording of a real cluster. @param client - its release */
  recordingOf(client: string): string
  /** A scenario whose settings are no longer its own: what its name says of them, behind the dot, is left out. */
  changed(name: string): string
  /** What each preset is, by its id. */
  presets: Record<string, string>
}
