export { notices } from './notices'
export { stage } from './stage'
