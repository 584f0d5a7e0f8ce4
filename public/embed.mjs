// embed.js for those who import: `import { create, connect } from '…/embed.mjs'`. It finds the page beside itself.
import './embed.js'

const { RocketScope } = globalThis
RocketScope.setBase(new URL('.', import.meta.url).href)

export const { create, connect, frames, frame, Error: RocketScopeError } = RocketScope
