// Puts the colours of a theme in the place of variables, for what has to look the same outside of the page.

/**
 * @param probe - an element of the page, with the theme
 * @param known - colours that were looked up before, by the name of their variable
 * @throws Error if no colour has that name: a defect of the picture
 */
export const coloured = (svg: string, probe: Element, known = new Map<string, string>()): string =>
  svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
    let colour = known.get(name)
    if (colour === undefined) {
      colour = getComputedStyle(probe).getPropertyValue(name).trim()
      if (colour === '') throw new Error(`no colour is called ${name}`)
      known.set(name, colour)
    }
    return colour
  })
