// Whether a first visit has not met a sign yet; see session/signs.ts.

import { useApp } from '../../session/appStore'
import { hiddenSigns, type Sign } from '../../session/signs'

export const useHidden = (sign: Sign): boolean => useApp((state) => hiddenSigns(state).includes(sign))
