import type { SectionRecord } from '@hengji/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApi } from '../../providers/useApi.js';
import { keepDraft, keptDraft } from './draftMemory.js';
import { createDraftStore, type DraftStore } from './draftStore.js';
import type { Typed } from './draft.js';

/** How often what was typed is saved while a box keeps the focus. */
const saveEveryMs = 30_000;

/** Units of kept texts travel in the key's companion: money is kept as it was typed, with the unit it was typed in. */
function restoredFrom(kept: ReturnType<typeof keptDraft>): Typed {
  if (kept === null) return {};
  return Object.fromEntries(Object.entries(kept.fields).map(([box, text]) => [box, { text, unit: kept.rows[box] === 'wanyuan' ? 'wanyuan' : 'yuan' }]));
}

/** The draft of one section for one person: saved on leaving a box (by the caller), every 30 s, and on leaving the page. */
export function useDraft(section: SectionRecord, person: string) {
  const api = useApi();
  const [restored] = useState(() => (section.editable ? restoredFrom(keptDraft(person, section.evaluationId, section.key)) : {}));
  const [store] = useState<DraftStore>(() =>
    createDraftStore(
      section,
      { load: () => api.getSection(section.evaluationId, section.key), save: (body) => api.saveSection(section.evaluationId, section.key, body) },
      restored,
    ),
  );
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => store.refresh(section), [store, section]);
  useEffect(() => {
    const { typed, section: current } = state;
    keepDraft(person, current.evaluationId, current.key, {
      fields: Object.fromEntries(Object.entries(typed).map(([box, one]) => [box, one.text])),
      rows: Object.fromEntries(Object.entries(typed).map(([box, one]) => [box, one.unit])),
    });
  }, [person, state]);
  useEffect(() => {
    const timer = setInterval(() => void store.save(), saveEveryMs);
    const warn = (event: BeforeUnloadEvent) => {
      if (Object.keys(store.state().typed).length > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', warn);
      void store.save();
    };
  }, [store]);
  return { store, state, wasRestored: Object.keys(restored).length > 0 };
}
