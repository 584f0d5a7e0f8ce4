// Words around the surprises, and of two buttons in the top bar. The surprises' own words are in chapters/.

export interface ProofMessages {
  scenarios: string
  surprises: string
  variants: string
  issues: string
  changed: string
  share: string
  howTrue: string
  surprise(id: string): string
  /** A proof's number as it is shown; a dash where a run gives none. */
  figure(value: number, unit: string): string
}
