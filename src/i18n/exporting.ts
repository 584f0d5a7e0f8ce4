// Words of the export: pictures, films, sequence diagrams and the log.

export const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)

export const sizeText = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${megabytes(bytes)} MB`

export interface ExportingMessages {
  title: string
  lead: string
  what: string
  picture: string
  film: string
  sequence: string
  log: string
  moment: string
  from: string
  to: string
  format: string
  scale: string
  theme: string
  dark: string
  light: string
  size: string
  sizePage: string
  headline: string
  link: string
  linkHint: string
  ground: string
  speed: string
  framesPerSecond: string
  width: string
  subject: string
  stretch: string
  oneMessage: string
  message: string
  mermaid: string
  mermaidHint: string
  logHint: string
  jsonl: string
  csv: string
  save: string
  make: string
  copy: string
  copied: string
  copyPicture: string
  pictureCopied: string
  copyFailed: string
  cancel: string
  cancelled: string
  computing: string
  progress: string
  preview: string
  notSeen: string
  wrongMoment: string
  wrongStretch: string
  wrongMessage: string
  noSuchMessage: string
  nothingHappened: string
  empty: string
  failed: string
  tooLargePicture: string
  checking: string
  pictureSize(width: number, height: number): string
  filmSize(frames: number, width: number, height: number, ms: number): string
  tooManyFrames(frames: number, most: number): string
  tooManyPixels(frames: number, width: number): string
  tooManyBytes(bytes: number): string
  noEncoder(format: string): string
  frames(done: number, all: number): string
  saved(name: string, bytes: number): string
  savedInstead(name: string): string
  lines(count: number): string
  leftOut(count: number): string
}
