import type { ReadDocument, ReadItem, ReadLevel } from '@hengji/domain';
import type { Found } from '../finding.js';
import type { View } from './view.js';

/** The rows that stand under a level. A level 2 is told from another of the same name by the level 1 above it. */
export function itemsUnder(document: ReadDocument, level: ReadLevel): readonly ReadItem[] {
  return document.items.filter((item) => (level.level === 1 ? item.level1 === level.name : item.level2 === level.name && item.level1 === level.parent));
}

export function levelsUnder(document: ReadDocument, level: ReadLevel): readonly ReadLevel[] {
  return document.levels.filter((one) => one.level === 2 && one.parent === level.name);
}

/** A level weighs what the template says. */
export function levelsUnlikeTemplate({ form }: View, rank: ReadLevel['level']): readonly Found[] {
  return (form?.otherLevels ?? []).flatMap(({ place, actual, expected }) => (place.level === rank ? [{ location: place.location, variant: 'template', expected, actual, proposal: expected, params: { name: place.name, actual, expected } }] : []));
}
