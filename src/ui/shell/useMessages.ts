// What the page says, in the language of the moment.

import { firstMessagesOf, messagesOf } from '../../i18n/load'
import type { FirstMessages, LateSection, MessagesWith } from '../../i18n/messages'
import { useApp } from '../../session/appStore'

/**
 * For all parts that come behind the first diagram: they are loaded together with the words.
 *
 * @param sections - those of what is loaded late that the part says; whoever loads it asks for them (lazyPart.tsx)
 */
export const useMessages = <Section extends LateSection = never>(...sections: Section[]): MessagesWith<Section> =>
  messagesOf(
    useApp((state) => state.language),
    ...sections,
  )

/** For the parts of the first diagram, which do not wait for the rest. */
export const useFirstMessages = (): FirstMessages => firstMessagesOf(useApp((state) => state.language))
