// What an opened Broker needs, in one piece: its layout, its drawing, its keys. Loaded when one is opened.

export { openedLayout } from '../../../stage/store/openedLayout'
export { OpenedKeys } from './OpenedKeys'
export { OpenedStore } from './OpenedStore'
