import { useEffect, useRef, useState } from 'react';
import { useLogoutIfAccessDenied } from 'react-admin';
import { useT } from '../../i18n/useT.js';
import { ApiError, isRepeatable } from '../../providers/apiError.js';
import { randomId } from '../../providers/randomId.js';
import { useApi } from '../../providers/useApi.js';
import type { Examination } from './examination.js';

/** The server's limit for one report; a file beyond it is not even sent. */
export const maximumMegabytes = 20;
/** Files of one drop: a county's reports of a year, and then some. */
export const maximumFiles = 300;

type State = Examination['state'];

/** Dropped files, sent one after the other; what was read stays on this page and nowhere else. `template`: the one to hold those to that are sent next. */
export function useExaminations(template: string) {
  const t = useT();
  const api = useApi();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const [examinations, setExaminations] = useState<readonly Examination[]>([]);
  const waiting = useRef<Examination[]>([]);
  const working = useRef(false);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      waiting.current = [];
    };
  }, []);

  const set = (id: string, state: State) => setExaminations((before) => before.map((one) => (one.id === id ? { ...one, state } : one)));

  const examine = async (file: File): Promise<State> => {
    if (file.size === 0) return { kind: 'refused', reason: t('validation.fileEmpty'), again: false };
    if (file.size > maximumMegabytes * 1024 * 1024) return { kind: 'refused', reason: t('examinations.tooLarge', { megabytes: maximumMegabytes }), again: false };
    try {
      return { kind: 'read', document: await api.examineDocument({ name: file.name.slice(-200), ...(template === '' ? {} : { template }) }, new Uint8Array(await file.arrayBuffer())) };
    } catch (error) {
      await logoutIfAccessDenied(error);
      const told = error instanceof ApiError && error.problem.code !== 'unreachable' ? error.problem : null;
      if (told?.code === 'busy') return { kind: 'refused', reason: t('examinations.busy'), again: true };
      const name = told?.errors['name'];
      return { kind: 'refused', reason: name === undefined ? told?.detail || t('app.unreachable') : t('examinations.badName'), again: told === null || isRepeatable(error) };
    }
  };

  const work = async () => {
    if (working.current) return;
    working.current = true;
    for (let next = waiting.current.shift(); next !== undefined; next = waiting.current.shift()) {
      set(next.id, { kind: 'running' });
      const state = await examine(next.file);
      if (left.current) break;
      set(next.id, state);
    }
    working.current = false;
  };

  return {
    examinations,
    add: (files: readonly File[]) => {
      const added = files.slice(0, maximumFiles).map((file): Examination => ({ id: randomId(), file, state: { kind: 'waiting' } }));
      // What is dropped while others are sent joins them; afterwards it is a new beginning.
      const joins = working.current;
      setExaminations((before) => (joins ? [...before, ...added] : added));
      waiting.current.push(...added);
      void work();
    },
    again: (id: string) => {
      const one = examinations.find((examination) => examination.id === id);
      if (one === undefined) return;
      set(id, { kind: 'waiting' });
      waiting.current.push(one);
      void work();
    },
    stop: () => {
      const stopped = new Set(waiting.current.map(({ id }) => id));
      waiting.current = [];
      setExaminations((before) => before.map((one) => (stopped.has(one.id) ? { ...one, state: { kind: 'refused', reason: t('examinations.stopped'), again: true } } : one)));
    },
  };
}
