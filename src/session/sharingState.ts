// What is open about links and files: small, so that the page can watch it without what reads and writes them.

import { createStore } from 'zustand/vanilla'
import type { Problem } from '../i18n/problems'

/** What came from outside and could not be read completely. */
export interface Report {
  source: 'link' | 'file' | 'lesson'
  /** Whether anything of it is on the page now. */
  opened: boolean
  problems: readonly Problem[]
}

interface SharingState {
  report: Report | null
  /** A link to be copied by hand. */
  linkToCopy: string | null
  /** Whether a file is held over the page. */
  dropping: boolean
  /** Whether the dialog for the person's own cluster is open. */
  ownCluster: boolean
  /** Whether a lesson that came along is still being checked. */
  lessonComing: boolean
  /** The lesson that has just been made of a run, by its id. */
  madeLesson: string | null
  /** Whether the dialog for pictures, films and files is open. */
  exporting: boolean
  /** Whether the dialog with the code for other pages is open. */
  embedding: boolean
  /** Whether the QR code of the moment is shown. */
  qrCode: boolean
}

export const sharing = createStore<SharingState>(() => ({
  report: null,
  linkToCopy: null,
  dropping: false,
  ownCluster: false,
  exporting: false,
  embedding: false,
  qrCode: false,
  lessonComing: false,
  madeLesson: null,
}))

export const closeReport = (): void => sharing.setState({ report: null })
export const closeLink = (): void => sharing.setState({ linkToCopy: null })
export const showImportCluster = (ownCluster: boolean): void => sharing.setState({ ownCluster })
export const showExport = (exporting: boolean): void => sharing.setState({ exporting })
export const showQrCode = (qrCode: boolean): void => sharing.setState({ qrCode })
export const showEmbed = (embedding: boolean): void => sharing.setState({ embedding })
