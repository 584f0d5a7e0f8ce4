// A text in both languages, side by side, so that neither can be forgotten.

export type Language = 'zh' | 'en'

/** One text, written natively in each language. */
export interface Words {
  zh: string
  en: string
}
