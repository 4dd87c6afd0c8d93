import type { SectionRecord } from '@hengji/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useApi } from '../../providers/useApi.js';
import { keepDraft, keptDraft, type KeptDraft } from './draftMemory.js';
import { createDraftStore, type DraftStore, type Restored } from './draftStore.js';
import { conflictsOver, serverValue, type Sent, type Typed } from './draft.js';

/** How often what was typed is saved while a box keeps the focus. */
const saveEveryMs = 30_000;

/** What was kept, and where somebody else has changed the same box since it was typed. */
export function restoredFrom(section: SectionRecord, kept: KeptDraft | null): Restored {
  const entries = Object.entries(kept ?? {});
  const typed: Typed = Object.fromEntries(entries.map(([box, { text, unit }]) => [box, { text, unit }]));
  const sent: Sent = Object.fromEntries(entries.map(([box, one]) => [box, one.sent ?? []]));
  return { typed, sent, conflicts: conflictsOver((box) => kept?.[box]?.base ?? '', section, typed, sent) };
}

/** The draft of one section for one person: saved on leaving a box (by the caller), every 30 s, and on leaving the page. */
export function useDraft(section: SectionRecord, person: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [restored] = useState(() => restoredFrom(section, section.editable ? keptDraft(person, section.evaluationId, section.key) : null));
  const [store] = useState<DraftStore>(() =>
    createDraftStore(
      section,
      {
        load: () => api.getSection(section.evaluationId, section.key),
        save: async (body) => {
          const saved = await api.saveSection(section.evaluationId, section.key, body);
          // Whoever comes back to the page begins with what he saved, not with what was read before. What did not change is handed back as the
          // same objects: the form draws the rest anew.
          return queryClient.setQueryData<SectionRecord>(['section', section.evaluationId, section.key], saved) ?? saved;
        },
      },
      restored,
    ),
  );
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => store.refresh(section), [store, section]);
  useEffect(() => {
    const { typed, sent, section: current } = state;
    keepDraft(person, current.evaluationId, current.key, Object.fromEntries(Object.entries(typed).map(([box, one]) => [box, { ...one, base: serverValue(current, box), sent: sent[box] ?? [] }])));
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
  return { store, state, wasRestored: Object.keys(restored.typed).length > 0 };
}
