// Words of the lessons' own furniture: library, pages, questions, answers. The lessons bring theirs along.

export interface LessonsMessages {
  client: string
  learn: string
  lesson: string
  incident: string
  startHere: string
  search: string
  nothingFound: string
  gotchasHint: string
  incidents: string
  incidentsHint: string
  own: string
  finished: string
  begin: string
  goOn: string
  again: string
  back: string
  next: string
  leave: string
  fold: string
  unfold: string
  backToStep: string
  backToStepHint: string
  showMe: string
  yourTurn: string
  yourGuess: string
  quiz: string
  right: string
  notQuite: string
  whyThere: string
  meaning: string
  cause: string
  fix: string
  taskDone: string
  theEnd: string
  nextLesson: string
  nextIncident: string
  toLibrary: string
  glossary: string
  termsOfLesson: string
  perBroker: string
  reportedAs: string
  notHere: string
  /** @param minutesLeft - of what is not finished */
  courseHint(finished: number, lessons: number, minutesLeft: number, minutes: number): string
  page(now: number, all: number): string
  minutes(minutes: number): string
  countedTo(time: string): string
  goThere(time: string): string
  itWas(right: string): string
  score(right: number, all: number): string
  /** @param pages - not opened yet, or with a question that is not answered */
  stillOpen(pages: number): string
}
