// Words of the QR code.

export interface QrCodeMessages {
  /** @param bytes - of the text; @param max - what the largest code that can be read holds */
  tooLong(bytes: number, max: number): string
}
