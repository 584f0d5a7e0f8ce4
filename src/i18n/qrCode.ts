// Words of the QR code.

export interface QrCodeMessages {
  title: string
  intro: string
  /** The address leads to this computer. */
  onlyHere: string
  /** @param bytes - of the text; @param max - what the largest code that can be read holds */
  tooLong(bytes: number, max: number): string
}
