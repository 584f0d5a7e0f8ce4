// The incident library: production stories, each told from its symptom.

import { failingIncidents } from './incidentsFailing'
import { starvingIncidents } from './incidentsStarving'
import type { Lesson } from './lesson'

export const INCIDENTS: readonly Lesson[] = [...starvingIncidents, ...failingIncidents]
