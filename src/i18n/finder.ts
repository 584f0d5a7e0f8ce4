// Words of the command list; what its rows are called stands with what they do.

export interface FinderMessages {
  key: string
  title: string
  placeholder: string
  results: string
  back: string
  /** Above lessons and questions that explain a term. */
  explainedIn: string
  groups: Record<
    'recent' | 'run' | 'break' | 'see' | 'share' | 'page' | 'settings' | 'releases' | 'terms' | 'lessons' | 'incidents',
    string
  >
  play: string
  killFirst: string
  /** The life of a message: the newest, or the chosen one. */
  life: string
  openPanel(panel: string): string
  nodeAction(node: string, action: string): string
  found(count: number): string
  nothing(typed: string): string
  all(count: number): string
}
