export { names } from './names'
export { notices } from './notices'
export { stage } from './stage'
