import type { SaveSectionBody, SectionRecord, TimelineEntry } from '@hengji/contracts';
import type { MoneyUnit } from '@hengji/domain';
import { typedText } from '../../format/typedValue.js';
import { codeOf, meanwhileOf } from '../../providers/apiError.js';
import { afterSaving, changesOf, conflictsOf, serverValue, typedValue, withSent, type BoxKey, type BoxProblem, type Conflict, type Sent, type Typed } from './draft.js';

export type DraftState = {
  /** As the server last told it. */
  readonly section: SectionRecord;
  readonly typed: Typed;
  readonly saving: boolean;
  /** Wall time (epoch ms) of the last successful save on this page; null before the first. */
  readonly savedAt: number | null;
  readonly error: unknown;
  readonly problems: readonly BoxProblem[];
  readonly conflicts: readonly Conflict[];
  /** Who saved what stands against it, where the server has said so. */
  readonly conflictBy: TimelineEntry | null;
  /** Values that this page has sent, by box, whether or not their answer arrived: finding one of them on the server is no other person's change. */
  readonly sent: Sent;
  /** The reader must first accept that he will not be able to sign. */
  readonly asksDisqualification: boolean;
};

export type DraftStore = {
  readonly subscribe: (changed: () => void) => () => void;
  readonly state: () => DraftState;
  readonly type: (box: BoxKey, text: string, unit: MoneyUnit) => void;
  /** Converts the amounts that are being typed; a text that is no amount stays as it is, in its own unit. */
  readonly switchUnit: (unit: MoneyUnit) => void;
  /** Saves what can be saved. True when nothing is left that differs from the server. */
  readonly save: () => Promise<boolean>;
  readonly acceptDisqualification: (accepted: boolean) => void;
  /** Settles conflicts: the boxes named keep what was typed here, the others take the server's value. */
  readonly resolve: (keepMine: readonly BoxKey[]) => void;
  /** A newer copy read in the background; taken when nothing typed stands against it. */
  readonly refresh: (section: SectionRecord) => void;
};

/** What is taken over from an earlier visit of the page. */
export type Restored = { readonly typed: Typed; readonly sent: Sent; readonly conflicts: readonly Conflict[] };

type Server = { readonly load: () => Promise<SectionRecord>; readonly save: (body: SaveSectionBody) => Promise<SectionRecord> };

/** The form's memory outside of React: what was typed, what is saved, and who changed it meanwhile. Nothing typed is ever dropped. */
export function createDraftStore(section: SectionRecord, server: Server, restored: Restored = { typed: {}, sent: {}, conflicts: [] }, now: () => number = Date.now): DraftStore {
  let state: DraftState = {
    section, typed: restored.typed, sent: restored.sent, saving: false, savedAt: null, error: null, problems: [], conflicts: restored.conflicts, conflictBy: null,
    asksDisqualification: section.disqualifies && Object.keys(restored.typed).length > 0,
  };
  let accepted = false;
  let running: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();
  const set = (patch: Partial<DraftState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };

  /** One attempt to save; again after a newer version that nobody is in conflict with. */
  const attempt = async (repeats: number): Promise<boolean> => {
    const before = state.section;
    const { body, sent, problems, unchanged } = changesOf(before, state.typed);
    set({ problems, typed: afterSaving(state.typed, {}, unchanged) });
    if (Object.keys(sent).length === 0) return problems.length === 0;
    set({ saving: true, error: null, sent: withSent(before, state.sent, sent) });
    try {
      const saved = await server.save({ version: before.version, ...body, acceptDisqualification: accepted });
      set({ section: saved, typed: afterSaving(state.typed, sent, []), savedAt: now(), saving: false });
      return Object.keys(state.typed).length === 0;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'editDisqualifies') {
        set({ saving: false, asksDisqualification: true });
        return false;
      }
      if (code !== 'staleVersion' || repeats === 0) {
        set({ saving: false, error });
        return false;
      }
      set({ conflictBy: meanwhileOf(error) });
    }
    try {
      const fresh = await server.load();
      const conflicts = conflictsOf(before, fresh, state.typed, state.sent);
      set({ section: fresh, conflicts, saving: false });
      return conflicts.length > 0 ? false : await attempt(repeats - 1);
    } catch (error) {
      set({ saving: false, error });
      return false;
    }
  };

  const save = async (): Promise<boolean> => {
    if (state.conflicts.length > 0 || state.asksDisqualification) return false;
    // Saves go one after another: the second sees what the first has changed.
    while (running !== null) await running;
    running = attempt(3).finally(() => {
      running = null;
    });
    return running;
  };

  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    state: () => state,
    type: (box, text, unit) => {
      const needsConsent = state.section.disqualifies && !accepted;
      set({ typed: { ...state.typed, [box]: { text, unit } }, ...(needsConsent ? { asksDisqualification: true } : {}) });
    },
    switchUnit: (unit) => {
      const typed = Object.fromEntries(
        Object.entries(state.typed).map(([box, one]) => {
          const field = state.section.fields.find((candidate) => box === `field:${candidate.key}`);
          if (field?.type !== 'money') return [box, one];
          const value = typedValue(state.section, box, one);
          // What cannot be read cannot be converted: its box keeps the unit it was typed in until it is put right.
          return [box, value.ok ? { text: typedText(field, value.stored, unit), unit } : one];
        }),
      );
      set({ typed });
    },
    save,
    acceptDisqualification: (yes) => {
      accepted = yes;
      // Without consent the change is taken back: the server would not take it either.
      set({ asksDisqualification: false, ...(yes ? {} : { typed: {} }) });
    },
    resolve: (keepMine) => {
      const typed = Object.fromEntries(Object.entries(state.typed).filter(([box]) => keepMine.includes(box) || !state.conflicts.some((conflict) => conflict.box === box)));
      set({ conflicts: [], typed });
    },
    refresh: (fresh) => {
      if (running !== null || fresh === state.section || fresh.version < state.section.version) return;
      const touched = Object.keys(state.typed).some((box) => serverValue(fresh, box) !== serverValue(state.section, box));
      if (!touched) set({ section: fresh });
    },
  };
}
