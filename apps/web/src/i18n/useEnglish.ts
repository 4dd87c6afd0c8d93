import { useLocaleState } from 'react-admin';

/** Whether the interface speaks English. */
export function useEnglish(): boolean {
  const [locale] = useLocaleState();
  return locale === 'en';
}
