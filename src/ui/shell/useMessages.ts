// What the page says, in the language of the moment.

import { firstMessagesOf, messagesOf } from '../../i18n/load'
import type { FirstMessages, Messages } from '../../i18n/messages'
import { useApp } from '../../session/appStore'

/** For all parts that come behind the first diagram: they are loaded together with the words. */
export const useMessages = (): Messages => messagesOf(useApp((state) => state.language))

/** For the parts of the first diagram, which do not wait for the rest. */
export const useFirstMessages = (): FirstMessages => firstMessagesOf(useApp((state) => state.language))
