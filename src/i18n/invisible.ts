// Which characters are invisible, or reverse the order of others: no name and no text from outside may hold one, because
// it could look like another one. The one definition; gates refuse by it, messages show by it.

/**
 * Control and format characters (bidi controls, zero width, soft hyphen, tags), half characters, separators of lines and
 * paragraphs, everything Unicode says may be left out when shown (fillers, variation selectors), and the blank of Braille.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** A name as people give it: nothing invisible, no blanks, no slash, which parts a target from its node. */
export const PLAIN_NAME = /^[^\s/\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+$/u

/** A text of sentences: nothing invisible but new lines, and what makes a picture of the character before it. */
export const PLAIN_TEXT =
  /^(?:\n|[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|\p{Extended_Pictographic}\ufe0f)*$/u

/** The same text with every invisible character shown by its number, such as <U+202E>; blanks of all kinds as one space. */
export const withInvisibleShown = (text: string): string =>
  text.replace(INVISIBLE, (letter) => {
    const code = letter.codePointAt(0) as number
    return code < 0x20 ? ' ' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
