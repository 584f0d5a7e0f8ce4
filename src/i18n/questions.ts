// Words around the questions that people ask in public; the questions bring theirs along.

export interface QuestionsMessages {
  title: string
  question: string
  /** What they are sorted by, and what the numbers beside them count. */
  hint: string
  search: string
  all: string
  next: string
  leave: string
  answered: string
  /** Mark of one of which the page shows only a part. */
  half: string
  /** Before what it does not show. */
  notShown: string
  /** Before the class and release in which the answer can be read. */
  source: string
  issues: string
  unknown(name: string): string
  /** Above what has most of the words but not all. */
  closest: string
  nothing(typed: string): string
  rules(rules: string): string
  asked(notes: number, threads: number | null): string
  allOf(count: number): string
}
